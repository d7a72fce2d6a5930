/** One call of an OpenAI-compatible server: text in, text or a reason out. Home of openai. */
import type OpenAI from 'openai';

/** Where the model is. */
export interface ModelSettings {
  /** `http://127.0.0.1:11434/v1` */
  baseUrl: string;
  /** Empty for servers that ask for none. */
  key: string;
  /** As the server calls it. */
  model: string;
  /** For one call, reading the answer included. */
  timeoutMs: number;
}

/** One message to a model. */
export interface ChatMessage {
  role: 'system' | 'user' | 'assistant';
  content: string;
}

/** `busy` (429) may say after how many milliseconds to come again. */
export type Completion =
  | { text: string }
  | { failed: 'timeout' | 'unreachable' | 'refused' | 'malformed' }
  | { failed: 'busy'; retryAfterMs: number | null };

/** Asks the model once. Never throws. */
export type Complete = (messages: readonly ChatMessage[]) => Promise<Completion>;

const MAX_ANSWER_BYTES = 256 * 1024;
const MAX_TOKENS = 1500;

/**
 * A client that keeps to one server: no redirects, no retries of its own, no endless answers. Its library is loaded with
 * the first call: half a second that a program without a model never spends.
 */
export function createModelClient(settings: ModelSettings): Complete {
  const { model, timeoutMs } = settings;
  let opened: Promise<OpenAI> | null = null;
  return async (messages) => {
    opened ??= openClient(settings);
    const client = await opened;
    const signal = AbortSignal.timeout(timeoutMs);
    const body = {
      model,
      messages: [...messages],
      temperature: 0,
      max_tokens: MAX_TOKENS,
      stream: false as const,
    };
    try {
      return readCompletion(await client.chat.completions.create(body, { signal }));
    } catch (error) {
      return signal.aborted ? { failed: 'timeout' } : failureOf(error);
    }
  };
}

async function openClient({ baseUrl, key, timeoutMs }: ModelSettings): Promise<OpenAI> {
  const { OpenAI: Client } = await import('openai');
  return new Client({
    baseURL: baseUrl,
    apiKey: key === '' ? 'none' : key,
    organization: null,
    project: null,
    maxRetries: 0,
    timeout: timeoutMs,
    logLevel: 'off',
    fetch: fetchWhole,
  });
}

/** Reads the whole answer under the signal of the call, up to a limit. Errors carry no address and no key. */
async function fetchWhole(url: string | URL | Request, init?: RequestInit): Promise<Response> {
  const response = await fetch(url, { ...init, redirect: 'error' });
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.length;
    if (size > MAX_ANSWER_BYTES) throw new Error('the answer of the model is too long');
    parts.push(part);
  }
  const { status, headers } = response;
  return new Response(status === 204 || status === 304 ? null : Buffer.concat(parts), { status, headers });
}

/** The types promise what a server need not send. */
function readCompletion(answer: unknown): Completion {
  const { choices } = (answer ?? {}) as { choices?: unknown };
  const first = Array.isArray(choices)
    ? (choices[0] as { message?: { content?: unknown }; finish_reason?: unknown })
    : null;
  const text = first?.message?.content;
  if (typeof text !== 'string' || first?.finish_reason === 'length') return { failed: 'malformed' };
  return { text };
}

/** What the library throws: with a status when the server answered. */
function failureOf(error: unknown): Completion {
  if (error instanceof SyntaxError) return { failed: 'malformed' };
  const { status, headers } = (error ?? {}) as { status?: unknown; headers?: Headers };
  if (typeof status !== 'number' || status >= 500) return { failed: 'unreachable' };
  return status === 429 ? { failed: 'busy', retryAfterMs: retryAfterMs(headers) } : { failed: 'refused' };
}

function retryAfterMs(headers: Headers | undefined): number | null {
  const ms = Number(headers?.get('retry-after-ms') ?? Number.NaN);
  const seconds = Number(headers?.get('retry-after') ?? Number.NaN);
  if (Number.isFinite(ms) && ms >= 0) return ms;
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : null;
}
