/** Why an answer came out as it did, for operators: the steps of the way in words, or as plain data. */
import type { Evidence } from './domain/answer.ts';
import type { Alike } from './questions/find/alike.ts';
import type { Fit } from './questions/find/fit.ts';
import type { PlanReason } from './questions/plan/plan.ts';
import type { Concept, Conditions, Question } from './questions/question.ts';
import type { Scope, ScopeOutcome } from './questions/scope.ts';
import type { Trace, TraceStep } from './questions/trace.ts';

/** One step with its moment, in milliseconds since the question came. */
export type TimedStep = TraceStep & { ms: number };

/** Hears steps and keeps them in their order. @param nowMs a running clock */
export function createTraceLog(nowMs: () => number): { trace: Trace; steps: readonly TimedStep[] } {
  const start = nowMs();
  const steps: TimedStep[] = [];
  return { steps, trace: (step) => void steps.push({ ...step, ms: nowMs() - start }) };
}

const MOST_CANDIDATES = 8;
const MOST_ALTERNATIVES = 8;

/** The steps as lines of text, the time of each at its end. */
export function explainText(steps: readonly TimedStep[]): string {
  const lines = steps.flatMap((step, index) => {
    const [head = '', ...rest] = linesOf(step);
    const took = step.ms - (steps[index - 1]?.ms ?? 0);
    return [`${head}（${took.toFixed(2)} 毫秒）`, ...rest.map((line) => `  ${line}`)];
  });
  return [...lines, `共 ${(steps.at(-1)?.ms ?? 0).toFixed(2)} 毫秒`].join('\n');
}

const REASONS = {
  talk: '说的是对话本身',
  over_time: '同一件事的前后',
  two_sides: '两边相比',
  why: '问的是原因',
  two_places: '提到不止一个地区',
  added_up: '几样的数要加起来',
  side_by_side: '同一张清单里的两样相比',
  doubts: '问文件前后对不对得上',
  by_bearers: '按单位或领导归类',
  some_of_list: '点了清单里的几项',
  one_of_list: '点了清单里的一项',
  lag_of_one: '问的是一件事的进度，不是哪些滞后',
  behind: '问哪些滞后',
  due: '问什么时候前要完成哪些',
  day_of_one: '问一件事哪天完成、来不来得及',
  average: '问平均',
  order: '问先后',
  asks_for_projects: '点了单位或人，问的是哪些项目',
  names_many: '只提了单位、人、完成率或状态，指符合的项目',
  picks_matter: '要按一件事挑项目',
  figure_of_document: '问的是文件里的数，不是项目个数',
  count_left: '没提哪件事，问的是还剩几项',
  pattern: '句式吻合',
  to_bot: '说的是机器人自己',
  asked_again: '只换了地区、时间或对象，沿用上一问',
  topic_only: '只提了一件事，按进展回答',
  region_only: '只提了地区，按总览回答',
  nothing: '没有可依据的词',
} as const satisfies Record<PlanReason, string>;

const SELECTED = {
  one: '选定一项',
  several: '几处都可能，要反问',
  none: '没有够得上的',
} as const;

function linesOf(step: TraceStep): string[] {
  switch (step.step) {
    case 'read':
      return [`读：${step.text}`, `分词：${step.words.map(({ word, tag }) => `${word}/${tag}`).join(' ')}`];
    case 'guarded':
      return [`不当作问题：${step.guard.category}（${step.guard.kind}），因为“${step.guard.printed}”`];
    case 'resumed':
      return [`当作对反问的回答：${step.reply}`, `继续先前的问题：${step.pending}`];
    case 'understood':
      return ['听懂', ...questionLines(step.question)];
    case 'intent':
      return [
        `意图：${step.intent ?? '无'}（${REASONS[step.reason]}）`,
        `句式吻合的：${listed(step.fitting)}`,
      ];
    case 'recalled':
      return [`没说哪件事，沿用上文：${listed(step.words)}`];
    case 'scope':
      return [scopeLine(step.outcome)];
    case 'candidates':
      return [
        `候选：覆盖率 ${step.least} 以上才算，共 ${step.fits.length} 项`,
        ...step.fits.slice(0, MOST_CANDIDATES).map(candidateLine),
      ];
    case 'alike':
      return ['共同的词太少，按说的是哪类事比：', ...step.projects.slice(0, MOST_CANDIDATES).map(alikeLine)];
    case 'selected':
      return [`${SELECTED[step.kind]}：${listed(step.projects)}`];
    case 'query':
      return [`查询：${step.query}${step.project === null ? '' : `，项目 ${step.project}`}`];
    case 'grounded':
      return groundedLines(step);
    default:
      return step satisfies never;
  }
}

const listed = (words: readonly (string | number)[]): string => words.join('、') || '无';

