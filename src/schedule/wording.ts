/** What is said of a verdict: one Chinese line a reason, each figure with what backs it. */
import type { Block, Evidence } from '../domain/answer.ts';
import type { Light, ReasonCode, Verdict, VerdictReason } from '../domain/schedule.ts';
import { inPercent } from './bands.ts';

/** What a light is called. */
export const LIGHT_LABELS = {
  done: '已完成',
  ahead: '超序时',
  onSchedule: '达序时',
  remind: '提醒',
  warn: '预警',
  serious: '严重滞后',
  unknown: '未说明',
} as const satisfies Record<Light, string>;

/** A text and what backs the figures in it. */
export interface Told {
  text: string;
  evidence: Evidence[];
}

const source = (...texts: (string | number)[]): Evidence => ({ kind: 'source', text: texts.join(' ') });
const computed = (text: string): Evidence => ({ kind: 'computed', text });
const fixed = (text: string): Evidence => ({ kind: 'fixed', text });

/** One reason in one line, without a full stop. */
export function describeReason(reason: VerdictReason): string {
  return WORDINGS[reason.code](reason).text;
}

/** The same as a line of an answer, with its evidence. */
export function reasonBlock(reason: VerdictReason, role: Block['role'] = 'note'): Block {
  const { text, evidence } = WORDINGS[reason.code](reason);
  return { role, text, evidence };
}

/** The light with what decided it, then what else should be known, a line each. */
export function describeVerdict({ light, reasons }: Verdict): Block[] {
  const [first, ...rest] = reasons;
  const label = LIGHT_LABELS[light];
  if (first === undefined) return [{ role: 'text', text: label, evidence: [] }];
  const told = reasonBlock(first, 'text');
  const further = rest.map((reason) => (reason.words.asOf === first.words.asOf ? undated(reason) : reason));
  return [{ ...told, text: `${label}：${told.text}` }, ...further.map((reason) => reasonBlock(reason))];
}

/** What decided, and how far the rate is from the plan. */
export function decisiveVerdict(verdict: Verdict): Block[] {
  const [first, ...rest] = describeVerdict(verdict);
  const at = verdict.reasons.slice(1).findIndex(({ code }) => code in COMPARED);
  return [first!, ...rest.slice(Math.max(0, at), Math.max(0, at) + 1)];
}

/** What decided, as short as a line of a list takes it: 完成43%，低6.6个百分点. */
export function briefVerdict({ reasons }: Verdict): Told {
  const plan = reasons.find(({ code }) => code in COMPARED);
  const [first] = reasons;
  const parts = [
    ...(first === undefined || first === plan ? [] : [WORDINGS[first.code](undated(first))]),
    ...(plan === undefined ? [] : [comparedBriefly(plan)]),
  ];
  return {
    text: parts.map(({ text }) => text).join('，'),
    evidence: parts.flatMap(({ evidence }) => evidence),
  };
}

/** Reasons that set a rate against a plan. */
const COMPARED = { behindLine: true, onLine: true, behindCurve: true, onCurve: true } as const;

/** A day that is said already is not said again, but where it is what the line is about. */
const undated = (reason: VerdictReason): VerdictReason =>
  reason.code === 'notStartedInTime' || reason.code === 'oldReport'
    ? reason
    : { ...reason, words: { ...reason.words, asOf: '' } };

/** The light and all its reasons in one line. */
export function verdictLine(verdict: Verdict): Block {
  const blocks = describeVerdict(verdict);
  const text = blocks.map((block) => block.text).join('；');
  return { role: 'text', text, evidence: blocks.flatMap(({ evidence }) => [...evidence]) };
}

