/** What a question demands of projects: bounds, states, pace, dates, order, numbers, and what it asks of each. */
import type { IsoDate } from '../../domain/project.ts';
import { parseNumeral } from '../../text/numerals.ts';
import type { PeriodMatch } from '../../text/periods.ts';
import type { Cues } from '../cues.ts';
import type {
  Ask,
  ConditionKind,
  Conditions,
  Field,
  Grouping,
  PaceCondition,
  SaidCondition,
  StatusCondition,
} from '../question.ts';
import { findRateBounds } from './bounds.ts';
import { findDue } from './due.ts';
import { findMeasure } from './measure.ts';
import { findOrder, findPositions } from './order.ts';
import { blank, matchesOf, type Span, spansOf } from './span.ts';

export interface ConditionText {
  /** Without the words of scope and the names of officials. */
  text: string;
  /** The same with its periods. */
  whole: string;
  periods: readonly PeriodMatch[];
  today: IsoDate;
}

/** 要完成, 计划建成: still to be done. */
function isPlanned(text: string, done: readonly Span[], cues: Cues): boolean {
  const plans = spansOf(text, cues.due_act);
  return done.some(({ start, end }) => plans.some((plan) => plan.start < end && start < plan.end));
}

/** Conditions with the places of their words: no word is read a second time as a topic. */
export function findConditions(
  { text: heard, whole, periods, today }: ConditionText,
  cues: Cues,
): { conditions: Conditions; spans: Span[] } {
  const missing = findMissing(heard, cues);
  const text = blank(heard, missing?.spans ?? []);
  const rate = findRateBounds(text, cues);
  const placed = findPositions(text, cues);
  const due = findDue({ text: blank(whole, missing?.spans ?? []), periods, today }, cues);
  const rest = blank(text, [...(rate === null ? [] : [rate.span]), ...placed.spans]);
  const pace = findPace(rest, cues) ?? missedPeriod(whole, cues);
  const ownPace = rate?.planned === true ? null : pace;
  const status = findStatus(blank(rest, pace?.spans ?? []), cues);
  const { order, spans: orderSpans } = findOrder(rest, cues);
  const kept =
    status?.status === 'done' && (due !== null || isPlanned(rest, status.spans, cues)) ? null : status;
  const said: [ConditionKind, readonly Span[]][] = [
    ['missing', missing?.spans ?? []],
    ['rate', rate === null ? [] : [rate.span]],
    ['positions', placed.spans],
    ['due', due?.spans ?? []],
    ['pace', pace?.spans ?? []],
    ['status', kept?.spans ?? []],
    ['order', due === null || due.due.pick === 'all' ? orderSpans : []],
    ['exceeded', spansOf(rest, cues.exceeded)],
  ];
  return {
    conditions: {
      ...order,
      missing: missing?.field ?? null,
      rate: rate?.bounds ?? null,
      status: kept?.status ?? null,
      pace: ownPace?.pace ?? null,
      due: due?.due ?? null,
      exceeded: cues.exceeded.test(rest),
      positions: placed.positions,
      grouping: findGrouping(text, cues),
      average: cues.average.test(text),
      load: cues.load.test(text),
      together: cues.together.test(text),
      asks: findAsks(text, cues),
      listed: cues.all_listed.test(text),
      counted: cues.how_many_listed.test(text),
      spelledOut: cues.spelled_out.test(text),
      picksMatter: cues.about_matter.test(text),
      measure: findMeasure(text, cues),
      said: said.flatMap(([kind, spans]) => worded(whole, kind, spans)),
    },
    spans: [...said.flatMap(([, spans]) => spans), ...talkSpans(text, cues)],
  };
}

/** The words of a condition, for saying that it was not used. */
function worded(text: string, kind: ConditionKind, spans: readonly Span[]): SaidCondition[] {
  const printed = spans.map(({ start, end }) => text.slice(start, end)).filter((words) => words !== '');
  return printed.length === 0 ? [] : [{ kind, printed: printed.join('') }];
}

