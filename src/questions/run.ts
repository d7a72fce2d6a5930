/** From a question that is understood to its answer: which project or list is meant, then the intent's query. */
import type { Dossier } from '../domain/records.ts';
import { say, source } from './compose.ts';
import { joinAnswers } from './conversation/join.ts';
import { untold } from './details.ts';
import { askEach } from './each.ts';
import { type AlikeSelection, createLikeness, selectAlike } from './find/alike.ts';
import { rankFigures } from './find/evidence.ts';
import { type Selection, selectPosition, selectProject } from './find/select.ts';
import { stillMeant } from './on-table.ts';
import { OF_PROJECTS } from './plan/facts.ts';
import { clarifyProjects } from './queries/clarify.ts';
import { QUERIES, type QueryName } from './queries/registry.ts';
import { sumOfSides } from './queries/sum-of-sides.ts';
import { withUnused } from './queries/unused.ts';
import { wantedOf } from './queries/wanted.ts';
import type { Outcome, QueryInput } from './query.ts';
import type { Concept } from './question.ts';
import { emptyAnswer, noMatch, noPosition, whichRegion } from './refusals.ts';
import { withReported } from './reported.ts';

/** Less than this says nothing about which project is meant. */
const VAGUE = 0.25;

/** Words of a unit's name are no topic where the unit itself is meant. */
function withoutUnitWords(input: QueryInput, keep: (concept: Concept) => boolean): QueryInput {
  if (input.question.units.length === 0) return input;
  const concepts = input.question.concepts.filter((concept) => !concept.ofUnit || keep(concept));
  return { ...input, question: { ...input.question, concepts } };
}

/** 哪几项年底前要完成: a list by date. */
function wideName({ question, intent }: QueryInput): QueryName {
  const dated = question.scope.span !== null && question.intents.some(({ name }) => name === 'milestone');
  return dated && intent.name === 'list' ? 'due' : (intent.query as QueryName);
}

/** Lets a query about many projects answer. */
async function runWide(name: QueryName, input: QueryInput): Promise<Outcome> {
  const query = QUERIES[name];
  if (query.about !== 'many') throw new TypeError(`query "${name}" is about one project`);
  input.trace?.({ step: 'query', query: name, project: null });
  return withUnused(await query.run(input), query, input);
}

/** A word that tells more names a matter of its own. */
const TELLING = 0.4;

/** 谁分管的, 原因呢: it says what is asked and nothing else. */
const isBare = ({ concepts, pointsBack }: QueryInput['question']): boolean =>
  concepts.length === 0 && !pointsBack;

/** No state, pace or rate by which some projects would be picked. */
const picksNone = ({ conditions: { status, pace, rate } }: QueryInput['question']): boolean =>
  status === null && pace === null && rate === null;

/** 都是谁分管的 after a list, or a question without a matter of its own behind one that was answered with a list. */
function askedOfAll({ question, follows, pointed, state, cues }: QueryInput): readonly string[] {
  if (pointed.length > 1) return pointed;
  const shown = state.list?.ids ?? state.projects;
  const another =
    question.conditions.positions.length > 0 ||
    question.concepts.some(({ weight, known }) => known && weight >= TELLING);
  const several =
    shown.length > 1 && state.projects.length > 1 && pointed.length === 0 && picksNone(question);
  return several && !another && (follows || isBare(question) || cues.of_all.test(question.text)) ? shown : [];
}

/** 一共几个 after a list. */
function asksSize({ question, state, cues }: QueryInput): boolean {
  return state.projects.length > 1 && state.list !== null && cues.list_size.test(question.text);
}

/** Finds what the question is about and lets the intent's query answer it. */
export async function run(asked: QueryInput): Promise<Outcome> {
  const input = withoutUnitWords(asked, ({ known }) => known);
  if (asksSize(input)) return runWide('count', { ...input, intent: input.intents.get('count')! });
  if (QUERIES[input.intent.query as QueryName].about === 'many')
    return runWide(
      wideName(input),
      withoutUnitWords(input, () => false),
    );
  const added = await sumOfSides(input);
  if (added !== null) return added;
  const all = askedOfAll(input);
  if (all.length > 0) return askAll(all, input);
  const [pointed] = input.pointed;
  if (pointed !== undefined) return runKnown(pointed, input);
  const { positions } = input.question.conditions;
  if (positions.length > 0) return runPosition(input);
  if (input.question.concepts.every(({ weight }) => weight < VAGUE)) return runCurrent(input);
  if (input.question.pointsBack && input.state.projects.length > 0) return runCurrent(input);
  const selection = await selectProject(toSelect(input), input);
  return (await runOther(selection, input)) ?? runSelection(selection, input);
}

