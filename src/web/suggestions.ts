/** Example questions from what is stored, so that every one of them has an answer. */
import type { ProjectSummary, RegionRecord } from '../domain/records.ts';
import type { ProjectPages, Suggestions } from './ports.ts';
import { QUESTIONS } from './wording.ts';

/** Regions an example is taken from; more would crowd a phone. */
const REGIONS = 3;

/** A name that reads well inside a question: neither long nor full of numbers and marks. */
const PLAIN_NAME = /^[\p{Script=Han}“”、]{4,16}$/u;

type Lists = Pick<ProjectPages, 'regions' | 'list'>;

/** At most four short questions over the first regions and their newest lists; none over an empty database. */
export function createSuggestions(pages: Lists): Suggestions {
  return async () => {
    const regions = (await pages.regions()).slice(0, REGIONS);
    const aboutProjects = await Promise.all(
      regions.map((region, turn) => projectQuestion(pages, region, turn)),
    );
    return [...aboutProjects.flat(), ...regions.slice(0, 1).flatMap(listQuestion)];
  };
}

/** A different kind of question, and another place in the list, at every turn. */
async function projectQuestion(pages: Lists, region: RegionRecord, turn: number): Promise<string[]> {
  const projects = await pages.list({ regionSlugs: [region.slug], years: region.years.slice(0, 1) });
  const plain = projects.filter((project: ProjectSummary) => PLAIN_NAME.test(project.name));
  const example = plain[turn] ?? plain[0];
  const kinds = [QUESTIONS.progress, QUESTIONS.unit, QUESTIONS.goal];
  return example ? [kinds[turn % kinds.length]!(shortName(region), example.name)] : [];
}

function listQuestion(region: RegionRecord): string[] {
  return region.years.slice(0, 1).map((year) => QUESTIONS.list(shortName(region), year));
}

function shortName(region: RegionRecord): string {
  return region.shortNames[0] ?? region.fullName;
}
