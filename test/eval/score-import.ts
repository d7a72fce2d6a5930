/** Compares exported projects with gold ones: precision, recall and F1 of each kind of fact. */
import type { GoldFigure, GoldMilestone } from './documents/markup.ts';
import { quantity } from './quantity.ts';

/** Gold of one project; what is not asked for is absent or empty. */
export interface Gold {
  id: string;
  region: string;
  year: number;
  number: number;
  units: string[];
  units_optional?: string[];
  leaders: string[];
  leaders_optional?: string[];
  period: { end: string } | null;
  /** Percent. */
  completion_rate: number | null;
  completion_rate_accept?: number[];
  status: string;
  status_accept?: string[];
  lagging?: boolean | null;
  targets: GoldFigure[];
  actuals: GoldFigure[];
  pairs: { stated_ratio: number | null }[];
  milestones: (GoldMilestone & { due_accept?: string[] })[];
  anomalies: unknown[];
  soft_anomalies?: unknown[];
}

/** A project as `export` prints it. */
export interface Exported {
  id: string;
  region: string;
  year: number;
  number: number;
  units: string[];
  leaders: string[];
  completion_rate: number | null;
  status: string;
  lagging?: boolean | null;
  targets: { value: number; unit: string }[];
  actuals: { value: number; unit: string }[];
  milestones: { due: string }[];
  anomalies: unknown[];
}

export interface FieldScore {
  truePositives: number;
  falsePositives: number;
  falseNegatives: number;
  f1: number;
  misses: string[];
}

export interface ImportScore {
  fields: Record<string, FieldScore>;
  /** Mean F1 of the fields, items aside. */
  macro: number;
}

const FIELDS = [
  'items',
  'units',
  'leaders',
  'rates',
  'status',
  'lagging',
  'targets',
  'actuals',
  'milestones',
  'anomalies',
];

/** Scores a whole export. Projects are matched by id, else by region, year and number. */
export function scoreImport(gold: readonly Gold[], exported: readonly Exported[]): ImportScore {
  const board = new Board();
  const found = new Set<Exported>();
  for (const wanted of gold) {
    const got = exported.find((e) => e.id === wanted.id) ?? exported.find((e) => sameEntry(wanted, e));
    if (got) found.add(got);
    board.add('items', wanted.id, got ? 'hit' : 'missing', wanted.id);
    scoreProject(board, wanted, got ?? blank(wanted));
  }
  for (const extra of exported) if (!found.has(extra)) board.add('items', extra.id, 'extra', extra.id);
  return board.result();
}

function sameEntry(wanted: Gold, got: Exported): boolean {
  return (
    clean(got.region) === clean(wanted.region) && got.year === wanted.year && got.number === wanted.number
  );
}

function blank(wanted: Gold): Exported {
  const nothing = { units: [], leaders: [], targets: [], actuals: [], milestones: [], anomalies: [] };
  const { id, region, year, number } = wanted;
  return { id, region, year, number, completion_rate: null, status: '', ...nothing };
}

function scoreProject(board: Board, wanted: Gold, got: Exported): void {
  scoreNames(board, wanted, got);
  scoreRate(board, wanted, got);
  scoreStatus(board, wanted, got);
  scoreFigures(board, wanted, got);
  scoreMilestones(board, wanted, got);
  scoreAnomalies(board, wanted, got);
}

function scoreNames(board: Board, wanted: Gold, got: Exported): void {
  const pairs = [
    ['units', wanted.units, wanted.units_optional, got.units],
    ['leaders', wanted.leaders, wanted.leaders_optional, got.leaders],
  ] as const;
  for (const [field, need, may, have] of pairs) {
    board.match(field, wanted.id, {
      need: [...new Set(need.map(unitName))],
      may: (may ?? []).map(unitName),
      have: [...new Set(have.map(unitName).filter(Boolean))],
    });
  }
}

function scoreRate(board: Board, wanted: Gold, got: Exported): void {
  const rate = got.completion_rate;
  const allowed = [wanted.completion_rate, ...(wanted.completion_rate_accept ?? [])];
  const right = rate !== null && allowed.some((a) => a !== null && near(rate, a));
  if (wanted.completion_rate !== null && right) board.add('rates', wanted.id, 'hit', '');
  else if (wanted.completion_rate !== null)
    board.add('rates', wanted.id, 'missing', `${wanted.completion_rate}`);
  if (rate !== null && !right) board.add('rates', wanted.id, 'extra', `${rate}`);
}

function near(a: number, b: number): boolean {
  return Math.abs(a - b) < 0.051 || Math.abs(a * 100 - b) < 0.051;
}