/** Names of people and units are lists of their own. */
function askAll(ids: readonly string[], input: QueryInput): Promise<Outcome> {
  const people = input.intent.name === 'official' || input.intent.name === 'unit';
  return people ? runWide('people', input) : askEach(ids, input);
}

/** As if these projects had just been shown. */
const withShown = (projects: string[], input: QueryInput): QueryInput => ({
  ...input,
  state: { ...input.state, projects, list: null },
});

const toSelect = (input: QueryInput) => ({
  text: input.question.text,
  concepts: input.question.concepts,
  focus: input.question.focus,
  asPlace: input.cues.as_place,
  placeName: input.cues.place_name,
  localPlace: input.cues.local_place,
  commonPlace: input.cues.common_place,
  scope: input.scope,
  current: input.state.projects.slice(0, 3),
  answers: (dossier: Dossier) => figureFit(dossier, input),
  likeness: createLikeness(input.question.told, input.topics),
});

/** How well the best figure of a project answers, where a figure in some measure is asked for. */
function figureFit(dossier: Dossier, input: QueryInput): number {
  if (input.question.conditions.measure === null) return 0;
  return rankFigures(dossier, wantedOf(input), input.measureFit)[0]?.score ?? 0;
}

/** Few words are shared with the project found, and another one of its list tells clearly of the matter: that is meant. */
async function runOther(found: Selection, input: QueryInput): Promise<Outcome | null> {
  if (found.kind !== 'one' || found.fit.inName >= BY_NAME || found.fit.coverage >= SURE) return null;
  const { regionSlug, year, id } = found.fit.dossier;
  const scope = { ...input.scope, regionSlugs: [regionSlug], years: [year] };
  const alike = await selectAlike({ ...input.question, scope }, input);
  if (alike?.selection.kind !== 'one' || alike.selection.fit.dossier.id === id) return null;
  return runAlike({ selection: alike.selection, matter: alike.matter }, input);
}

/** It says that the project was found by what is meant, not by the words. */
async function runAlike({ selection, matter }: AlikeSelection, input: QueryInput): Promise<Outcome> {
  const concepts = [...input.question.concepts, matter];
  const outcome = await runSelection(selection, { ...input, question: { ...input.question, concepts } });
  if (outcome.answer.kind !== 'answer') return outcome;
  const blocks = [...outcome.answer.blocks, say('note', input.wording.alike, {})];
  return { ...outcome, answer: { ...outcome.answer, blocks } };
}

async function runSelection(selection: Selection, input: QueryInput): Promise<Outcome> {
  input.trace?.({ step: 'selected', kind: selection.kind, projects: selectedIds(selection) });
  switch (selection.kind) {
    case 'one':
      return runProject(selection.fit.dossier, input);
    case 'several':
      return input.question.scope.everywhere
        ? askAll(selectedIds(selection), withShown(selectedIds(selection), input))
        : clarifyProjects(selection.fits, input);
    case 'none':
      return runElsewhere(selection, input);
    default:
      return selection satisfies never;
  }
}

function selectedIds(selection: Selection): string[] {
  const fits =
    selection.kind === 'one' ? [selection.fit] : selection.kind === 'several' ? selection.fits : [];
  return fits.map(({ dossier }) => dossier.id);
}

/** Another region than the one spoken of is only meant by a project's name. */
const BY_NAME = 0.6;
/** A project that holds this much of the question is meant, whatever it sounds like. */
const SURE = 0.8;

/**
 * No project shares words with the question: the one spoken of last, one that tells of the same matter, or one outside
 * the carried region that the words name.
 */
async function runElsewhere(none: Selection & { kind: 'none' }, input: QueryInput): Promise<Outcome> {
  const { question, scope, intent } = input;
  const current = await stillMeant(input);
  if (current !== null) return runCurrent(input);
  if (intent.name === 'doubts') return runWide('documentDoubts', input);
  const alike = await selectAlike({ ...question, scope }, input);
  if (alike !== null) return runAlike(alike, input);
  if (!scope.carried) return noMatch.refuse(none.nearest, input);
  const wide = { ...input, scope: { ...scope, regionSlugs: null, years: null, carried: false } };
  const again = await selectProject(toSelect(wide), wide);
  const named = again.kind === 'one' && again.fit.inName >= BY_NAME;
  return named ? runSelection(again, wide) : noMatch.refuse(none.nearest, input);
}

