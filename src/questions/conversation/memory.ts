/** What an answer leaves behind for the next message. Pure. */
import { listMeant } from '../queries/topic.ts';
import type { Outcome, QueryInput } from '../query.ts';
import type { Concept, Question } from '../question.ts';
import type { Scope } from '../scope.ts';
import { type ConversationState, EMPTY_STATE, type ShownList } from '../state.ts';

/** Words that weigh less than this name no topic. */
export const BARE = 0.25;
/** Of many ways to put a thing the best few are remembered … */
const ALTERNATIVES = 8;
/** … and of many things the first few. */
const CONCEPTS = 8;
const PROJECTS = 50;
/** How many regions are remembered beside the current one. */
const RECENT = 3;
/** How many projects spoken of before the last one. */
const EARLIER = 3;
/** Longest text that is kept, in characters. */
const LONGEST_KEPT = 200;

const brief = (concept: Concept): Concept => ({
  ...concept,
  alternatives: concept.alternatives.slice(0, ALTERNATIVES),
});

/** Where an answer was looked for, as it is remembered. */
export const placeOf = ({ regionSlugs, years }: Pick<Scope, 'regionSlugs' | 'years'>) => ({
  regionSlugs: regionSlugs === null ? null : [...regionSlugs],
  years: years === null ? null : [...years],
});

/** The words of a question as they are remembered; where it names no topic, the one before stays. */
export function memoryOf(
  { text, units, officials, conditions, concepts }: Question,
  before: Pick<ConversationState, 'concepts' | 'measure'> = EMPTY_STATE,
): Pick<ConversationState, 'concepts' | 'measure' | 'last'> {
  const topical = concepts.some(({ weight }) => weight >= BARE);
  return {
    concepts: topical ? concepts.slice(0, CONCEPTS).map(brief) : before.concepts,
    measure: conditions.measure ?? (topical ? null : before.measure),
    last: { text: text.slice(0, LONGEST_KEPT), units, officials, conditions },
  };
}

/** What every answer leaves behind; a refusal and small talk only the place that was said. */
export function withMemory(outcome: Outcome, input: QueryInput): Outcome {
  const { intent, scope, question, state } = input;
  const { kind } = outcome.answer;
  const place = placeOf(scope);
  if (kind === 'smalltalk' || kind === 'refuse') {
    const said = scope.saidRegion && scope.regionSlugs !== null;
    return said ? { ...outcome, remember: { ...place, ...outcome.remember } } : outcome;
  }
  const words = memoryOf({ ...question, text: wordsOf(input) }, state);
  const said = { ...place, intent: intent.name, ...words };
  const list = outcome.remember?.list;
  const picked = list ? { list: { ...list, ...pickedFrom(input) } } : {};
  return { ...outcome, remember: { ...said, ...outcome.remember, ...picked } };
}

/** Without what pointed back: asked again it is asked of something else. */
const wordsOf = ({ question, cues }: QueryInput) => question.text.replace(cues.points_back, '');

/** What made a list the one that it is. */
function pickedFrom(input: QueryInput): Omit<ShownList, 'ids' | 'shown'> {
  const { rate, status, order } = input.question.conditions;
  const [bounded, ordered] = [rate !== null || status !== null, order !== null];
  if (!bounded && !ordered) return {};
  const pool = listMeant(input);
  return { bounded, ordered, ...(pool === null ? {} : { pool: [...pool] }) };
}

/** The state after an answer; the same object when nothing is to be kept. */
export function remember(state: ConversationState, { answer, remember: kept }: Outcome): ConversationState {
  if (kept === undefined) return state;
  if (kept === EMPTY_STATE) return EMPTY_STATE;
  const regions = [...(kept.regionSlugs ?? []), ...state.recent];
  const recent = [...new Set(regions)].slice(0, RECENT);
  switch (answer.kind) {
    case 'refuse':
    case 'smalltalk':
      return { ...state, recent, ...leftIn(kept.regionSlugs ?? null, state), ...kept };
    case 'clarify':
      return { ...state, pending: null, choices: [], recent, ...kept };
    default:
      return { ...state, pending: null, choices: [], recent, ...spokenOf(answer.projects, state), ...kept };
  }
}

/** Another place was spoken of: what was shown of elsewhere is off the table. */
function leftIn(
  regionSlugs: readonly string[] | null,
  { projects, list }: ConversationState,
): Partial<ConversationState> {
  const inside = (id: string) => regionSlugs?.some((slug) => id.startsWith(`${slug}-`)) ?? true;
  return projects.every(inside) && (list?.ids.every(inside) ?? true)
    ? {}
    : { projects: [], list: null, pending: null, choices: [] };
}

/** The projects of an answer; going into one of a list keeps the list. */
function spokenOf(
  projects: readonly string[],
  state: ConversationState,
): Pick<ConversationState, 'projects' | 'earlier' | 'list'> {
  const [before, more] = state.projects;
  const earlier = before === undefined || more !== undefined ? state.earlier : [before, ...state.earlier];
  return {
    projects: projects.slice(0, PROJECTS),
    earlier: [...new Set(earlier)].filter((id) => id !== projects[0]).slice(0, EARLIER),
    list: keptList(projects, state.list),
  };
}

function keptList([first, second]: readonly string[], list: ShownList | null): ShownList | null {
  const oneOfIt = first !== undefined && second === undefined && list?.ids.includes(first);
  return oneOfIt ? list : null;
}
