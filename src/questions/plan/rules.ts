/** How a plan is found: an ordered list of small rules over what the question holds. The first that fits decides. */
import { type Facts, isAboutOne } from './facts.ts';

/** Each rule gives the name of the intent that is meant, or null to leave it to the next one. */
interface Rule {
  reason: string;
  choose(facts: Facts): string | null;
}

/** Intents that ask something of one project, taken lightly: a unit's or official's projects may be meant. */
const OF_ONE: readonly string[] = ['status', 'figure', 'target'];
/** Queries that speak of the conversation itself. */
const TALK: readonly string[] = ['smalltalk', 'more', 'cancel', 'detail'];
/** A message this short that asks nothing repeats the last question for something else: 那章丘呢. */
const FRAGMENT = 14;
/** Words that weigh less say nothing at all. */
const FAINT = 0.25;
/** A matter of the thesaurus that weighs this much is what is asked about. */
const MATTER = 0.5;

const when = (fits: boolean, name: string): string | null => (fits ? name : null);

export const RULES = [
  { reason: 'talk', choose: ({ first }) => when(TALK.includes(first?.query ?? ''), first?.name ?? '') },
  { reason: 'over_time', choose: ({ fits }) => when(fits('history'), 'history') },
  { reason: 'two_sides', choose: ({ first, fits }) => when(first !== null && fits('compare'), 'compare') },
  { reason: 'doubts', choose: (facts) => when(doubts(facts), 'doubts') },
  {
    reason: 'two_places',
    choose: ({ question, first }) =>
      when(question.scope.placesNamed > 1 && isAboutOne(first, question), 'compare'),
  },
  { reason: 'side_by_side', choose: (facts) => when(facts.setsSides, 'contrast') },
  { reason: 'added_up', choose: (facts) => when(addsUp(facts), 'total') },
  { reason: 'by_bearers', choose: (facts) => when(groups(facts), 'bearers') },
  { reason: 'some_of_list', choose: someOfList },
  { reason: 'one_of_list', choose: oneOfList },
  { reason: 'lag_of_one', choose: lagOfOne },
  { reason: 'behind', choose: (facts) => when(lags(facts), 'lagging') },
  { reason: 'due', choose: (facts) => when(isDue(facts), 'due') },
  { reason: 'day_of_one', choose: (facts) => when(asksDayOfOne(facts), 'milestone') },
  { reason: 'why', choose: ({ first, fits }) => when(first?.operation != null && fits('reason'), 'reason') },
  { reason: 'average', choose: ({ conditions, wide }) => when(wide && conditions.average, 'average') },
  { reason: 'order', choose: (facts) => when(ordered(facts), 'rank') },
  { reason: 'asks_for_projects', choose: (facts) => when(asksForProjects(facts), 'list') },
  { reason: 'names_many', choose: (facts) => (namesMany(facts) ? manyName(facts) : null) },
  { reason: 'picks_matter', choose: pickMatter },
  { reason: 'figure_of_document', choose: figureOfDocument },
  { reason: 'count_left', choose: countLeft },
  { reason: 'pattern', choose: byPattern },
  { reason: 'to_bot', choose: (facts) => when(isToBot(facts), 'identity') },
  { reason: 'asked_again', choose: (facts) => (isFragment(facts) ? facts.state.intent : null) },
  { reason: 'topic_only', choose: (facts) => when(hasTopic(facts), 'status') },
  {
    reason: 'region_only',
    choose: ({ question }) => when(question.scope.regionSlugs !== null, 'overview'),
  },
] as const satisfies readonly Rule[];

/**
 * The rule that decided: the conversation itself; one matter over time; two sides or two places are compared; two of one list are; figures are added up; the document is doubted; units
 * or officials are told with what they bear; several numbers of the list; the lag of one matter, or which lag; what
 * falls due; by when one matter is done; why, whatever is left; a mean; first and last; the projects of a unit or official; whatever meets the conditions; a number that
 * the document gives; how many are left; the shape of the sentence; the bot itself; the last question again; a matter or a region alone;
 * nothing to go by.
 */
export type PlanReason = (typeof RULES)[number]['reason'] | 'nothing';