const WORDINGS = {
  flaggedLagging: ({ words }) => flagged('文件标明未达序时进度', words),
  flaggedOnSchedule: ({ words }) => flagged('文件标明达序时进度', words),
  finished: ({ words }) => flagged('文件写明已完成', words),
  behindLine: compared,
  onLine: compared,
  behindCurve: compared,
  onCurve: compared,
  belowRate: ({ values, words }) => {
    const limit = `${values.limit}%`;
    const text = words.measure === 'rate' ? `完成率低于${limit}` : `季度末完成率低于${limit}`;
    return { text, evidence: [fixed(limit)] };
  },
  pastDeadline: ({ values, words }) => {
    const evidence = [source(...Object.values(words)), computed(`count = ${values.days}`)];
    return { text: `${dueWords(words)}已过${values.days}天，没有写明完成`, evidence };
  },
  dueSoon: ({ values, words }) => {
    const evidence = [source(...Object.values(words)), computed(`count = ${values.days}`)];
    const left = values.days === 0 ? '就是今天' : `还有${values.days}天`;
    return { text: `${dueWords(words)}${left}`, evidence };
  },
  notStartedInTime: ({ values, words }) => {
    const evidence = [source(words.start ?? '', words.asOf ?? ''), computed(`count = ${values.months}`)];
    const late = (values.months ?? 0) > 1 ? `，已跨${values.months}个月末` : '';
    return { text: `计划${words.start}前启动，截至${words.asOf}尚未启动${late}`, evidence };
  },
  claimDisagrees: ({ values, words }) => {
    if (words.message !== undefined)
      return { text: words.message.replace(/[。；]$/u, ''), evidence: [source(words.message)] };
    const { actual, whole, computed: rate } = values;
    const claim = values.stated === undefined ? '写的是已完成' : `文件写${inPercent(values.stated)}%`;
    const result = inPercent(rate ?? 0);
    const text = `${claim}，按${words.actual}与目标${words.whole}折算为${result}%，两者不一致`;
    const evidence = [
      source(claim, words.actual!, words.whole!),
      computed(`${actual} / ${whole} * 100 = ${result}`),
    ];
    return { text, evidence };
  },
  flagDisagrees: ({ words }) => {
    const flag = words.flag === 'behind' ? '未达序时' : '达序时';
    if (words.against === 'done') return { text: `同一文件又标明${flag}`, evidence: [] };
    return { text: `与按时间或计划推算的不一致，以文件标明的${flag}为准`, evidence: [] };
  },
  curveGuessed: ({ words }) => ({
    text: words.reading === 'cumulative' ? '各期目标按累计数理解' : '各期目标按当期数相加理解',
    evidence: [],
  }),
  oldReport: ({ values, words }) => ({
    text: `最近的进展截至${words.asOf}，已过${values.days}天`,
    evidence: [source(words.asOf ?? ''), computed(`count = ${values.days}`)],
  }),
  noRate: ({ words }) => dated('没有写明完成率，也没有可以折算的数，无法判断', words),
  noReport: () => ({ text: '还没有进展报告', evidence: [] }),
  ceiling: ({ words }) => ({
    text: `目标${words.target}是上限，没有完成率`,
    evidence: [source(words.target ?? '')],
  }),
  unitMismatch: ({ words }) => ({
    text: `进展${words.actual}与目标${words.target}单位不同，不作折算`,
    evidence: [source(words.actual ?? '', words.target ?? '')],
  }),
  targetsUnreported: ({ values, words }) => ({
    text: `另有${values.count}个目标未说明进展（${words.targets}）`,
    evidence: [source(words.targets ?? ''), computed(`count = ${values.count}`)],
  }),
  ignored: ({ words }) => ({ text: `不作判断：${words.reason}`, evidence: [fixed(words.reason ?? '')] }),
} as const satisfies Record<ReasonCode, (reason: VerdictReason) => Told>;

type Words = VerdictReason['words'];

/** With the document's own word for it and its day. */
function flagged(said: string, { word, asOf }: Words): Told {
  const own = word && word.length > 1 && !said.includes(word) ? `（“${word}”）` : '';
  return dated(`${said}${own}`, { asOf: asOf ?? '' }, [source(word ?? '')]);
}

