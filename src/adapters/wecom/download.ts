/** Fetches bytes, but never more than asked for. */
import { InputError } from '../../domain/errors.ts';
import { WECOM_WORDING } from './wording.ts';

const FETCH_TIMEOUT_MS = 30_000;

/** The answer to a request. @throws InputError when the file cannot be had any more */
export async function openFile(url: string): Promise<Response> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(FETCH_TIMEOUT_MS) });
    if (response.ok) return response;
    await response.body?.cancel();
  } catch {
    // The error would name the address, which is as good as a key.
  }
  throw gone();
}

/** All bytes of an answer. @throws InputError when they are more than `maxBytes`, or break off */
export async function readBytes(response: Response, maxBytes: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = response.body?.getReader();
  while (reader) {
    const { done, value } = await reader.read().catch(() => {
      throw gone();
    });
    if (done) break;
    size += value.byteLength;
    if (size > maxBytes) {
      await reader.cancel().catch(() => {});
      throw tooBig(maxBytes);
    }
    chunks.push(value);
  }
  return Buffer.concat(chunks);
}

/** An attachment that the platform no longer gives out. */
export function gone(): InputError {
  return new InputError([{ where: WECOM_WORDING.attachment, message: WECOM_WORDING.attachmentGone }]);
}

/** An attachment over the limit. */
export function tooBig(maxBytes: number): InputError {
  return new InputError([
    { where: WECOM_WORDING.attachment, message: WECOM_WORDING.attachmentTooBig(maxBytes) },
  ]);
}
