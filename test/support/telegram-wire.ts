/** How requests to a Bot API server are read: JSON, forms and uploads. */
import type { IncomingMessage } from 'node:http';

/** A file that came with a call. */
export interface Upload {
  name: string;
  bytes: Buffer;
}

/** The arguments of a call. Structured ones are parsed, uploads stand in `files` by their field. */
export interface CallArguments {
  fields: Record<string, unknown>;
  files: Record<string, Upload>;
}

const STRUCTURED = /^(reply_markup|reply_parameters|link_preview_options|allowed_updates|commands|scope)$/;

/** Reads the arguments of a call from its query and its body. */
export async function readArguments(
  request: IncomingMessage,
  query: URLSearchParams,
): Promise<CallArguments> {
  const body = await readBody(request);
  const type = request.headers['content-type'] ?? '';
  const boundary = /multipart\/form-data;.*boundary=("?)([^";]+)\1/.exec(type)?.[2];
  const found: CallArguments = { fields: {}, files: {} };
  const put = (name: string, text: string) => {
    found.fields[name] = STRUCTURED.test(name) || /^-?\d+$/.test(text) ? JSON.parse(text) : text;
  };
  for (const [name, text] of query) put(name, text);
  if (boundary) readParts(body, boundary, found, put);
  else if (type.startsWith('application/json'))
    Object.assign(found.fields, JSON.parse(body.toString() || '{}'));
  else for (const [name, text] of new URLSearchParams(body.toString())) put(name, text);
  return found;
}

/** The whole body. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function readParts(
  body: Buffer,
  boundary: string,
  found: CallArguments,
  put: (name: string, text: string) => void,
): void {
  // Bytes are kept apart from text by reading everything as Latin-1 first.
  for (const part of body.toString('latin1').split(`--${boundary}`).slice(1, -1)) {
    const [head = '', ...rest] = part.replace(/^\r\n/, '').split('\r\n\r\n');
    const content = Buffer.from(rest.join('\r\n\r\n').replace(/\r\n$/, ''), 'latin1');
    const headers = Buffer.from(head, 'latin1').toString();
    const name = /;\s*name="([^"]*)"/i.exec(headers)?.[1] ?? '';
    const fileName = /;\s*filename=(?:"([^"]*)"|([^;\r\n]*))/i.exec(headers);
    if (fileName) found.files[name] = { name: fileName[1] ?? fileName[2] ?? '', bytes: content };
    else put(name, content.toString());
  }
}

/** The entities that Telegram itself finds in a text: mentions and commands. Positions in UTF-16 units. */
export function findEntities(text: string): { type: string; offset: number; length: number }[] {
  const found = (type: string, pattern: RegExp) =>
    [...text.matchAll(pattern)].map((match) => ({ type, offset: match.index, length: match[0].length }));
  return [
    ...found('mention', /(?<![\p{L}\p{N}_])@[A-Za-z]\w{3,31}/gu),
    ...found('bot_command', /(?<![\p{L}\p{N}_/])\/[A-Za-z0-9_]{1,32}(?:@\w+)?(?![/\w])/gu),
  ];
}
