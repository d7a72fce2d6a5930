/** The process that `confined-import.ts` starts: a file on standard input, a reply on standard output. */
import { buffer } from 'node:stream/consumers';
import { enterConfinement } from '../confined/confinement.ts';
import type { ImportRequest } from './confined-import.ts';
import type { ReplyMessage } from './reply.ts';

const [request, compiledCodeFolder] = process.argv.slice(2);
enterConfinement(compiledCodeFolder);
// Loaded only now, from the compiled code.
const { InputError } = await import('../domain/errors.ts');
const { importFile } = await import('./import-file.ts');
const { messagesOf } = await import('./reply.ts');

const say = (message: ReplyMessage): void => {
  process.stdout.write(`${JSON.stringify(message)}\n`);
};

const { name, options, limits } = JSON.parse(request!) as ImportRequest;
const bytes = new Uint8Array(await buffer(process.stdin));
try {
  const onRead = () => say({ says: 'read' });
  for (const message of messagesOf(await importFile({ name, bytes }, options, { limits, onRead })))
    say(message);
} catch (error) {
  if (!(error instanceof InputError)) throw error;
  say({ says: 'problems', problems: [...error.problems] });
}
