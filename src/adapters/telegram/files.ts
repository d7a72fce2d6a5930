/** Fetches the bytes of files that people sent. The address holds the token: it never leaves this file. */
import type { Api } from 'grammy';
import { InputError } from '../../domain/errors.ts';
import { readFailure } from './failures.ts';
import type { TelegramAccount } from './settings.ts';
import { FILE_PROBLEMS } from './wording.ts';

const DOWNLOAD_MS = 120_000;

/** What fetching takes. */
export interface FileSource {
  api: Api;
  account: Pick<TelegramAccount, 'token' | 'apiRoot'>;
}

/**
 * The bytes of a file.
 * @throws InputError when it is gone, out of reach or over `maxBytes`
 */
export async function fetchTelegramFile(
  { api, account }: FileSource,
  ref: string,
  maxBytes: number,
): Promise<Uint8Array> {
  const { path, size } = await locate(api, ref, maxBytes);
  if (size > maxBytes) throw refused(FILE_PROBLEMS.tooBig(maxBytes));
  const response = await request(`${account.apiRoot}/file/bot${account.token}/${path}`);
  try {
    return await readAtMost(response, maxBytes);
  } catch (error) {
    throw error instanceof InputError ? error : refused(FILE_PROBLEMS.unreachable);
  }
}

async function locate(api: Api, ref: string, maxBytes: number): Promise<{ path: string; size: number }> {
  const file = await api.getFile(ref).catch((error: unknown) => {
    const { code, reason } = readFailure(error);
    if (/too big/i.test(reason)) throw refused(FILE_PROBLEMS.tooBig(maxBytes));
    throw refused(code === 400 ? FILE_PROBLEMS.gone : FILE_PROBLEMS.unreachable);
  });
  if (typeof file?.file_path !== 'string') throw refused(FILE_PROBLEMS.gone);
  if (file.file_path.startsWith('/')) throw refused(FILE_PROBLEMS.local);
  const steps = file.file_path.split('/');
  if (steps.some((step) => step === '..' || step === '.' || step === '')) throw refused(FILE_PROBLEMS.gone);
  return { path: steps.map(encodeURIComponent).join('/'), size: Number(file.file_size ?? 0) };
}

/** A redirection is not followed: it would carry the address elsewhere. */
async function request(url: string): Promise<Response> {
  const options = { redirect: 'error', signal: AbortSignal.timeout(DOWNLOAD_MS) } as const;
  const response = await fetch(url, options).catch(() => {
    throw refused(FILE_PROBLEMS.unreachable);
  });
  if (response.ok) return response;
  await response.body?.cancel();
  throw refused(response.status === 404 ? FILE_PROBLEMS.gone : FILE_PROBLEMS.unreachable);
}

async function readAtMost(response: Response, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = Number(response.headers.get('content-length') ?? 0);
  if (size > maxBytes) await response.body?.cancel();
  if (size > maxBytes) throw refused(FILE_PROBLEMS.tooBig(maxBytes));
  size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > maxBytes) throw refused(FILE_PROBLEMS.tooBig(maxBytes));
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function refused(message: string): InputError {
  return new InputError([{ where: FILE_PROBLEMS.where, message }]);
}
