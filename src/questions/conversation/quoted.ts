/** A quoted message as what was said before: it fills in what the message leaves out and asks nothing by itself. */
import type { Quoted } from '../../domain/message.ts';
import type { ProjectSummary } from '../../domain/records.ts';
import { place, shortName } from '../compose.ts';
import type { ConversationState } from '../state.ts';
import type { Turn } from '../turn.ts';
import { cleanMessage, understand } from '../understand/understand.ts';
import { memoryOf, remember } from './memory.ts';
import { answerMessage } from './message.ts';

/** Longer ones are documents, not questions. */
const LONGEST_QUOTED = 600;

/** The message as it is to be answered, and what was said before it. */
interface Heard {
  text: string;
  state: ConversationState;
}

/** @param text of the message in its normal spelling; '' when it only quotes */
export async function withQuoted(text: string, quoted: Quoted, turn: Turn): Promise<Heard> {
  const { state, tools } = turn;
  const unchanged = { text, state };
  if (isOwnOffer(quoted.text, state)) return unchanged;
  const told = await projectsTold(quoted.text, turn);
  if (told.length > 0) return { text, state: await speakingOf(told, turn) };
  const said = cleanMessage(quoted.text);
  if (quoted.mine || said === '' || said.length > LONGEST_QUOTED) return unchanged;
  const only = !/\p{L}/u.test(text) || tools.cues.points_at_quote.test(text);
  return only ? { text: said, state } : { text, state: await afterQuestion(said, turn) };
}

/** What the bot offered this person: the reply goes on from there. */
const isOwnOffer = (text: string, { choices }: ConversationState): boolean =>
  choices.length > 0 && choices.every(({ label }) => text.includes(label));

/** The projects that the text heads or lists as answers do, in their order. */
async function projectsTold(text: string, { snapshot, reader }: Turn): Promise<ProjectSummary[]> {
  const lists = snapshot.regions.flatMap(({ slug, fullName, years }) =>
    [...years].filter((year) => text.includes(`${fullName}${year}年`)).map((year) => ({ slug, year })),
  );
  const found = await Promise.all(
    lists.map(({ slug, year }) => reader.list({ regionSlugs: [slug], years: [year] })),
  );
  const placed = found.flat().map((project) => ({ project, at: placeIn(text, project) }));
  const told = placed.filter(({ at }) => at >= 0).toSorted((one, other) => one.at - other.at);
  return told.map(({ project }) => project);
}

/** Where a head or the line of a list names the project; -1 where none does. */
function placeIn(text: string, project: ProjectSummary): number {
  const head = text.indexOf(`${place(project)} `);
  return head >= 0 ? head : text.indexOf(`. ${shortName(project).replace(/…$/u, '')}`);
}

/** As if these had just been told; nothing changes where they were. */
async function speakingOf(told: readonly ProjectSummary[], turn: Turn): Promise<ConversationState> {
  const { state, tools, snapshot, context } = turn;
  const ids = told.map(({ id }) => id);
  if (ids.length === state.projects.length && ids.every((id) => state.projects.includes(id))) return state;
  const [first, second] = told;
  const question = await understand(first!.name, tools, { snapshot, today: context.today });
  const several = second !== undefined;
  return {
    ...tableCleared(state),
    regionSlugs: [...new Set(told.map(({ regionSlug }) => regionSlug))],
    years: [...new Set(told.map(({ year }) => year))],
    projects: ids,
    ...(several ? { list: { ids, shown: ids.length } } : { ...memoryOf(question), intent: 'status' }),
  };
}

/** As if the person had asked it: what an answer or a question back leaves behind. */
async function afterQuestion(said: string, turn: Turn): Promise<ConversationState> {
  const { trace: _, ...context } = turn.context;
  const state = tableCleared(turn.state);
  const outcome = await answerMessage(said, { ...turn, context, state });
  const { kind } = outcome.answer;
  return kind === 'refuse' || kind === 'smalltalk' ? turn.state : remember(state, outcome);
}

/** The place stays; what was spoken of there does not. */
const tableCleared = (state: ConversationState): ConversationState => ({
  ...state,
  projects: [],
  list: null,
  pending: null,
  choices: [],
  intent: null,
  concepts: [],
  measure: null,
  last: null,
});
