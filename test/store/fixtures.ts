/** Small lists made by hand, and a store over them. */
import type {
  Clause,
  ClausePart,
  Figure,
  ImportedDocument,
  ImportedProject,
  Region,
} from '../../src/domain/project.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import type { PairUp } from '../../src/store/views.ts';

export const NOW = '2025-07-10T01:00:00.000Z';

/** Pairs of characters: enough to look like words without a dictionary. */
export function pairs(text: string): string[] {
  return (text.match(/\p{Script=Han}+|[a-zA-Z0-9]+/gu) ?? []).flatMap((run) =>
    /^\p{Script=Han}{2,}$/u.test(run) ? [...run].slice(1).map((char, i) => `${[...run][i]}${char}`) : [run],
  );
}

export const WUHOU: Region = {
  slug: 'wuhou',
  fullName: '成都市武侯区',
  shortNames: ['武侯区', '武侯'],
  parentName: '成都市',
  code: '510107',
};

/** A clause for each text given, in order. */
export function clauses(texts: readonly [ClausePart, string][]): Clause[] {
  return texts.map(([part, text], ordinal) => ({ part, ordinal, text }));
}

export function figure(given: Partial<Figure> & Pick<Figure, 'kind' | 'value' | 'unit'>): Figure {
  return {
    indicator: '新增',
    direction: 'exactly',
    approximation: null,
    asOf: null,
    clause: 0,
    printed: `${given.value}${given.unit}`,
    ...given,
  };
}

export function project(position: number, given: Partial<ImportedProject> = {}): ImportedProject {
  const { title = `项目${position}`, goal = '', note = '' } = given;
  const texts: [ClausePart, string][] = [];
  if (title) texts.push(['title', title]);
  if (goal) texts.push(['goal', goal]);
  if (note) texts.push(['note', note]);
  return {
    number: String(position),
    position,
    reason: '',
    units: [],
    officials: [],
    status: 'in_progress',
    statusWord: null,
    lagging: null,
    statedRate: null,
    clauses: clauses(texts),
    figures: [],
    pairs: [],
    milestones: [],
    findings: [],
    ...given,
    title,
    goal,
    note,
  };
}

let documents = 0;

/** A half-year report of 成都市武侯区 unless told otherwise; every call is another file. */
export function document(
  projects: ImportedProject[],
  given: Partial<ImportedDocument> = {},
): ImportedDocument {
  documents++;
  return {
    fileName: `list-${documents}.txt`,
    contentHash: String(documents).padStart(64, '0'),
    title: '2025年民生实事推进情况（上半年）',
    region: WUHOU,
    year: 2025,
    period: { label: '2025年上半年', start: '2025-01-01', end: '2025-06-30' },
    declaredCount: null,
    layout: 'table',
    projects,
    findings: [],
    ...given,
  };
}

/** @param pairUp how targets of an older document find their actuals */
export const openTestStore = (path = ':memory:', pairUp?: PairUp): Promise<Store> =>
  openStore(path, { tokenise: pairs, ...(pairUp ? { pairUp } : {}) });
