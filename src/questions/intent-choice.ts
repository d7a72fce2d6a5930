/** Which of the intents that a question's words allow is meant, given what else it holds and what was said before. */
import type { Cues } from './cues.ts';
import type { Intent } from './intents.ts';
import { QUERIES, type QueryName } from './queries/registry.ts';
import type { Question } from './question.ts';
import type { ConversationState } from './state.ts';

/** Intents that ask something of one project, taken lightly: a unit's or official's projects may be meant. */
const OF_ONE: readonly string[] = ['status', 'figure', 'target'];
/** A message this short that asks nothing repeats the last question for something else: 那章丘呢. */
const FRAGMENT = 14;
/** Words that weigh less name no topic. */
const TELLING = 0.4;
/** Words that weigh less say nothing at all. */
const FAINT = 0.25;

/** What a choice depends on beside the question. */
export interface ChoiceInput {
  intents: ReadonlyMap<string, Intent>;
  cues: Cues;
  state: ConversationState;
}

/**
 * Why an intent is meant: its pattern occurs; a unit's or official's projects are asked for; two places are named; the
 * lag of one named matter; a number that the document gives; how many are left of a list; the last question asked again;
 * only a unit, an official or a bound is named; a matter without a question; a region alone; nothing to go by.
 */
export type ChoiceReason =
  | 'pattern'
  | 'asks_for_projects'
  | 'two_places'
  | 'lag_of_one'
  | 'figure_of_document'
  | 'count_left'
  | 'asked_again'
  | 'names_many'
  | 'topic_only'
  | 'region_only'
  | 'nothing';

/** The intent that is meant, null when none is, and why. */
export interface IntentChoice {
  intent: Intent | null;
  reason: ChoiceReason;
}

export function chooseIntent(question: Question, input: ChoiceInput): IntentChoice {
  const { intents, cues, state } = input;
  const take = (name: string, reason: ChoiceReason) => ({ intent: intents.get(name) ?? null, reason });
  const fitting = question.intents.filter((intent) => needsMet(intent, question, input));
  if (asksForProjects(question, fitting, cues)) return take('list', 'asks_for_projects');
  const chosen = fitting[0] ?? null;
  if (question.scope.placesNamed > 1 && isAboutOne(chosen, question)) return take('compare', 'two_places');
  if (chosen?.name === 'lagging' && asksOfOne(question, cues))
    return take(fitting.some(({ name }) => name === 'reason') ? 'reason' : 'status', 'lag_of_one');
  if (chosen?.name === 'count' && tellsTopic(question) && cues.did_how_many.test(question.text))
    return take('figure', 'figure_of_document');
  if (
    chosen?.operation &&
    !tellsTopic(question) &&
    fitting.some(({ name }) => name === 'count') &&
    state.projects.length === 0
  )
    return take('count', 'count_left');
  const many = namesManyOnly(question);
  if (chosen !== null && !(many && OF_ONE.includes(chosen.name)))
    return { intent: chosen, reason: 'pattern' };
  if (!many && isFragment(question, state)) return take(state.intent!, 'asked_again');
  if (many) return take(cues.how_many_projects.test(question.text) ? 'count' : 'list', 'names_many');
  if (chosen !== null || hasTopic(question) || question.conditions.positions.length > 0)
    return take('status', 'topic_only');
  const regionOnly = question.scope.regionSlugs !== null;
  return regionOnly ? take('overview', 'region_only') : { intent: null, reason: 'nothing' };
}

/** It says something that could be looked up, however little. */
const hasTopic = ({ concepts }: Question) =>
  concepts.some(({ weight, ofUnit }) => weight >= FAINT && !ofUnit);

const tellsTopic = ({ concepts }: Question) =>
  concepts.some(({ weight, ofUnit }) => weight >= TELLING && !ofUnit);

/** Units, officials or a bound on rates, and no topic: the projects that fit are meant. */
function namesManyOnly(question: Question): boolean {
  const { units, officials, conditions } = question;
  return (units.length + officials.length > 0 || conditions.rate !== null) && !tellsTopic(question);
}

/** 农村公路为什么滞后: it names a matter and does not ask which ones. */
const asksOfOne = (question: Question, cues: Cues) =>
  question.concepts.some(({ weight, known, ofUnit }) => weight >= TELLING && known && !ofUnit) &&
  !cues.which_project.test(question.text);

/** A question for one project that names two places is asked of each. */
function isAboutOne(intent: Intent | null, { concepts }: Question): boolean {
  const query = QUERIES[(intent?.query ?? 'status') as QueryName];
  return query.about === 'project' && concepts.length > 0;
}

/** 国开集团是哪个项目的责任单位: names the unit and asks for the project, not the other way round. */
function asksForProjects(question: Question, fitting: readonly Intent[], cues: Cues): boolean {
  const first = fitting[0]?.name;
  const about = first === 'unit' || first === 'official';
  const named = about && question.units.length + question.officials.length > 0;
  return named && (cues.which_project.test(question.text) || !tellsTopic(question));
}

function needsMet(intent: Intent, question: Question, input: ChoiceInput): boolean {
  return intent.needs.every((need) => {
    switch (need) {
      case 'twoSides':
        return hasTwoSides(question, input);
      case 'noTopic':
        return !tellsTopic(question) && question.conditions.positions.length === 0;
      default:
        return need satisfies never;
    }
  });
}

function hasTwoSides({ scope, text, conditions }: Question, { state, cues }: ChoiceInput): boolean {
  if (conditions.rate !== null || conditions.positions.length > 0) return false;
  const years = scope.years?.length ?? 0;
  if (scope.placesNamed > 1 || years > 1 || (scope.everywhere && scope.placesNamed === 0)) return true;
  if (!cues.both_sides.test(text)) return false;
  const newYear = years === 1 && state.years !== null && !state.years.includes(scope.years![0]!);
  const others = state.recent.filter((slug) => !scope.regionSlugs?.includes(slug));
  return newYear || scope.placesNamed + others.length > 1;
}

/** It only names another region, year or thing, so the last question is asked again for it. */
function isFragment(question: Question, state: ConversationState): boolean {
  if (state.intent === null || question.text.length > FRAGMENT) return false;
  return question.refersBack || question.correction || !hasTopic(question);
}