function dated(said: string, { asOf }: Words, evidence: Evidence[] = []): Told {
  if (!asOf) return { text: said, evidence };
  return { text: `截至${asOf}，${said}`, evidence: [source(asOf), ...evidence] };
}

function dueWords({ due, printed, what }: Words): string {
  const named = what ? `“${printed}${what.startsWith('，') ? '' : ' '}${what}”` : '';
  return named ? `${named}的期限${due}` : `期限${due}`;
}

/** A figure in percent, with the terms that its arithmetic is made of. */
interface Share extends Told {
  /** `181 / 365 * 100` */
  term: string;
}

/** 完成43%, or with its arithmetic: 按指标折算完成82.3%（6258人÷7600人）. */
function rateTold({ values, words }: VerdictReason): Share {
  const rate = inPercent(values.rate ?? 0);
  switch (words.basis) {
    case 'pairs': {
      const term = `${values.actual} / ${values.whole} * 100`;
      const evidence = [source(words.actual!, words.whole!), computed(`${term} = ${rate}`)];
      return { text: `按指标折算完成${rate}%（${words.actual}÷${words.whole}）`, evidence, term };
    }
    case 'status':
      return {
        text: rate === 0 ? '尚未启动' : '已完成',
        evidence: [fixed(String(rate))],
        term: String(rate),
      };
    default:
      return { text: `完成${rate}%`, evidence: [source(`${rate}%`)], term: String(rate) };
  }
}

/** What is planned in percent, with the days or the figures of the plan that give it. */
function plannedTold({ values, words }: VerdictReason): Share {
  const planned = inPercent(values.planned ?? 0);
  if (values.days !== undefined) {
    const term = `${values.day} / ${values.days} * 100`;
    const span = isWholeYear(words) ? '' : `（${words.start}至${words.due}）`;
    const evidence = [
      source(words.start!, words.due!, values.day!, values.days),
      computed(`${term} = ${planned}`),
    ];
    return { text: `时间进度${span}为${planned}%`, evidence, term };
  }
  if (words.from === 'policy') {
    const evidence = [fixed(`${words.day} ${planned}`)];
    return { text: `计划${words.day}应完成${planned}%`, evidence, term: String(planned) };
  }
  const term = `${values.owed} / ${values.total} * 100`;
  const evidence = [source(words.printed!, values.owed!, values.total!), computed(`${term} = ${planned}`)];
  return { text: `计划${words.printed}应完成${planned}%`, evidence, term };
}

/** 低6.6个百分点, 高3个百分点, 与之持平. */
function pointsTold({ values }: VerdictReason, planned: Share, rate: Share): Told {
  const points = Math.abs(values.points ?? 0);
  if (points === 0) return { text: '与之持平', evidence: [] };
  const isBelow = (values.points ?? 0) > 0;
  const terms = isBelow ? `${planned.term} - ${rate.term}` : `${rate.term} - ${planned.term}`;
  return { text: `${isBelow ? '低' : '高'}${points}个百分点`, evidence: [computed(`${terms} = ${points}`)] };
}

const isWholeYear = ({ start, due }: Words): boolean =>
  start?.endsWith('-01-01') === true && due === `${start.slice(0, 4)}-12-31`;

/** The rate against the plan: 截至2025-06-30，完成43%，时间进度为49.6%，低6.6个百分点. */
function compared(reason: VerdictReason): Told {
  const [rate, planned] = [rateTold(reason), plannedTold(reason)];
  const points = pointsTold(reason, planned, rate);
  const parts = [rate, planned, points];
  return dated(
    parts.map(({ text }) => text).join('，'),
    reason.words,
    parts.flatMap(({ evidence }) => evidence),
  );
}

/** The same without day and plan: 完成43%，低6.6个百分点. */
function comparedBriefly(reason: VerdictReason): Told {
  const [rate, planned] = [rateTold(reason), plannedTold(reason)];
  const points = pointsTold(reason, planned, rate);
  return {
    text: `${rate.text}，${points.text}`,
    evidence: [...rate.evidence, ...planned.evidence, ...points.evidence],
  };
}
