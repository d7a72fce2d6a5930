/** Asking back: several regions or years fit and neither the words nor the conversation settle it. */
import type { Choice } from '../../domain/message.ts';
import type { ProjectSummary } from '../../domain/records.ts';
import { answerOf, computed, say, source } from '../compose.ts';
import type { Fit } from '../find/fit.ts';
import type { Outcome, QueryInput } from '../query.ts';
import { isWithinList } from './topic.ts';

/** Lists offered at once: somebody looks for their own. */
export const MOST_CHOICES = 8;
/** Projects offered at once: each has to be read. */
const MOST_PROJECTS = 5;
/** 各区 of so many regions can be told in one message, and read in the time of an answer; of a whole country not. */
const MOST_REGIONS = 60;

export interface ListKey {
  regionName: string;
  year: number;
  count: number;
}

/** The regions and years that projects come from, in order, with how many each. */
export function listsOf(items: readonly ProjectSummary[]): ListKey[] {
  const lists = new Map<string, ListKey>();
  for (const { regionSlug, regionName, year } of items) {
    const key = `${regionSlug}-${year}`;
    const known = lists.get(key);
    if (known === undefined) lists.set(key, { regionName, year, count: 1 });
    else known.count++;
  }
  return [...lists.values()];
}

/** Neither 各区 nor an official's name nor the list just shown says that all of them are meant. */
export function needsList(items: readonly ProjectSummary[], input: QueryInput): boolean {
  return asksBack(input) && listsOf(items).length > 1;
}

/** Whether projects of several lists only lead to asking which one is meant. */
export function asksBack(input: QueryInput): boolean {
  const { scope, officials } = input.question;
  const meansAll = scope.everywhere && input.snapshot.regions.length <= MOST_REGIONS;
  return !isWithinList(input) && !meansAll && officials.length === 0 && scope.placesNamed <= 1;
}

export function clarifyLists(items: readonly ProjectSummary[], input: QueryInput): Outcome {
  const lists = listsOf(items).slice(0, MOST_CHOICES);
  const sameRegion = new Set(lists.map(({ regionName }) => regionName)).size === 1;
  const choices = lists.map(({ regionName, year }): Choice => choiceOf(regionName, year));
  return asking(
    {
      projects: items.map(({ id }) => id),
      choices,
      text: sameRegion ? input.wording.which_year : input.wording.which_region,
    },
    input,
  );
}

export function clarifyProjects(fits: readonly Fit[], input: QueryInput): Outcome {
  const shown = fits.slice(0, MOST_PROJECTS);
  const choices = shown.map(({ dossier }): Choice => {
    const { label, text } = choiceOf(dossier.regionName, dossier.year);
    return { label: `${label} ${dossier.name}`, text };
  });
  const projects = shown.map(({ dossier }) => dossier.id);
  return asking({ projects, choices, text: input.wording.which_list }, input);
}

const choiceOf = (regionName: string, year: number): Choice => ({
  label: `${regionName}${year}年`,
  text: `${regionName}${year}年`,
});

function asking(
  { projects, choices, text }: { projects: readonly string[]; choices: Choice[]; text: string },
  { question }: QueryInput,
): Outcome {
  const evidence = [source(...choices.map(({ label }) => label)), computed(`count = ${choices.length}`)];
  return {
    answer: answerOf('clarify', { projects, blocks: [say('text', text, {}, ...evidence)], choices }),
    remember: { pending: question.text, choices },
  };
}
