/** Which of the intents that a question's words allow is meant, given what else it holds and what was said before. */
import type { Intent } from './intents.ts';
import { QUERIES, type QueryName } from './queries/registry.ts';
import type { Question } from './question.ts';
import type { ConversationState } from './state.ts';

const BOTH = /两边|两地|双方|两个区|哪边|比|分别|各/u;
const WHICH_PROJECT =
  /哪(个|些|几|一)?(个|件|项)?(民生|市办|为民)?(实事|项目|事项|工程|任务|件|项)|哪些|哪几个/u;
/** A message this short that asks nothing repeats the last question for something else: 那章丘呢. */
const FRAGMENT = 14;

export function chooseIntent(
  question: Question,
  intents: ReadonlyMap<string, Intent>,
  state: ConversationState,
): Intent | null {
  const fitting = question.intents.filter((intent) => needsMet(intent, question, state));
  if (asksForProjects(question, fitting)) return intents.get('list')!;
  const chosen = fitting[0] ?? null;
  if (question.scope.placesNamed > 1 && isAboutOne(chosen, question)) return intents.get('compare')!;
  if (chosen !== null) return chosen;
  if (isFragment(question, state)) return intents.get(state.intent!) ?? null;
  const askable = question.concepts.length > 0 || question.conditions.positions.length > 0;
  if (askable) return intents.get('status')!;
  return question.units.length + question.officials.length > 0 ? intents.get('list')! : null;
}

/** A question for one project that names two places is asked of each. */
function isAboutOne(intent: Intent | null, { concepts }: Question): boolean {
  const query = QUERIES[(intent?.query ?? 'status') as QueryName];
  return query.about === 'project' && concepts.length > 0;
}

/** 国开集团是哪个项目的责任单位: names the unit and asks for the project, not the other way round. */
function asksForProjects(question: Question, fitting: readonly Intent[]): boolean {
  const first = fitting[0]?.name;
  const about = first === 'unit' || first === 'official';
  const named = about && question.units.length + question.officials.length > 0;
  return named && (WHICH_PROJECT.test(question.text) || question.concepts.length === 0);
}

function needsMet(intent: Intent, question: Question, state: ConversationState): boolean {
  return intent.needs.every((need) => {
    switch (need) {
      case 'twoSides':
        return hasTwoSides(question, state);
      case 'noTopic':
        return (
          question.concepts.every(({ weight }) => weight < 0.4) && question.conditions.positions.length === 0
        );
      default:
        return need satisfies never;
    }
  });
}

function hasTwoSides({ scope, text, conditions }: Question, state: ConversationState): boolean {
  if (conditions.rate !== null) return false;
  const regions = scope.placesNamed;
  const years = scope.years?.length ?? 0;
  if (regions > 1 || years > 1 || (scope.everywhere && regions === 0)) return true;
  if (!BOTH.test(text)) return false;
  const newYear = years === 1 && state.years !== null && !state.years.includes(scope.years![0]!);
  return newYear || (regions === 0 && (state.regionSlugs?.length ?? 0) > 1);
}

/** It only names another region, year or thing, so the last question is asked again for it. */
function isFragment(question: Question, state: ConversationState): boolean {
  if (state.intent === null || question.text.length > FRAGMENT) return false;
  return question.refersBack || question.concepts.length === 0;
}
