import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readDocument } from '../../../src/documents/read.ts';
import type { Document } from '../../../src/domain/document.ts';
import { readList } from '../../../src/imports/layouts/registry.ts';
import type { RawList } from '../../../src/imports/raw.ts';

const FIXTURES = fileURLToPath(new URL('./fixtures/', import.meta.url));

/** A document of this folder, as its reader hands it over. */
export function readFixture(name: string): Promise<Document> {
  return readDocument({ name, bytes: readFileSync(FIXTURES + name) });
}

/** The list found in it; fails when there is none. */
export async function fixtureList(name: string): Promise<RawList> {
  const list = readList(await readFixture(name));
  if (!list) throw new Error(`no list in ${name}`);
  return list;
}

/** Names with their roles: `lead 区民政局`. */
export const names = (links: readonly { role: string; text: string }[]) =>
  links.map(({ role, text }) => `${role} ${text}`);
