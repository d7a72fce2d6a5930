/** The envelope of WeCom's callbacks: a signature, and AES-256-CBC around length, message and receiver. */
import { createDecipheriv, createHash, timingSafeEqual } from 'node:crypto';

/** Random bytes before the length, and bytes of the length. */
const RANDOM_BYTES = 16;
const LENGTH_BYTES = 4;
const MAX_PADDING_BYTES = 32;

/** What is signed, as it stands in the address and the body of a request. */
export interface Signed {
  timestamp: string;
  nonce: string;
  encrypted: string;
}

/** Whether a signature was made with the token. Takes the same time wherever it differs. */
export function isSigned({ timestamp, nonce, encrypted }: Signed, signature: string, token: string): boolean {
  const expected = createHash('sha1').update([token, timestamp, nonce, encrypted].sort().join('')).digest();
  const given = Buffer.from(signature, 'hex');
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** The message inside, when it is meant for the receiver; null when it cannot be read. `aesKey` has 43 characters. */
export function decrypted(encrypted: string, aesKey: string, receiver: string): string | null {
  const plain = decipher(encrypted, Buffer.from(`${aesKey}=`, 'base64'));
  const start = RANDOM_BYTES + LENGTH_BYTES;
  if (plain === null || plain.length < start) return null;
  const end = start + plain.readUInt32BE(RANDOM_BYTES);
  if (end > plain.length || plain.toString('utf8', end) !== receiver) return null;
  return plain.toString('utf8', start, end);
}

function decipher(encrypted: string, key: Buffer): Buffer | null {
  try {
    const cipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
    const padded = Buffer.concat([cipher.update(encrypted, 'base64'), cipher.final()]);
    const padding = padded.at(-1) ?? 0;
    const fits = padding > 0 && padding <= MAX_PADDING_BYTES && padding <= padded.length;
    return fits ? padded.subarray(0, padded.length - padding) : null;
  } catch {
    return null;
  }
}
