/** `MINSHENG_MUTATIONS=20000 npx vitest run test/imports/mutations.test.ts` tries as many; a few in every test run. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { detectFormat } from '../../src/documents/detect.ts';
import { READ_LIMITS } from '../../src/documents/limits.ts';
import { isReadable, readerOf } from '../../src/documents/registry.ts';
import type { Document } from '../../src/domain/document.ts';
import { InputError } from '../../src/domain/errors.ts';
import type { ImportedDocument } from '../../src/domain/project.ts';
import { importDocument } from '../../src/imports/import-document.ts';
import { loadDivisions } from '../../src/text/divisions.ts';
import { importHere } from '../support/import-here.ts';
import { byteMutations, mutations, spoil, spoilBytes } from './mutations.ts';

const RUNS = Number(process.env.MINSHENG_MUTATIONS ?? 60);
const LONGEST_MS = 120_000 + RUNS * 500;

const FOLDERS = [
  '../../seeds/',
  '../eval/documents/files/',
  '../eval/documents/fresh/files/',
  '../documents/fixtures/',
];
/** Larger ones are like the others, only slower. */
const LARGEST = 60_000;

interface Sample {
  name: string;
  bytes: Uint8Array;
  document: Document;
}

const divisions = loadDivisions();
let samples: Sample[] = [];

beforeAll(async () => {
  for (const folder of FOLDERS.map((path) => fileURLToPath(new URL(path, import.meta.url)))) {
    for (const name of readdirSync(folder).filter((one) => !one.endsWith('.json'))) {
      const bytes = new Uint8Array(readFileSync(folder + name));
      const document = bytes.length > LARGEST ? null : await readHere(name, bytes);
      if (document) samples.push({ name, bytes, document });
    }
  }
  samples = samples.filter(({ document }) => importOrRefuse(document) !== null);
});

/** The content of a file read in this process; null when its reader refuses or gives up, which costs a process of its own. */
async function readHere(name: string, bytes: Uint8Array): Promise<Document | null> {
  const format = detectFormat(bytes, name);
  if (!isReadable(format)) return null;
  try {
    const content = await (await readerOf(format)).read({ name, bytes }, READ_LIMITS);
    return { ...content, fileName: name, format };
  } catch {
    return null;
  }
}

/** Anything but an InputError is thrown on. The region and year may be what a mutation took away. */
function importOrRefuse(document: Document): ImportedDocument | null {
  try {
    return importDocument(document, { contentHash: 'x', region: '济南市槐荫区', year: 2025 }, divisions);
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}

const anySample = fc.nat(10_000);
const sampleAt = (number: number, some: readonly Sample[] = samples): Sample => some[number % some.length]!;
const bare = (text: string): string => text.normalize('NFKC').replace(/\s/gu, '');

function textOf({ title, fileName, blocks }: Document): string {
  const texts = blocks.flatMap((block) =>
    block.kind === 'paragraph' ? [block.text] : block.rows.flat().map(({ text }) => text),
  );
  return [title ?? '', fileName, ...texts].join('\n').normalize('NFKC');
}

/** The digits of a number that tell it, whatever its point, separators and unit. */
const telling = (text: string): string => text.replace(/\D/gu, '').replace(/^0+|0+$/gu, '');

/** Figures and rates that the text does not hold. */
function strangers(imported: ImportedDocument, text: string): string[] {
  const digits = new Set((text.match(/[\d.,，]+/gu) ?? []).map(telling));
  const joined = bare(text);
  return imported.projects.flatMap(({ figures, statedRate, clauses }) => [
    ...figures
      .filter(
        ({ printed }) =>
          !bare(printed)
            .split(/\D+/u)
            .every((run) => joined.includes(run)),
      )
      .map(({ printed }) => `printed ${printed}`),
    ...figures
      .filter(({ printed, value }) => /\d/u.test(bare(printed)) && !digits.has(telling(String(value))))
      .map(({ printed, value }) => `value ${value} of ${printed}`),
    ...figures
      .filter(({ clause }) => !clauses.some(({ ordinal }) => ordinal === clause))
      .map(() => 'no clause'),
    ...(statedRate !== null &&
    statedRate !== 1 &&
    !digits.has(telling(String(Number((statedRate * 100).toFixed(6)))))
      ? [`rate ${statedRate}`]
      : []),
  ]);
}

test('no figure of the documents themselves is a stranger, so that one of a spoilt one means something', () => {
  expect(samples.length).toBeGreaterThan(10);
  for (const { name, document } of samples) {
    const imported = importOrRefuse(document)!;
    expect([name, ...strangers(imported, textOf(document))]).toEqual([name]);
  }
});

test(
  'a spoilt document is read or refused, and no figure is read that it does not hold',
  () => {
    fc.assert(
      fc.property(anySample, mutations, (number, some) => {
        const spoilt = spoil(sampleAt(number).document, some);
        const imported = importOrRefuse(spoilt);
        if (imported) expect(strangers(imported, textOf(spoilt))).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  },
  LONGEST_MS,
);

test(
  'spoilt bytes are read or refused, and no figure is read that they do not hold',
  async () => {
    await fc.assert(
      fc.asyncProperty(anySample, byteMutations, async (number, some) => {
        const { name, bytes } = sampleAt(number);
        const document = await readHere(name, spoilBytes(bytes, some));
        const imported = document && importOrRefuse(document);
        if (imported) expect(strangers(imported, textOf(document))).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  },
  LONGEST_MS,
);

test(
  'spoilt text is refused in words that say what to do, never with an error of the program',
  async () => {
    const plain = samples.filter(({ document }) => document.format === 'txt' || document.format === 'csv');
    await fc.assert(
      fc.asyncProperty(anySample, byteMutations, async (number, some) => {
        const { name, bytes } = sampleAt(number, plain);
        const told = await importHere({ name, bytes: spoilBytes(bytes, some) }, {}).catch(
          (error: Error) => error,
        );
        if (told instanceof Error) expect(told).toBeInstanceOf(InputError);
      }),
      { numRuns: Math.ceil(RUNS / 2) },
    );
  },
  LONGEST_MS,
);
