/** What a Bot API server answers, and the things it knows. */
import type { ServerResponse } from 'node:http';

/** Everything that a call can carry or a message can have. */
export type Fields = Record<string, unknown>;

/** An answer before it is written. */
export interface Reply {
  status: number;
  body: string;
}

/** A bot that the server knows. */
export interface FakeBot {
  token: string;
  username: string;
  /** Privacy mode is off. */
  readsAll?: boolean;
}

/** One call of a bot, whatever came of it. */
export interface Call {
  method: string;
  token: string;
  fields: Fields;
  /** Epoch milliseconds. */
  at: number;
}

/** It worked. */
export function accepted(result: unknown): Reply {
  return { status: 200, body: JSON.stringify({ ok: true, result }) };
}

/** It did not, in the words of the real server. */
export function refusal(code: number, description: string, parameters?: Fields): Reply {
  const body = { ok: false, error_code: code, description, ...(parameters && { parameters }) };
  return { status: code, body: JSON.stringify(body) };
}

/** Writes an answer. */
export function answer(response: ServerResponse, { status, body }: Reply): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(body);
}

/** A mistake of the test. */
export function misused(message: string): never {
  throw new Error(message);
}
