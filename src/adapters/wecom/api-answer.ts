/** Calls to the HTTP interfaces of WeCom, which all answer with an error code. */
import { type Call, callJson } from '../request.ts';
import { type Errcode, oneLine, UNREACHABLE } from './errcodes.ts';
import { numberAt, textAt } from './values.ts';

/** An answer with its fields; a platform that cannot be reached answers `UNREACHABLE`. */
export interface ApiAnswer extends Errcode {
  body: unknown;
}

/** What is posted: JSON, or a file as a form; null asks without posting. */
export type Posted = object | FormData | null;

/** Asks an interface. Never rejects. */
export async function callApi(url: URL, posted: Posted): Promise<ApiAnswer> {
  const call: Call = posted
    ? { method: 'POST', url: url.href, body: posted }
    : { method: 'GET', url: url.href };
  const called = await callJson(call);
  if (!called.ok) return unreachable(called.reason);
  if (called.status !== 200) return unreachable(`HTTP ${called.status}`);
  return answerOf(called.body);
}

/** The answer in a body. */
export function answerOf(body: unknown): ApiAnswer {
  const errcode = numberAt(body, 'errcode');
  if (errcode === null) return unreachable('an answer without errcode');
  return { errcode, errmsg: oneLine(textAt(body, 'errmsg')), body };
}

/** A file as the form that WeCom takes; the name must be safe already. */
export function fileForm(name: string, bytes: Uint8Array): FormData {
  const form = new FormData();
  form.set('media', new Blob([Uint8Array.from(bytes)]), name);
  return form;
}

function unreachable(errmsg: string): ApiAnswer {
  return { errcode: UNREACHABLE, errmsg, body: null };
}
