/** What a question holds, as far as rules ask: what is named, whether a matter is told, what is on the table. */
import type { Cues } from '../cues.ts';
import type { Intent } from '../intents.ts';
import { QUERIES, type QueryName } from '../queries/registry.ts';
import type { Conditions, Question } from '../question.ts';
import { setsSides } from '../sides.ts';
import type { ConversationState } from '../state.ts';
import { tellsKnownTopic, tellsTopic } from './needs.ts';
import type { PlanInput } from './plan.ts';

export interface Facts {
  question: Question;
  conditions: Conditions;
  cues: Cues;
  state: ConversationState;
  /** Intents whose words and needs fit, most specific first. */
  fitting: readonly Intent[];
  first: Intent | null;
  fits(name: string): boolean;
  /** A matter is named that no condition explains. */
  tells: boolean;
  /** … that some document has. */
  tellsKnown: boolean;
  /** Units or officials are named. */
  bearers: boolean;
  /** 哪些项目: projects are asked for in so many words. */
  whichProjects: boolean;
  /** Two or more of one list, or parts of one project, are set against each other. */
  setsSides: boolean;
  /** Nothing narrows the question to one matter: conditions mean the projects that meet them. */
  wide: boolean;
  /** One project was spoken of last and the question names nothing else. */
  onTable: boolean;
}

/** Measures that projects themselves are counted in, or shares. */
export const OF_PROJECTS: readonly string[] = ['个', '项', '件', '%'];

export function factsOf(question: Question, input: PlanInput & { fitting: readonly Intent[] }): Facts {
  const { cues, state, fitting } = input;
  const { conditions, units, officials, text } = question;
  const tellsKnown = tellsKnownTopic(question);
  const whichProjects = cues.which_project.test(text);
  const { measure } = conditions;
  const asksFigure = measure !== null && !OF_PROJECTS.includes(measure);
  return {
    question,
    conditions,
    cues,
    state,
    fitting,
    first: fitting[0] ?? null,
    fits: (name) => fitting.some((intent) => intent.name === name),
    tells: tellsTopic(question),
    tellsKnown,
    bearers: units.length + officials.length > 0,
    whichProjects,
    setsSides: setsSides(question, cues),
    wide: !asksFigure && !question.pointsBack && (!tellsKnown || whichProjects),
    onTable: isOnTable(question, state) && !whichProjects,
  };
}

function isOnTable({ scope, units, officials }: Question, { projects, list }: ConversationState): boolean {
  const one = projects.length === 1 && (list === null || list.ids.length === 1);
  const own = scope.regionSlugs !== null || scope.everywhere || units.length + officials.length > 0;
  return one && !own;
}

/** A question for one project that names two places is asked of each. */
export function isAboutOne(intent: Intent | null, { concepts }: Question): boolean {
  const query = QUERIES[(intent?.query ?? 'status') as QueryName];
  return query.about === 'project' && concepts.length > 0;
}
