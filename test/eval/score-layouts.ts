/** Documents in many layouts, scored by what a careful reader would take from each: a fact found, missed, or wrong. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { readDocument } from '../../src/documents/read.ts';
import type { Document } from '../../src/domain/document.ts';
import { InputError } from '../../src/domain/errors.ts';
import type { ImportedDocument, ImportedProject } from '../../src/domain/project.ts';
import { importDocument } from '../../src/imports/import-document.ts';
import { quantity } from './quantity.ts';
import type { Row, SetResult } from './results.ts';

/** What a reader takes from one item; `_also` is right too where it is given. Figures as 3600个. */
interface Item {
  /** Words of its name, or of its task where it has none. */
  title: string;
  number?: string;
  units?: string[];
  units_also?: string[];
  leaders?: string[];
  leaders_also?: string[];
  /** Percent; every reading that is right. */
  rate: (number | null)[];
  status: string[];
  lagging: (boolean | null)[];
  targets?: string[];
  targets_also?: string[];
  actuals?: string[];
  actuals_also?: string[];
}

interface GoldDocument {
  file: string;
  region: (string | null)[];
  year: number;
  period_end: (string | null)[];
  items: Item[];
}

const FOLDER = new URL('./documents/layouts/', import.meta.url);
const FIELDS = ['items', 'units', 'leaders', 'rates', 'status', 'lagging', 'targets', 'actuals', 'scope'];

/** Names of the collections. */
export const layoutSets = (): string[] => (existsSync(FOLDER) ? readdirSync(FOLDER).sort() : []);

/** Reads and scores one of them. */
export async function layoutResult(name: string): Promise<SetResult> {
  const folder = new URL(`${name}/`, FOLDER);
  const gold = JSON.parse(readFileSync(new URL('gold.json', folder), 'utf8')) as GoldDocument[];
  const tally = new Tally();
  for (const document of gold) await scoreDocument(tally, document, folder);
  return { name: `layouts-${name}`, held: false, ...tally.result() };
}

async function scoreDocument(tally: Tally, gold: GoldDocument, folder: URL): Promise<void> {
  const bytes = readFileSync(new URL(`files/${encodeURIComponent(gold.file)}`, folder));
  const read = readAs(await readDocument({ name: gold.file, bytes }), gold);
  if (!read) return tally.lose(gold.file, gold.items.length);
  const end = read.period?.end ?? null;
  tally.judge('scope', gold.period_end.includes(end), `${gold.file} ${end}`);
  const left = [...read.projects];
  for (const item of gold.items) {
    const at = left.findIndex((project) => isAbout(project, item));
    const [project] = at < 0 ? [] : left.splice(at, 1);
    tally.judge('items', project !== undefined, `${gold.file} ${item.title}`);
    scoreItem(tally, item, project ?? null);
  }
  for (const extra of left.slice(gold.items.length === read.projects.length ? left.length : 0))
    tally.add('items', 'wrong', `${gold.file} + ${extra.title ?? extra.goal.slice(0, 20)}`);
}

/** Told place and year only where the text alone does not say them; null when it is refused then too. */
function readAs(content: Document, gold: GoldDocument): ImportedDocument | null {
  const region = gold.region.find((name) => name !== null);
  for (const told of [{}, { year: gold.year, ...(region && { region }) }])
    try {
      return importDocument(content, { contentHash: 'a'.repeat(64), ...told });
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
    }
  return null;
}

const plain = (text: string) => text.normalize('NFKC').replace(/\s+/gu, '');
const isAbout = ({ title, goal, note }: ImportedProject, item: Item) =>
  plain(`${title ?? ''}\n${goal || note}`).includes(plain(item.title));

