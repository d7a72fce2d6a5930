/** Which project a person means by its number or its name. */
import type { ProjectSummary, RegionRecord } from '../domain/records.ts';
import { parseNumeral } from '../text/numerals.ts';
import type { ListReader } from './ports.ts';

/** A project as a person names it, and what they wrote after it. */
export interface ProjectReference {
  region: RegionRecord | null;
  year: number | null;
  by: { number: number } | { name: string };
  rest: string;
}

const YEAR = /^(20\d\d)年?(?=[\s第])\s*/u;
const NUMBERED = /^第\s*(\d{1,4}|[一二三四五六七八九十百零]+)\s*[项件条个][\s，,：:]*(.*)$/su;
const NAMED = /^(\S{2,40})\s+(.+)$/su;

/** `[region] [year] 第N项 …` or `[region] [year] NAME …`; null for every other text. */
export function readReference(text: string, regions: readonly RegionRecord[]): ProjectReference | null {
  const { region, rest } = leadingRegion(text, regions);
  const year = YEAR.exec(rest);
  const tail = year === null ? rest : rest.slice(year[0].length);
  const scope = { region, year: year === null ? null : Number(year[1]) };
  const numbered = NUMBERED.exec(tail);
  const number = numbered === null ? null : parseNumeral(numbered[1]!);
  if (number !== null) return { ...scope, by: { number }, rest: numbered![2]!.trim() };
  const named = NAMED.exec(tail);
  return named === null ? null : { ...scope, by: { name: named[1]! }, rest: named[2]!.trim() };
}

/** A region's name counts when a blank, a year or 第 follows: 章丘 第4项, 章丘第4项. */
function leadingRegion(text: string, regions: readonly RegionRecord[]) {
  const names = regions
    .flatMap((region) => [region.fullName, ...region.shortNames].map((name) => ({ region, name })))
    .sort((a, b) => b.name.length - a.name.length);
  const found = names.find(
    ({ name }) => text.startsWith(name) && /^(\s|第|20\d\d)/u.test(text.slice(name.length)),
  );
  if (found === undefined) return { region: null, rest: text };
  return { region: found.region, rest: text.slice(found.name.length).trimStart() };
}

/** The projects that fit in the newest list of the region, or that of the year. */
export async function findProjects(
  { year, by }: ProjectReference,
  region: RegionRecord,
  reader: ListReader,
): Promise<ProjectSummary[]> {
  const asked = year ?? region.years[0];
  const all = await reader.list({
    regionSlugs: [region.slug],
    ...(asked === undefined ? {} : { years: [asked] }),
  });
  if ('number' in by) return numbered(all, by.number);
  const exact = all.filter(({ name }) => name === by.name);
  return exact.length > 0 ? exact : all.filter(({ name }) => name.includes(by.name));
}

/** The printed number is what people see; the place in the list where no number reads so. */
function numbered(projects: readonly ProjectSummary[], number: number): ProjectSummary[] {
  const printed = projects.filter((project) => Number(project.number) === number);
  return printed.length > 0 ? printed : projects.filter(({ position }) => position === number);
}
