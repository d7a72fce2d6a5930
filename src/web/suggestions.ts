/** Example questions from what is stored, so that every one of them has an answer. */
import type { ProjectSummary, RegionRecord } from '../domain/records.ts';
import type { ProjectPages, Suggestions } from './ports.ts';
import { QUESTIONS } from './wording.ts';

/** Regions an example is taken from; more would crowd a phone. */
const REGIONS = 3;

/** Names longer than this read badly inside a question. */
const MAX_NAME_LENGTH = 16;

/** At most six short questions over the first regions and their newest lists; none over an empty database. */
export function createSuggestions(pages: Pick<ProjectPages, 'regions' | 'list'>): Suggestions {
  return async () => {
    const regions = (await pages.regions()).slice(0, REGIONS);
    const questions = await Promise.all(regions.map((region, index) => questionsOf(pages, region, index)));
    return questions.flat();
  };
}

async function questionsOf(
  pages: Pick<ProjectPages, 'list'>,
  region: RegionRecord,
  turn: number,
): Promise<string[]> {
  const year = region.years[0];
  if (year === undefined) return [];
  const projects = await pages.list({ regionSlugs: [region.slug], years: [year] });
  const example = projects.filter(isShort)[turn] ?? projects.find(isShort);
  const place = region.shortNames[0] ?? region.fullName;
  const kinds = [QUESTIONS.progress, QUESTIONS.unit, QUESTIONS.goal];
  const aboutOne = example ? [kinds[turn % kinds.length]!(place, example.name)] : [];
  return [...aboutOne, QUESTIONS.list(place, year)];
}

function isShort(project: ProjectSummary): boolean {
  return project.name.length <= MAX_NAME_LENGTH;
}
