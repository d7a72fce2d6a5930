/** Whether a question that no project answers by itself is about the one spoken of last. */
import type { Dossier } from '../domain/records.ts';
import { hold } from './find/fit.ts';
import { prepare } from './find/prepared.ts';
import { MIN_COVERAGE } from './find/select.ts';
import { QUERIES, type QueryName } from './queries/registry.ts';
import type { QueryInput } from './query.ts';
import type { Concept } from './question.ts';

/** Intents that follow up on a project without naming it again. */
const FOLLOWING = [
  'reason',
  'milestone',
  'unit',
  'official',
  'contact',
  'source',
  'detail',
  'remaining',
  'excess',
  'share',
  'total',
  'doubts',
];
/** A thing that weighs this much is a matter of its own. */
const MATTER = 0.5;
const UNKNOWN_NOUN = 0.9;

/**
 * 受益人口多少, 好久搬回来 after a project: it asks something of one project, and names nothing that this one does not
 * hold. Null where it is about something else.
 */
export async function stillMeant(input: QueryInput): Promise<string | null> {
  const { state, scope, reader } = input;
  const [id] = state.projects;
  if (id === undefined || scope.saidRegion || !asksOfOne(input)) return null;
  const [project] = await reader.dossiers([id]);
  return project === undefined || namesAnother(project, input) ? null : id;
}

/** Something of one project; how things stand only where it points back. */
function asksOfOne({ intent, question, state }: QueryInput): boolean {
  const vague = question.concepts.every(({ weight }) => weight < MIN_COVERAGE);
  if (FOLLOWING.includes(intent.name) || (question.refersBack && vague)) return true;
  const figure = QUERIES[intent.query as QueryName] === QUERIES.figure;
  return figure && state.projects.length === 1;
}

/** A matter of the thesaurus or a noun that the project does not hold. */
function namesAnother(project: Dossier, { question, segmenter }: QueryInput): boolean {
  const { whole } = prepare(project);
  const isNoun = ({ printed }: Concept) => segmenter.tagged(printed).some(({ tag }) => tag.startsWith('n'));
  const held = question.concepts.some((concept) => hold(whole, concept) > 0);
  return question.concepts.some((concept) => {
    if (concept.topic && concept.weight >= MATTER && !whole.includes(concept.printed)) return true;
    if (hold(whole, concept) > 0) return false;
    return !held && concept.weight >= (concept.known ? MATTER : UNKNOWN_NOUN) && isNoun(concept);
  });
}
