/** Results of the sets in one shape, as tables, and against the floors they may not fall below. */
import type { AnswerScore } from './score-answers.ts';
import type { ImportScore } from './score-import.ts';

export interface Row {
  name: string;
  /** Questions of the category, or gold facts of the field. */
  n: number;
  /** Share passed, or F1; 0–1. */
  score: number;
}

export interface SetResult {
  name: string;
  overall: number;
  rows: Row[];
  /** Not shown for held sets unless asked for. */
  failures: string[];
  held: boolean;
  /** Lines under the table: refused documents, answering time. */
  remarks: string[];
}

/** Set → category or `overall` → lowest score allowed, 0–1. */
export type Floors = Record<string, Record<string, number>>;

/** Rounding of four digits in the file of floors. */
const TOLERANCE = 0.00006;

export function questionResult(
  { name, held }: { name: string; held: boolean },
  score: AnswerScore,
  failure: string | null,
): SetResult {
  const { n, pass } = score.total;
  const rows = Object.entries(score.categories).map(([category, t]) => ({
    name: category,
    n: t.n,
    score: t.pass / t.n,
  }));
  const remarks = [...timeRemark(score.times), ...(failure === null ? [] : [`ended early: ${failure}`])];
  const failures = score.failures.map(({ id, why }) => `${id} ${why.join('; ')}`);
  return { name, overall: n === 0 ? 0 : pass / n, rows, failures, held, remarks };
}

function timeRemark(times: readonly number[]): string[] {
  if (times.length === 0) return [];
  const at = (share: number) =>
    times[Math.min(times.length - 1, Math.floor(times.length * share))]!.toFixed(1);
  return [`answering: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms`];
}

export function importResult(name: string, score: ImportScore, refused: readonly string[]): SetResult {
  const fields = Object.entries(score.fields);
  const rows = fields.map(([field, s]) => ({
    name: field,
    n: s.truePositives + s.falseNegatives,
    score: s.f1,
  }));
  const failures = fields.flatMap(([field, s]) => s.misses.map((miss) => `${field} ${miss}`));
  return {
    name,
    overall: score.macro,
    rows,
    failures,
    held: false,
    remarks: refused.map((r) => `refused: ${r}`),
  };
}

/** A table of one set. */
export function table(result: SetResult, floors: Floors): string {
  const floor = (name: string) => floors[result.name]?.[name];
  const line = (name: string, n: number, score: number) =>
    `  ${name.padEnd(16)}${String(n).padStart(5)}${percent(score).padStart(9)}${floorText(floor(name)).padStart(10)}`;
  const total = result.rows.reduce((sum, row) => sum + row.n, 0);
  const head = `${result.name.padEnd(18)}${'n'.padStart(5)}${'score'.padStart(9)}${'floor'.padStart(10)}`;
  const rows = result.rows.map((row) => line(row.name, row.n, row.score));
  return [head, ...rows, line('overall', total, result.overall), ...result.remarks.map((r) => `  ${r}`)].join(
    '\n',
  );
}

function floorText(floor: number | undefined): string {
  return floor === undefined ? '–' : percent(floor);
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)}%`;
}

/** Scores of every set in the shape of the floors. */
export function asFloors(results: readonly SetResult[]): Floors {
  const rounded = (score: number) => Number(score.toFixed(4));
  return Object.fromEntries(
    results.map((result) => [
      result.name,
      Object.fromEntries([
        ['overall', rounded(result.overall)],
        ...result.rows.map((r) => [r.name, rounded(r.score)]),
      ]),
    ]),
  );
}

/** Every score under its floor, one line each. Sets that were not run are left aside. */
export function belowFloors(results: readonly SetResult[], floors: Floors): string[] {
  const scores = asFloors(results);
  return Object.entries(floors).flatMap(([set, categories]) =>
    Object.entries(categories).flatMap(([category, floor]) => {
      const score = scores[set]?.[category];
      const fell = scores[set] !== undefined && (score ?? 0) < floor - TOLERANCE;
      return fell ? [`${set}/${category}: ${percent(score ?? 0)}, floor ${percent(floor)}`] : [];
    }),
  );
}

/** Floors that never go down: the higher of both, per score. */
export function raised(floors: Floors, results: readonly SetResult[]): Floors {
  const next = structuredClone(floors);
  for (const [set, categories] of Object.entries(asFloors(results))) {
    next[set] ??= {};
    for (const [category, score] of Object.entries(categories)) {
      next[set][category] = Math.max(score, next[set][category] ?? 0);
    }
  }
  return next;
}
