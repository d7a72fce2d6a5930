/** Made-up projects to judge: what differs is said, the rest is a list of 2025 reported at the end of June. */
import type { Figure, Milestone } from '../../src/domain/project.ts';
import type { Dossier } from '../../src/domain/records.ts';
import { loadPolicy } from '../../src/policy.ts';
import { SCHEDULE_SCHEMA, type SchedulePolicy } from '../../src/schedule/policy.ts';

export const POLICY = loadPolicy().schedule;
export const MID_YEAR = '2025-06-30';

/** The default policy with some of its settings changed. */
export function policyWith(changes: Record<string, unknown>): SchedulePolicy {
  const { preset, reportCycleDays, dueSoonDays, claimTolerancePoints } = POLICY;
  const section = SCHEDULE_SCHEMA.parse({
    preset,
    reportCycleDays,
    dueSoonDays,
    claimTolerancePoints,
    ...changes,
  });
  return { ...POLICY, ...section, presets: { ...POLICY.presets, ...section.presets } };
}

/** A figure as printed: `3.5公里`. */
export function figure(printed: string, rest: Partial<Figure> = {}): Figure {
  const [, digits = '0', unit = ''] = printed.match(/^(\d+(?:\.\d+)?)(.*)$/) ?? [];
  return {
    kind: 'target',
    indicator: '完成',
    value: Number(digits),
    unit,
    direction: 'exactly',
    approximation: null,
    asOf: null,
    clause: 0,
    printed,
    ...rest,
  };
}

/** A goal's clause 0 and a note's clause 1, with a target and an actual for each pair of printed figures. */
export function paired(...pairs: [target: string, actual: string][]): Pick<Dossier, 'figures' | 'pairs'> {
  const figures = pairs.flatMap(([target, actual]) => [
    figure(target),
    figure(actual, { kind: 'actual', clause: 1 }),
  ]);
  return {
    figures,
    pairs: pairs.map((_, index) => ({
      target: index * 2,
      actual: index * 2 + 1,
      ratio: figures[index * 2 + 1]!.value / figures[index * 2]!.value,
      statedRatio: null,
    })),
  };
}

/** A goal with a day and a figure for every quarter, as the importer reads it from a sheet of columns. */
export function quarterly(
  goal: string,
  printed: readonly string[],
): Pick<Dossier, 'goal' | 'clauses' | 'figures' | 'milestones'> {
  const quarters = ['一季度', '二季度', '三季度', '四季度'];
  const ends = ['03-31', '06-30', '09-30', '12-31'];
  const whole = goal.match(/\d+(?:\.\d+)?\D+$/)?.[0] ?? '';
  const texts = [goal, ...printed.map((text, index) => `${quarters[index]}目标：完成${text}`), '进展'];
  return {
    goal: texts.slice(0, -1).join('\n'),
    clauses: texts.map((text, ordinal) => ({
      part: ordinal === texts.length - 1 ? 'note' : 'goal',
      ordinal,
      text,
      plain: text,
    })),
    figures: [
      ...(whole === '' ? [] : [figure(whole)]),
      ...printed.map((text, index) => figure(text, { clause: index + 1 })),
    ],
    milestones: printed.map((_, index) =>
      milestone(`2025-${ends[index]}`, quarters[index]!, '目标', index + 1),
    ),
  };
}

export const milestone = (due: string, printed: string, what: string, clause = 0): Milestone => ({
  due,
  printed,
  what,
  clause,
});

export function dossier(rest: Partial<Dossier> = {}): Dossier {
  return {
    id: 'lixia-2025-01',
    regionSlug: 'lixia',
    regionName: '济南市历下区',
    year: 2025,
    position: 1,
    number: '1',
    name: '口袋公园',
    title: '口袋公园',
    status: 'in_progress',
    statusWord: null,
    lagging: null,
    statedRate: null,
    computedRate: null,
    units: [],
    officials: [],
    period: { label: '2025年上半年', start: '2025-01-01', end: MID_YEAR },
    documentId: 1,
    documentTitle: '进展情况',
    goal: '目标',
    note: '进展',
    reason: '',
    clauses: [
      { part: 'goal', ordinal: 0, text: '目标', plain: '目标' },
      { part: 'note', ordinal: 1, text: '进展', plain: '进展' },
    ],
    figures: [],
    pairs: [],
    milestones: [],
    findings: [],
    ...rest,
  };
}
