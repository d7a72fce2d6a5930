/** The pages' own style and scripts: read once, served under a name that changes with their content. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';

const STATIC_DIR = fileURLToPath(new URL('./static/', import.meta.url));

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

export interface Asset {
  body: string;
  mediaType: string;
  /** Quoted, as the ETag header has it. */
  etag: string;
}

export interface Assets {
  /** Absolute path of a file in this version: `/assets/3fa9…/chat.js`. */
  path(name: string): string;
  /** Null for an unknown file. */
  find(name: string): Asset | null;
  /** Part of the path that changes with the content of any file. */
  readonly version: string;
}

/** Reads all files of the static folder; they are few and small. */
export function loadAssets(): Assets {
  const files = new Map(readdirSync(STATIC_DIR).map((name) => [name, readAsset(name)]));
  const version = digest([...files.values()].map((file) => file.etag).join());
  return {
    version,
    path: (name) => `/assets/${version}/${name}`,
    find: (name) => files.get(name) ?? null,
  };
}

function readAsset(name: string): Asset {
  const body = readFileSync(STATIC_DIR + name, 'utf8');
  return { body, mediaType: MEDIA_TYPES[extname(name)] ?? 'text/plain', etag: `"${digest(body)}"` };
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
