/** The documents of the repository, read as an import reads them: those that are shipped and those of the evaluation. */
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ImportedDocument } from '../../src/domain/project.ts';
import type { ImportOptions } from '../../src/importing/import-file.ts';
import { SEEDS_DIR } from '../../src/seeds.ts';
import { importHere } from '../support/import-here.ts';

const EVALUATED = fileURLToPath(new URL('../eval/documents/', import.meta.url));
const SHIPPED = [
  'jinan-huaiyin-2025-h1.txt',
  'jinan-shizhong-2024-list.html',
  'jinan-shizhong-2025-annual.txt',
  'jinan-zhangqiu-2025-q2.csv',
  'qingdao-2025-annual.html',
];

/** In the order of their manifests; thirteen lists of ten places. */
export function realLists(): Promise<ImportedDocument[]> {
  const orders = new Map([...shipped(), ...evaluated()]);
  const files = [...orders].map(([path, told]) =>
    importHere({ name: basename(path), bytes: new Uint8Array(readFileSync(path)) }, told),
  );
  return Promise.all(files);
}

function shipped(): [string, ImportOptions][] {
  const told = read<Record<string, ImportOptions>>(join(SEEDS_DIR, 'manifest.json'));
  return SHIPPED.map((file) => [join(SEEDS_DIR, file), told[file] ?? {}]);
}

function evaluated(): [string, ImportOptions][] {
  const orders = read<({ file: string } & ImportOptions)[]>(join(EVALUATED, 'manifest.json'));
  return orders.map(({ file, ...told }) => [join(EVALUATED, 'files', file), told]);
}

const read = <T>(path: string): T => JSON.parse(readFileSync(path, 'utf8')) as T;
