/** 不对: the answer was not meant. Offers what else the question may have been about, else asks for other words. */
import type { Choice } from '../domain/message.ts';
import { answerOf, computed, place, say, source } from './compose.ts';
import { type Fit, rankFits } from './find/fit.ts';
import { findFits } from './find/select.ts';
import type { ProjectReader } from './ports.ts';
import { exampleQuestion } from './queries/talk.ts';
import type { Outcome, QueryInput } from './query.ts';
import type { Question } from './question.ts';
import type { Scope } from './scope.ts';
import type { Asked } from './state.ts';

const MOST_OFFERED = 4;
/** A project that holds less of the question was hardly meant. */
const FAR = 0.15;

/** What offering again needs. */
export type AgainInput = Pick<QueryInput, 'reader' | 'segmenter' | 'snapshot' | 'wording'>;

/** @param question the earlier one, understood again; @param asked how it was answered */
export async function askAgain(question: Question, asked: Asked, input: AgainInput): Promise<Outcome> {
  const others = asked.project === null ? [] : await otherProjects(question, asked, input);
  return others.length > 0 ? offer(others, asked, input) : askForWords(asked, input);
}

/** The best projects of the same search without the one that was answered. */
async function otherProjects(question: Question, asked: Asked, input: AgainInput): Promise<Fit[]> {
  const { regionSlugs, years } = asked;
  const scope: Scope = { regionSlugs, years, saidRegion: false, carried: true };
  const found = await findFits(question, scope, input);
  const listed = found.length > 1 ? found : await fitsOfList(question, asked, input.reader);
  return listed
    .filter(({ dossier, coverage }) => dossier.id !== asked.project && coverage >= FAR)
    .slice(0, MOST_OFFERED);
}

/** The search found only the one: the rest of its list. */
async function fitsOfList(
  { text, concepts }: Question,
  { project }: Asked,
  reader: ProjectReader,
): Promise<Fit[]> {
  const [known] = await reader.dossiers(project === null ? [] : [project]);
  if (known === undefined) return [];
  const list = await reader.list({ regionSlugs: [known.regionSlug], years: [known.year] });
  return rankFits(await reader.dossiers(list.map(({ id }) => id)), { text, concepts });
}

function offer(fits: readonly Fit[], asked: Asked, { wording }: AgainInput): Outcome {
  const choices = fits.map(
    ({ dossier }): Choice => ({ label: `${place(dossier)} ${dossier.name}`, text: place(dossier) }),
  );
  const evidence = [source(...choices.map(({ label }) => label)), computed(`count = ${choices.length}`)];
  const projects = fits.map(({ dossier }) => dossier.id);
  return {
    answer: answerOf('clarify', { projects, blocks: [say('text', wording.again, {}, ...evidence)], choices }),
    remember: { pending: asked.text, choices, asked: { ...asked, project: null, noted: true } },
  };
}

async function askForWords(asked: Asked, input: AgainInput): Promise<Outcome> {
  const example = await exampleQuestion(input);
  const line = say('text', input.wording.again_open, { example }, source(example));
  return {
    answer: answerOf('clarify', { blocks: [line] }),
    remember: { pending: null, choices: [], asked: { ...asked, project: null, noted: true } },
  };
}
