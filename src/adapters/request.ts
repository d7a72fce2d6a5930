/** Requests to the platforms over HTTP. Failures are results, and never repeat an address: it may hold a secret. */
import { InputError } from '../domain/errors.ts';
import { ATTACHMENT } from './wording.ts';

const TIMEOUT_MS = 15_000;
const FILE_TIMEOUT_MS = 60_000;
const MOST_JSON_BYTES = 4 * 1024 * 1024;

/** One request. A `FormData` goes as it is, everything else as JSON. */
export interface Call {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH';
  url: string;
  headers?: Readonly<Record<string, string>>;
  body?: unknown;
}

/** What came back; `body` is undefined when it was no JSON. `reason` is English and names no address. */
export type Called =
  | { ok: true; status: number; headers: Headers; body: unknown }
  | { ok: false; reason: string };

/** Sends a request and reads its JSON. Never rejects; does not follow redirects. */
export async function callJson(call: Call): Promise<Called> {
  try {
    const response = await send(call, TIMEOUT_MS);
    const bytes = await readAtMost(response, MOST_JSON_BYTES);
    if (bytes === null) return { ok: false, reason: 'the response is too long' };
    return { ok: true, status: response.status, headers: response.headers, body: parseJson(bytes) };
  } catch (error) {
    return { ok: false, reason: `not reachable: ${networkReason(error)}` };
  }
}

/**
 * The bytes of a file.
 * @throws InputError when it is gone, not reachable or over `maxBytes`
 */
export async function downloadFile(call: Call, maxBytes: number): Promise<Uint8Array> {
  const bytes = await download(call, maxBytes).catch(() => undefined);
  if (bytes === undefined) throw attachmentError(ATTACHMENT.gone);
  if (bytes === null) throw attachmentError(ATTACHMENT.tooBig(maxBytes));
  return bytes;
}

/** An attachment that cannot be had, for the person who sent it. */
export function attachmentError(message: string): InputError {
  return new InputError([{ where: ATTACHMENT.where, message }]);
}

/** What is wrong with the network, without the address: `ECONNREFUSED`, `TimeoutError`. */
export function networkReason(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown failure';
  const { code } = (error.cause ?? error) as { code?: unknown };
  return typeof code === 'string' && /^[A-Z0-9_]+$/.test(code) ? code : error.name;
}

async function download(call: Call, maxBytes: number): Promise<Uint8Array | null | undefined> {
  const response = await send(call, FILE_TIMEOUT_MS);
  if (response.ok) return readAtMost(response, maxBytes);
  await response.body?.cancel();
  return undefined;
}

function send({ method, url, headers, body }: Call, timeoutMs: number): Promise<Response> {
  const form = body instanceof FormData;
  const json = body !== undefined && !form;
  return fetch(url, {
    method,
    headers: { ...(json && { 'Content-Type': 'application/json; charset=utf-8' }), ...headers },
    ...(body !== undefined && { body: form ? body : JSON.stringify(body) }),
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutMs),
  });
}

/** The body, or null when it is longer. */
async function readAtMost(response: Response, maxBytes: number): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > maxBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return undefined;
  }
}