async function runPosition(input: QueryInput): Promise<Outcome> {
  const { question, scope, snapshot, reader } = input;
  if (scope.regionSlugs === null && snapshot.regions.length > 1) return whichRegion(input);
  const found = await selectPosition(question.conditions.positions, scope, reader);
  if (found.length === 0) return noPosition(input);
  const lists = new Set(found.map((d) => `${d.regionSlug}-${d.year}`));
  if (lists.size > 1)
    return clarifyProjects(
      found.map((dossier) => ({
        dossier,
        score: 1,
        coverage: 1,
        inName: 1,
        onTopic: true,
        saidTopic: false,
        named: true,
      })),
      input,
    );
  return runTogether(found, input);
}

/** 第3项和第10项怎么样: one after the other. */
async function runTogether(projects: readonly Dossier[], input: QueryInput): Promise<Outcome> {
  const [first] = projects;
  const outcomes = [];
  for (const project of projects) outcomes.push(await runProject(project, input));
  const answer = joinAnswers(outcomes.map((outcome) => outcome.answer));
  const place = { regionSlugs: [first!.regionSlug], years: [first!.year] };
  return { answer, remember: projects.length === 1 ? { ...outcomes[0]!.remember } : place };
}

/** No topic was named: the project spoken of last, or the list as a whole. */
async function runCurrent(input: QueryInput): Promise<Outcome> {
  const [id] = input.state.projects;
  const sameRegion =
    !input.scope.saidRegion || input.scope.regionSlugs?.some((slug) => id?.startsWith(`${slug}-`));
  const several = input.state.projects.length > 1 && input.state.list !== null;
  if (id !== undefined && sameRegion && !several) return runKnown(id, input);
  const { name } = input.intent;
  if (name === 'doubts') return runWide('documentDoubts', input);
  if (name === 'source') return runWide('documents', input);
  if (name === 'milestone' && input.question.scope.span !== null) return runWide('due', input);
  if (id !== undefined && sameRegion) return runKnown(id, input);
  if (asksMeasure(input)) return noMatch.refuse([], input);
  if (input.scope.regionSlugs === null && !input.scope.saidRegion)
    return emptyAnswer(input.wording, input.snapshot, input.reader);
  return runWide('overview', { ...input, intent: input.intents.get('overview')! });
}

/** 花了多少个亿, 有多少人 of no project: the list has no such figure. */
const asksMeasure = ({ question, intent }: QueryInput): boolean =>
  intent.query === 'figure' &&
  question.conditions.measure !== null &&
  !OF_PROJECTS.includes(question.conditions.measure);

async function runKnown(id: string, input: QueryInput): Promise<Outcome> {
  const [project] = await input.reader.dossiers([id]);
  return project === undefined ? noMatch.refuse([], input) : runProject(project, input);
}

/** A quarter or month was asked for that the document does not report by itself: it says so first. */
function withSpanNote(
  outcome: Outcome,
  { period }: Dossier,
  { question, intent, wording }: QueryInput,
): Outcome {
  const { span } = question.scope;
  const tells = intent.query === 'figure' || intent.query === 'status' || intent.query === 'arithmetic';
  if (span === null || period === null || !tells || span.to === period.end) return outcome;
  const words = { span: span.label, end: period.end };
  const note = say('note', wording.other_span, words, source(span.label, period.end));
  const [head, ...rest] = outcome.answer.blocks;
  const blocks = head === undefined ? [note] : [head, note, ...rest];
  return { ...outcome, answer: { ...outcome.answer, blocks } };
}

async function runProject(project: Dossier, input: QueryInput): Promise<Outcome> {
  const query = QUERIES[input.intent.query as QueryName];
  if (query.about !== 'project')
    throw new TypeError(`query "${input.intent.query}" is not about one project`);
  input.trace?.({ step: 'query', query: input.intent.query as QueryName, project: project.id });
  const answered = untold(project, input) ?? (await query.run(project, input));
  const told = withReported(answered, project, input);
  const outcome = withSpanNote(told, project, input);
  const place = { regionSlugs: [project.regionSlug], years: [project.year] };
  return { ...outcome, remember: { ...place, ...outcome.remember } };
}