function scoreStatus(board: Board, wanted: Gold, got: Exported): void {
  const right = [wanted.status, ...(wanted.status_accept ?? [])].includes(got.status);
  board.add('status', wanted.id, right ? 'hit' : 'missing', wanted.status);
  if (!right && got.status) board.add('status', wanted.id, 'extra', got.status);
  if (typeof wanted.lagging !== 'boolean') return;
  const agreed = got.lagging === wanted.lagging;
  board.add('lagging', wanted.id, agreed ? 'hit' : 'missing', String(wanted.lagging));
  if (!agreed && typeof got.lagging === 'boolean')
    board.add('lagging', wanted.id, 'extra', String(got.lagging));
}

function scoreFigures(board: Board, wanted: Gold, got: Exported): void {
  const shares = [wanted.completion_rate, ...wanted.pairs.map((p) => (p.stated_ratio ?? Number.NaN) * 100)];
  const printedShares = shares.filter((s) => s !== null && !Number.isNaN(s)).map((s) => quantity(s!, '%'));
  for (const field of ['targets', 'actuals'] as const) {
    const all = wanted[field];
    board.match(field, wanted.id, {
      need: all.filter((f) => !f.optional).map((f) => quantity(f.value, f.unit)),
      may: [...all.filter((f) => f.optional).map((f) => quantity(f.value, f.unit)), ...printedShares],
      have: got[field].map((f) => quantity(f.value, f.unit)),
    });
  }
}

/** By month; a dated event inside the reported period that gold does not list is left aside. */
function scoreMilestones(board: Board, wanted: Gold, got: Exported): void {
  const months = wanted.milestones.flatMap((m) => [m.due, ...(m.due_accept ?? [])].map(month));
  const left = wanted.milestones.filter((m) => !m.optional);
  for (const { due } of got.milestones) {
    const at = left.findIndex((m) => [m.due, ...(m.due_accept ?? [])].some((d) => month(d) === month(due)));
    if (at >= 0) {
      left.splice(at, 1);
      board.add('milestones', wanted.id, 'hit', due);
    } else if (!months.includes(month(due)) && !(wanted.period && month(due) <= month(wanted.period.end))) {
      board.add('milestones', wanted.id, 'extra', due);
    }
  }
  for (const missed of left) board.add('milestones', wanted.id, 'missing', missed.due);
}

function month(date: string): string {
  return date.slice(0, 7);
}

/** Only whether the project is flagged at all. */
function scoreAnomalies(board: Board, wanted: Gold, got: Exported): void {
  const flagged = got.anomalies.length > 0;
  if (wanted.anomalies.length > 0) board.add('anomalies', wanted.id, flagged ? 'hit' : 'missing', 'flag');
  else if (flagged && !wanted.soft_anomalies?.length) {
    board.add('anomalies', wanted.id, 'extra', JSON.stringify(got.anomalies[0]));
  }
}

function clean(text: string): string {
  return text.normalize('NFKC').replace(/[\s()]+/g, '');
}

function unitName(text: string): string {
  return clean(text)
    .replace(/(?:负责|牵头)$/, '')
    .toLowerCase();
}

interface Sides {
  need: readonly string[];
  may: readonly string[];
  have: readonly string[];
}

/** Counts hits, extras and misses of each field. */
class Board {
  readonly fields: Record<string, FieldScore> = Object.fromEntries(
    FIELDS.map((name) => [
      name,
      { truePositives: 0, falsePositives: 0, falseNegatives: 0, f1: 1, misses: [] },
    ]),
  );

  add(field: string, id: string, outcome: 'hit' | 'missing' | 'extra', what: string): void {
    const score = this.fields[field]!;
    if (outcome === 'hit') score.truePositives += 1;
    else if (outcome === 'missing') score.falseNegatives += 1;
    else score.falsePositives += 1;
    if (outcome !== 'hit') score.misses.push(`${id} ${outcome === 'missing' ? '-' : '+'} ${what}`);
  }

  /** One to one; a repeat of something wanted is ignored. */
  match(field: string, id: string, { need, may, have }: Sides): void {
    const left = [...need];
    for (const key of have) {
      const at = left.indexOf(key);
      if (at >= 0) {
        left.splice(at, 1);
        this.add(field, id, 'hit', key);
      } else if (!need.includes(key) && !may.includes(key)) this.add(field, id, 'extra', key);
    }
    for (const key of left) this.add(field, id, 'missing', key);
  }

  result(): ImportScore {
    for (const score of Object.values(this.fields)) score.f1 = f1(score);
    const asked = Object.entries(this.fields).filter(([name, s]) => name !== 'items' && total(s) > 0);
    return { fields: this.fields, macro: asked.reduce((sum, [, s]) => sum + s.f1, 0) / asked.length };
  }
}

function total(s: FieldScore): number {
  return s.truePositives + s.falsePositives + s.falseNegatives;
}

function f1(s: FieldScore): number {
  return total(s) === 0
    ? 1
    : (2 * s.truePositives) / (2 * s.truePositives + s.falsePositives + s.falseNegatives);
}