function scoreItem(tally: Tally, item: Item, project: ImportedProject | null): void {
  const kinds = (kind: string) =>
    (project?.figures ?? []).filter((f) => f.kind === kind).map((f) => quantity(f.value, f.unit));
  const names = (links: readonly { name: string; role: string }[], left: string) =>
    links.filter(({ role }) => role !== left).map(({ name }) => plain(name).replace(/\(.*\)$/u, ''));
  const rate = project?.statedRate ?? null;
  tally.sets('units', item.title, {
    need: item.units,
    may: item.units_also,
    have: names(project?.units ?? [], 'supporting'),
  });
  tally.sets('leaders', item.title, {
    need: item.leaders,
    may: item.leaders_also,
    have: names(project?.officials ?? [], 'contact'),
  });
  tally.judge('rates', project !== null && item.rate.some((r) => agree(r, rate)), `${item.title} ${rate}`);
  tally.judge('status', item.status.includes(project?.status ?? ''), `${item.title} ${project?.status}`);
  tally.judge(
    'lagging',
    project !== null && item.lagging.includes(project.lagging),
    `${item.title} ${project?.lagging}`,
  );
  tally.figures('targets', item, { need: item.targets, other: item.actuals, have: kinds('target') });
  tally.figures('actuals', item, { need: item.actuals, other: item.targets, have: kinds('actual') });
}

const agree = (percent: number | null, rate: number | null) =>
  percent === null || rate === null ? percent === rate : Math.abs(percent - rate * 100) < 0.06;

interface Sets {
  need?: string[] | undefined;
  may?: string[] | undefined;
  have: string[];
}

type Outcome = 'found' | 'missed' | 'wrong';

class Tally {
  private readonly counts = new Map<string, Record<Outcome, number>>();
  private readonly failures: string[] = [];

  add(field: string, outcome: Outcome, what: string): void {
    const count = this.counts.get(field) ?? { found: 0, missed: 0, wrong: 0 };
    count[outcome]++;
    this.counts.set(field, count);
    if (outcome !== 'found') this.failures.push(`${field} ${outcome}: ${what}`);
  }

  judge(field: string, right: boolean, what: string): void {
    this.add(field, right ? 'found' : 'missed', what);
  }

  lose(file: string, items: number): void {
    for (let i = 0; i < items; i++) this.add('items', 'missed', `${file} refused`);
  }

  sets(field: string, title: string, { need = [], may = [], have }: Sets): void {
    const wanted = need.map(plain);
    const allowed = [...wanted, ...may.map(plain)];
    for (const name of wanted) this.judge(field, have.includes(name), `${title} - ${name}`);
    for (const name of have) if (!allowed.includes(name)) this.add(field, 'wrong', `${title} + ${name}`);
  }

  /** A further figure is wrong only where it is one of the other side: a target told as a result. */
  figures(
    field: 'targets' | 'actuals',
    item: Item,
    { need = [], other = [], have }: Omit<Sets, 'may'> & { other?: string[] | undefined },
  ): void {
    const [wanted, others] = [need, other].map((some) => some.map(asQuantity));
    const also = (item[`${field}_also`] ?? []).map(asQuantity);
    for (const figure of wanted!) this.judge(field, have.includes(figure), `${item.title} - ${figure}`);
    for (const figure of new Set(have))
      if (others!.includes(figure) && ![...wanted!, ...also].includes(figure))
        this.add(field, 'wrong', `${item.title} + ${figure}`);
  }

  result(): Pick<SetResult, 'overall' | 'rows' | 'failures' | 'remarks'> {
    const rows = FIELDS.map((name): Row => {
      const { found, missed, wrong } = this.counts.get(name) ?? { found: 0, missed: 0, wrong: 0 };
      return {
        name,
        n: found + missed,
        score: found + missed + wrong === 0 ? 1 : (2 * found) / (2 * found + missed + wrong),
      };
    });
    const overall = rows.reduce((sum, { score }) => sum + score, 0) / rows.length;
    return { overall, rows, failures: this.failures, remarks: [] };
  }
}

function asQuantity(figure: string): string {
  const [, value = '', unit = ''] = /^(-?[\d.]+)(.*)$/u.exec(figure) ?? [];
  return quantity(Number(value), unit);
}
