/** Calls to the HTTP interfaces of WeCom. Addresses hold tokens, so nothing of them reaches an error or a log. */
import { readBytes } from './download.ts';
import { type Errcode, oneLine, UNREACHABLE } from './errcodes.ts';
import { numberAt, textAt } from './values.ts';

const TIMEOUT_MS = 15_000;
const MAX_ANSWER_BYTES = 1_000_000;

/** An answer with its fields; a platform that cannot be reached answers `UNREACHABLE`. */
export interface ApiAnswer extends Errcode {
  body: unknown;
}

/** What is posted: JSON, or a file as a form. */
export type ApiRequest = { json: object } | { form: FormData } | null;

/** Asks an interface; null posts nothing. Never rejects. */
export async function callApi(url: URL, request: ApiRequest): Promise<ApiAnswer> {
  try {
    return await answerOf(await fetch(url, { ...posted(request), signal: AbortSignal.timeout(TIMEOUT_MS) }));
  } catch (error) {
    return unreachable(causeOf(error));
  }
}

/** The fields of a response. Never rejects. */
export async function answerOf(response: Response): Promise<ApiAnswer> {
  try {
    const bytes = await readBytes(response, MAX_ANSWER_BYTES);
    if (!response.ok) return unreachable(`HTTP ${response.status}`);
    const body: unknown = JSON.parse(bytes.toString('utf8'));
    const errcode = numberAt(body, 'errcode');
    if (errcode === null) return unreachable('an answer without errcode');
    return { errcode, errmsg: oneLine(textAt(body, 'errmsg')), body };
  } catch {
    return unreachable('an answer that is no JSON or breaks off');
  }
}

/** A file as the form that WeCom takes; the name must be safe already. */
export function fileForm(name: string, bytes: Uint8Array): FormData {
  const form = new FormData();
  form.set('media', new Blob([Uint8Array.from(bytes)]), name);
  return form;
}

function posted(request: ApiRequest): RequestInit {
  if (request === null) return {};
  if ('form' in request) return { method: 'POST', body: request.form };
  const headers = { 'content-type': 'application/json' };
  return { method: 'POST', headers, body: JSON.stringify(request.json) };
}

function unreachable(why: string): ApiAnswer {
  return { errcode: UNREACHABLE, errmsg: `unreachable: ${why}`, body: null };
}

/** The code of a network error; its words may hold the address. */
function causeOf(error: unknown): string {
  if (error instanceof DOMException) return error.name;
  const cause = error instanceof Error ? error.cause : null;
  return textAt(cause, 'code') || 'network failure';
}