const MISSING_CUES = [
  ['rate', 'missing_rate'],
  ['officials', 'missing_officials'],
  ['units', 'missing_units'],
  ['progress', 'missing_progress'],
  ['issues', 'missing_issues'],
  ['target', 'missing_target'],
  ['date', 'missing_date'],
] as const satisfies readonly (readonly [Field, keyof Cues])[];

function findMissing(text: string, cues: Cues): { field: Field; spans: Span[] } | null {
  for (const [field, name] of MISSING_CUES) {
    const spans = spansOf(text, cues[name]);
    if (spans.length > 0) return { field, spans };
  }
  return null;
}

const STATUS_CUES = [
  ['notStarted', 'status_not_started'],
  ['notDone', 'status_not_done'],
  ['inProgress', 'status_in_progress'],
  ['done', 'status_done'],
] as const satisfies readonly (readonly [StatusCondition, keyof Cues])[];

function findStatus(text: string, cues: Cues): { status: StatusCondition; spans: Span[] } | null {
  for (const [status, name] of STATUS_CUES) {
    const spans = spansOf(text, cues[name]);
    if (spans.length > 0) return { status, spans };
  }
  return null;
}

const PACE_CUES = [
  ['belowPlan', 'below_plan'],
  ['behind', 'behind_plan'],
  ['ahead', 'ahead_of_plan'],
  ['onPlan', 'on_plan'],
] as const satisfies readonly (readonly [PaceCondition, keyof Cues])[];

/** 滞后的去掉 turns round what it dismisses. */
const DISMISSED = {
  behind: 'notBehind',
  belowPlan: 'notBehind',
  onPlan: 'behind',
  ahead: 'behind',
  notBehind: 'behind',
} as const;

function findPace(text: string, cues: Cues): { pace: PaceCondition; spans: Span[] } | null {
  const all = PACE_CUES.flatMap(([pace, name]) => spansOf(text, cues[name]).map((span) => ({ pace, span })));
  const [first] = all;
  if (first === undefined) return null;
  const kept = all.find(({ span }) => !isDismissed(text, span, cues));
  const { pace } = kept ?? first;
  return { pace: kept === undefined ? DISMISSED[pace] : pace, spans: all.map(({ span }) => span) };
}

/** 三季度目标没完成的: behind by the document's own measure of that period. */
function missedPeriod(whole: string, cues: Cues): { pace: PaceCondition; spans: Span[] } | null {
  const spans = spansOf(whole, cues.period_missed);
  return spans.length === 0 ? null : { pace: 'behind', spans };
}

const isDismissed = (text: string, { start, end }: Span, cues: Cues): boolean =>
  cues.dismissed_after.test(text.slice(end)) || cues.dismissed_before.test(text.slice(0, start));

function findGrouping(text: string, cues: Cues): Grouping | null {
  const by = cues.each_unit.test(text) ? 'units' : cues.each_official.test(text) ? 'officials' : null;
  if (by === null) return null;
  const match = cues.at_least.exec(text);
  const atLeast = match === null ? null : parseNumeral(match[1] ?? match[3] ?? '');
  return { by, atLeast };
}

const ASKS = [
  ['reason', 'ask_reason'],
  ['official', 'ask_official'],
  ['unit', 'ask_unit'],
  ['state', 'ask_state'],
  ['date', 'ask_date'],
] as const satisfies readonly (readonly [Ask, keyof Cues])[];

const findAsks = (text: string, cues: Cues): Ask[] =>
  ASKS.flatMap(([ask, name]) => (cues[name].test(text) ? [ask] : []));

/** Words that only join conditions: 去掉, 平均, 一起. */
const talkSpans = (text: string, cues: Cues): Span[] =>
  [cues.average, cues.together, cues.dismissed_after, cues.of_all_listed].flatMap((cue) =>
    matchesOf(text, cue).map((match) => ({ start: match.index, end: match.index + match[0].length })),
  );