function questionLines({ scope, units, officials, conditions, concepts, ...rest }: Question): string[] {
  const flags = [
    rest.pointsBack && '指上文的项目',
    rest.refersBack && '承接上文',
    rest.withinList && '在刚才的清单里',
    rest.correction && '更正上一问',
  ].filter((flag) => flag !== false);
  return [
    `地区：${listed(scope.regionSlugs ?? [])}${scope.everywhere ? '（所有地区）' : ''}`,
    ...(scope.unknownPlaces.length > 0 ? [`没有资料的地方：${listed(scope.unknownPlaces)}`] : []),
    `年份：${listed(scope.years ?? [])}${scope.span ? `，时段 ${scope.span.from} 至 ${scope.span.to}` : ''}`,
    `单位：${listed(units.map(({ printed, names }) => `${printed}→${listed(names)}`))}`,
    `领导：${listed(officials)}`,
    `条件：${listed(conditionWords(conditions))}`,
    ...(flags.length > 0 ? [`上下文：${listed(flags)}`] : []),
    ...(concepts.length === 0 ? ['主题词：无'] : concepts.map(conceptLine)),
  ];
}

function conditionWords({ rate, status, top, order, positions, measure }: Conditions): string[] {
  return [
    rate && `完成率 ${rate.printed}`,
    status && `状态 ${status}`,
    top && `前 ${top} 个`,
    order && (order === 'lowest' ? '从低到高' : '从高到低'),
    positions.length > 0 && `第 ${listed(positions)} 项`,
    measure && `按“${measure}”计`,
  ].filter((word): word is string => typeof word === 'string');
}

function conceptLine({ printed, weight, alternatives, known, topic, ofUnit }: Concept): string {
  const marks = [topic ? '词库主题' : '词', !known && '库里没有', ofUnit === true && '单位名里的词'].filter(
    Boolean,
  );
  const best = [...alternatives].sort((a, b) => b.weight - a.weight).slice(0, MOST_ALTERNATIVES);
  const ways = best.map((one) => `${one.term} ${one.weight.toFixed(2)}`);
  return `主题词：${printed}（${marks.join('、')}，权重 ${weight.toFixed(2)}）→ ${listed(ways)}`;
}

function scopeLine(outcome: ScopeOutcome): string {
  if (!outcome.ok) {
    const { refusal } = outcome;
    return refusal.missing === 'place'
      ? `范围：没有${listed(refusal.places)}的资料`
      : `范围：没有${listed(refusal.years)}年的资料`;
  }
  const { regionSlugs, years } = outcome.scope;
  const region = regionSlugs === null ? '所有地区' : listed(regionSlugs);
  return `范围：${region}（${originOf(outcome.scope)}），${years === null ? '所有年份' : `${listed(years)}年`}`;
}

function originOf({ saidRegion, carried, regionSlugs }: Scope): string {
  if (saidRegion) return '话里说的';
  if (carried) return '接着上文';
  return regionSlugs === null ? '没有限定' : '所在群或提问人的地区';
}

function candidateLine({ dossier, score, coverage, inName, onTopic }: Fit, index: number): string {
  const figures = `得分 ${score.toFixed(2)}，覆盖 ${coverage.toFixed(2)}，在名称里 ${inName.toFixed(2)}`;
  return `${index + 1}. ${dossier.id} ${dossier.name}：${figures}${onTopic ? '，主题吻合' : ''}`;
}

const alikeLine = ({ dossier, alikeness }: Alike, index: number): string =>
  `${index + 1}. ${dossier.id} ${dossier.name}：相近 ${alikeness.toFixed(2)}`;

const EVIDENCE = {
  source: '文件',
  computed: '算式',
  echo: '复述问题',
  fixed: '程序的固定用语',
} as const satisfies Record<Evidence['kind'], string>;

function groundedLines({ answer, rejected }: Extract<TraceStep, { step: 'grounded' }>): string[] {
  const reason = answer.reason === null ? '' : `（${answer.reason}）`;
  return [
    `回答：${answer.kind}${reason}，项目 ${listed(answer.projects)}`,
    ...answer.blocks.flatMap(({ role, text, evidence }) => [
      `[${role}] ${text}`,
      ...evidence.map((one) => `    依据（${EVIDENCE[one.kind]}）：${one.text.replace(/\s+/g, ' ').trim()}`),
    ]),
    `因没有依据去掉的：${rejected.length} 行`,
    ...rejected.map(({ text, figures }) => `${text}（${listed(figures)} 没有依据）`),
  ];
}

/** The steps as plain data: projects by id and name, intents by name. */
export function explainData(steps: readonly TimedStep[]): Record<string, unknown>[] {
  return steps.map((step) => {
    if (step.step === 'understood') {
      const { intents, ...question } = step.question;
      return { ...step, question: { ...question, intents: intents.map(({ name }) => name) } };
    }
    if (step.step === 'alike') {
      const projects = step.projects.map(({ dossier: { id, name }, ...alike }) => ({ id, name, ...alike }));
      return { ...step, projects };
    }
    if (step.step !== 'candidates') return { ...step };
    const fits = step.fits.map(({ dossier: { id, name }, ...fit }) => ({ id, name, ...fit }));
    return { ...step, fits };
  });
}
