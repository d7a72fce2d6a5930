/** The process that `isolated.ts` starts: bytes on standard input, one JSON reply on standard output. */
import { buffer } from 'node:stream/consumers';
import { InputError } from '../domain/errors.ts';
import type { ReadReply, ReadRequest } from './isolated.ts';
import { goOffline } from './offline.ts';
import { isReadable, readerOf } from './registry.ts';

goOffline();
const request = JSON.parse(process.argv[2] ?? '') as ReadRequest;
const bytes = new Uint8Array(await buffer(process.stdin));
process.stdout.write(JSON.stringify(await reply(request, bytes)));

async function reply({ name, format, limits }: ReadRequest, bytes: Uint8Array): Promise<ReadReply> {
  if (!isReadable(format)) throw new Error(`no reader for format "${format}"`);
  try {
    return { content: await (await readerOf(format)).read({ name, bytes }, limits) };
  } catch (error) {
    if (error instanceof InputError) return { problems: error.problems };
    throw error;
  }
}
