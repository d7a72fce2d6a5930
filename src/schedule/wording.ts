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
interface Told {
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
  return [{ ...told, text: `${label}：${told.text}` }, ...rest.map((reason) => reasonBlock(reason))];
}

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
  behindLine: againstLine,
  onLine: againstLine,
  behindCurve: againstCurve,
  onCurve: againstCurve,
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
    const text = `${claim}，按${words.actual}与目标${words.target}折算为${result}%，两者不一致`;
    const evidence = [
      source(claim, words.actual!, words.target!),
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
  const own = word && !said.includes(word) ? `（“${word}”）` : '';
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

/** 完成43%, or with its arithmetic: 完成82.3%（6258人÷7600人）. */
function rateTold({ values, words }: VerdictReason): Told {
  const rate = inPercent(values.rate ?? 0);
  switch (words.basis) {
    case 'pairs': {
      const { actual, whole } = values;
      const evidence = [
        source(words.actual!, words.target!, whole!),
        computed(`${actual} / ${whole} * 100 = ${rate}`),
      ];
      return { text: `${words.actual}与目标${words.target}折算完成${rate}%`, evidence };
    }
    case 'status':
      return { text: rate === 0 ? '尚未启动' : '已完成', evidence: [fixed(String(rate))] };
    default:
      return { text: `完成${rate}%`, evidence: [source(`${rate}%`)] };
  }
}

/** 低6.6个百分点, 高3个百分点, 持平; the arithmetic stands on figures told before it. */
function pointsTold({ values }: VerdictReason): Told {
  const [planned, rate] = [inPercent(values.planned ?? 0), inPercent(values.rate ?? 0)];
  const points = Math.abs(values.points ?? 0);
  if (points === 0) return { text: '与之持平', evidence: [] };
  const [more, less] = planned > rate ? [planned, rate] : [rate, planned];
  const text = `${planned > rate ? '低' : '高'}${points}个百分点`;
  return { text, evidence: [computed(`${more} - ${less} = ${points}`)] };
}

function againstLine(reason: VerdictReason): Told {
  const { values, words } = reason;
  const [rate, points] = [rateTold(reason), pointsTold(reason)];
  const planned = inPercent(values.planned ?? 0);
  const span = isWholeYear(words) ? '' : `（${words.start}至${words.due}）`;
  const text = `截至${words.asOf}${rate.text}，时间进度${span}为${planned}%，${points.text}`;
  const clock = [
    computed(`count = ${values.day}`),
    computed(`count = ${values.days}`),
    computed(`${values.day} / ${values.days} * 100 = ${planned}`),
  ];
  const said = source(words.asOf ?? '', words.start ?? '', words.due ?? '');
  return { text, evidence: [said, ...rate.evidence, ...clock, ...points.evidence] };
}

const isWholeYear = ({ start, due }: Words): boolean =>
  start?.endsWith('-01-01') === true && due === `${start.slice(0, 4)}-12-31`;

function againstCurve(reason: VerdictReason): Told {
  const { values, words } = reason;
  const [rate, points] = [rateTold(reason), pointsTold(reason)];
  const planned = inPercent(values.planned ?? 0);
  const node = words.from === 'policy' ? words.day : words.printed;
  const text = `截至${words.asOf}${rate.text}，计划${node}应完成${planned}%，${points.text}`;
  const said = source(words.asOf ?? '', words.day ?? '', words.printed ?? '');
  const plan =
    words.from === 'policy'
      ? [fixed(String(planned))]
      : [
          source(values.owed!, values.total!),
          computed(`${values.owed} / ${values.total} * 100 = ${planned}`),
        ];
  return { text, evidence: [said, ...rate.evidence, ...plan, ...points.evidence] };
}