/** Where a document is doubted, unless an order asks for projects, or two places are set against each other. */
function doubts({ first, fits, conditions, question }: Facts): boolean {
  if (!fits('doubts') || question.scope.placesNamed > 1) return false;
  if (first?.name === 'doubts') return true;
  return first?.operation === null && (conditions.rate !== null || conditions.status !== null);
}

/** 停车泊位和共享泊位一共多少: figures of what was done, of one place and year. */
function addsUp({ question, cues, first }: Facts): boolean {
  const { scope, sides, text } = question;
  const single = scope.placesNamed < 2 && (scope.years?.length ?? 0) < 2 && !scope.everywhere;
  const asksSum = sides.length > 1 && cues.sum_asked.test(text);
  return single && asksSum && first?.query === 'figure' && first.side === null;
}

/** 各单位几项, 谁管的平均最低, 哪些单位有两项的 */
function groups({ conditions, wide, fits, whichProjects, cues, question }: Facts): boolean {
  const { grouping, order, average, load, pace, status, counted } = conditions;
  if (grouping === null || !wide || pace !== null || status !== null) return false;
  if (!average && !load && cues.projects_ordered.test(question.text)) return false;
  const ordered = order !== null && (grouping.by === 'officials' || load || average || !whichProjects);
  return ordered || average || load || grouping.atLeast !== null || (counted && fits('bearers'));
}

/** 第3项和第10项 */
function someOfList({ conditions }: Facts): string | null {
  if (conditions.positions.length < 2) return null;
  return conditions.order === null ? 'list' : 'rank';
}

/** 第2项详细说说: one number of the list is one project, however it is asked for. */
function oneOfList({ conditions, first }: Facts): string | null {
  const listed = first?.query === 'list' || first?.query === 'overview' || first?.query === 'count';
  return when(conditions.positions.length === 1 && listed && conditions.said.length === 1, 'status');
}

/** 农村公路为什么滞后: it names a matter and does not ask which ones. */
function lagOfOne(facts: Facts): string | null {
  const { conditions, tellsKnown, whichProjects, onTable, fits } = facts;
  const lags = conditions.pace !== null || fits('lagging');
  if (!lags || !(onTable || (tellsKnown && !whichProjects))) return null;
  return fits('reason') ? 'reason' : 'status';
}

function lags({ conditions, wide, fits }: Facts): boolean {
  const { pace, status, rate } = conditions;
  if (!wide || rate !== null) return false;
  return pace === null ? status === null && fits('lagging') : pace !== 'notBehind';
}

/** Dates of many projects; those of one matter are milestones of one project. */
function isDue({ conditions, wide, onTable, tellsKnown, whichProjects, first, ...facts }: Facts): boolean {
  if (facts.state.intent === 'due' && facts.question.scope.span !== null && wide) return true;
  if (conditions.due === null || onTable) return false;
  if (first?.name === 'source') return false;
  return wide && (!tellsKnown || whichProjects);
}

/** 年底能开吗, 没装的几月能装好: a day is asked of a matter, not how much there is of it. */
function asksDayOfOne({ question, conditions, cues, tellsKnown, onTable, whichProjects, ...facts }: Facts) {
  const { due, rate, measure, asks } = conditions;
  if (!(tellsKnown || onTable) || whichProjects || rate !== null) return false;
  const inTime = due !== null && due.to !== null && measure === null && cues.in_time.test(question.text);
  return (
    inTime ||
    due?.overdue === true ||
    (asks.includes('date') && facts.fits('milestone') && (onTable || facts.first?.operation != null))
  );
}

/** 哪家殡仪馆最好: a matter of its own, and no list has it. */
const ofOther = ({ question, tellsKnown, whichProjects }: Facts): boolean =>
  !tellsKnown && !whichProjects && question.concepts.some(({ topic, weight }) => topic && weight >= MATTER);

function ordered(facts: Facts): boolean {
  const { conditions, wide, fits, onTable } = facts;
  return conditions.order !== null && wide && !onTable && !fits('milestone') && !ofOther(facts);
}

/** 国开集团是哪个项目的责任单位: names the unit and asks for the project, not the other way round. */
function asksForProjects({ first, bearers, whichProjects, tells, conditions }: Facts): boolean {
  const about = first?.name === 'unit' || first?.name === 'official';
  return about && bearers && !conditions.counted && (whichProjects || !tells);
}

