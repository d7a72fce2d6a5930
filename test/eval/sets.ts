/** What is measured: documents to import with their gold, and the questions asked of each resulting database. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ImportOrder } from './product.ts';
import type { Gold } from './score-import.ts';
import { layoutSets } from './score-layouts.ts';

export interface QuestionSet {
  name: string;
  file: string;
  /** Single failures of a held set are not shown: whoever sees them tunes on them. */
  held: boolean;
}

export interface Corpus {
  name: string;
  orders: ImportOrder[];
  /** Empty where what is read from the documents is measured elsewhere. */
  gold: Gold[];
  questions: QuestionSet[];
}

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));

/** Part of a file name → what the import is told, for documents whose text does not name its region or year. */
const TOLD: Record<string, Omit<ImportOrder, 'path'>> = {
  'shizhong-2024': { region: '济南市市中区', year: 2024 },
  'shizhong-2025': { region: '济南市市中区' },
  zhangqiu: { region: '济南市章丘区' },
  期中卷: { region: '佳木斯市', year: 2022 },
  t20150724: { region: '甘肃省', year: 2015 },
  '4关于2023年度': { region: '马坝镇', year: 2023 },
  蜀河镇: { region: '蜀河镇', year: 2024 },
};

/** Our own documents in two corpora, and the five sample ones where their gold lies beside the checkout. */
export function corpora(): Corpus[] {
  return [
    ownCorpus({ name: 'own', folder: './documents', sets: ['tune', 'held'] }),
    ownCorpus({ name: 'fresh', folder: './documents/fresh', sets: ['fresh-tune', 'fresh-held'] }),
    ownCorpus({ name: 'third', folder: './documents/third', sets: ['third-tune', 'third-held'] }),
    ownCorpus({ name: 'fourth', folder: './documents/fourth', sets: ['fourth-tune', 'fourth-held'] }),
    layoutsCorpus(),
    ...sampleCorpora(),
  ];
}

/** The collections that questions are asked of; the others are only read. */
const ASKED: readonly string[] = ['fifth', 'sixth', 'seventh', 'eighth'];

/** Documents of many layouts in one database: what is asked of places whose documents nobody prepared. */
function layoutsCorpus(): Corpus {
  const file = path('./questions/layouts-tune.jsonl');
  const folders = layoutSets()
    .filter((name) => ASKED.includes(name))
    .map((name) => path(`./documents/layouts/${name}/files`));
  return {
    name: 'layouts',
    orders: folders.flatMap(documentsIn),
    gold: [],
    questions: [{ name: 'layouts-tune', file, held: false }],
  };
}

/** `sets`: the open one, then the held one. */
function ownCorpus({ name, folder, sets }: { name: string; folder: string; sets: [string, string] }): Corpus {
  const manifest = readJson(path(`${folder}/manifest.json`)) as {
    file: string;
    region?: string;
    year?: number;
  }[];
  return {
    name,
    orders: manifest.map(({ file, ...told }) => ({ ...told, path: path(`${folder}/files/${file}`) })),
    gold: readJson(path(`${folder}/gold.json`)) as Gold[],
    questions: sets.map((set, at) => ({ name: set, file: path(`./questions/${set}.jsonl`), held: at === 1 })),
  };
}

function sampleCorpora(): Corpus[] {
  const shared = path('../../../shared');
  if (!existsSync(`${shared}/eval/gold-projects.json`)) return [];
  const gold = readJson(`${shared}/eval/gold-projects.json`) as Gold[];
  const folders = { dev: `${shared}/originals`, seeds: path('../../seeds') };
  return Object.entries(folders).map(([name, folder]) => ({
    name: `${name}-import`,
    orders: documentsIn(folder),
    gold,
    questions: [{ name, file: `${shared}/eval/qa-dev.jsonl`, held: false }],
  }));
}

function documentsIn(folder: string): ImportOrder[] {
  const files = readdirSync(folder).filter((file) => !file.endsWith('.json') && !file.endsWith('.md'));
  return files.sort().map((file) => {
    const told = Object.entries(TOLD).find(([part]) => file.includes(part));
    return { path: `${folder}/${file}`, ...told?.[1] };
  });
}