/** Units, officials, a bound, a state or a pace, and no matter of its own: the projects that fit are meant. */
function namesMany(facts: Facts): boolean {
  const { bearers, conditions, wide, onTable, first } = facts;
  if (!wide || (first !== null && !OF_ONE.includes(first.name) && !LISTS.includes(first.name))) return false;
  if (first?.name === 'reason' && !bearers && !asksOfEach(facts)) return false;
  if (countsShown(facts) || conditions.missing !== null) return true;
  if (bearers && (asksForSome(facts) || !hasWords(facts.question))) return true;
  if (conditions.rate !== null || conditions.exceeded || conditions.pace !== null) return true;
  const plain = asksForSome(facts) || !hasWords(facts.question);
  return conditions.status !== null && plain && !onTable && !asksWhether(facts);
}

/** Words that ask for projects, or for something of each. */
const asksForSome = ({ conditions, whichProjects }: Facts): boolean =>
  conditions.listed || conditions.counted || whichProjects || conditions.asks.length > 0;

/** 分别什么原因, 哪些…为什么 */
const asksOfEach = ({ whichProjects, cues, question }: Facts): boolean =>
  whichProjects || cues.of_all.test(question.text) || cues.of_those.test(question.text);

/** 一共几个 right after a list. */
const countsShown = ({ conditions, state, tells, question }: Facts): boolean =>
  conditions.counted &&
  !tells &&
  (state.list?.ids.length ?? 0) > 1 &&
  question.scope.regionSlugs === null &&
  question.scope.years === null;

const LISTS: readonly string[] = [
  'list',
  'count',
  'lagging',
  'remaining',
  'unit',
  'official',
  'milestone',
  'due',
  'bearers',
  'overview',
  'reason',
  'excess',
  'share',
];

/** 完成了吗 of no project in particular. */
const asksWhether = ({ question, cues, conditions, whichProjects }: Facts): boolean =>
  cues.yes_or_no.test(question.text) && !whichProjects && !conditions.counted && !conditions.listed;

const manyName = ({ conditions }: Facts): string =>
  conditions.counted && !conditions.spelledOut && !conditions.asks.includes('reason') ? 'count' : 'list';

/** 跟水有关的都有哪些, 有几件跟老人有关: projects are picked by a matter. */
function pickMatter(facts: Facts): string | null {
  const { conditions, first, whichProjects, cues, question } = facts;
  const open = first === null || OF_ONE.includes(first.name) || LISTS.includes(first.name);
  if (!open || !conditions.picksMatter) return null;
  if (conditions.listed || whichProjects) return manyName(facts);
  return when(cues.counts_items.test(question.text), 'count');
}

/** The shape of the sentence; an order of a thing that no list has is none of projects. */
function byPattern(facts: Facts): string | null {
  const { first, fitting } = facts;
  const shape = ofOther(facts) ? fitting.find(({ query }) => query !== 'rank') : first;
  return shape?.name ?? null;
}

/** 做了多少个项目: the number is a figure of the document, not of the list. */
function figureOfDocument({ first, tells, cues, question }: Facts): string | null {
  return when(first?.name === 'count' && tells && cues.did_how_many.test(question.text), 'figure');
}

/** 还差几个 without a matter: projects that are left. */
function countLeft({ first, fits, tells, state }: Facts): string | null {
  const left = first !== null && first.operation !== null && !tells && fits('count');
  return when(left && state.projects.length === 0, 'count');
}

/** 你会累吗: said to the bot, of nothing that could be looked up. */
const isToBot = ({ first, tells, question, cues }: Facts): boolean =>
  first === null && !tells && question.scope.regionSlugs === null && cues.to_bot.test(question.text);

/** It only names another region, year or thing, so the last question is asked again for it. */
function isFragment({ question, state }: Facts): boolean {
  if (state.intent === null || question.text.length > FRAGMENT) return false;
  return question.refersBack || question.correction || !hasWords(question);
}

const hasWords = ({ concepts }: Facts['question']): boolean =>
  concepts.some(({ weight, ofUnit }) => weight >= FAINT && !ofUnit);

/** It says something that could be looked up, however little. */
const hasTopic = ({ question, conditions }: Facts): boolean =>
  hasWords(question) || conditions.positions.length > 0;
