/** Reads the projects of a filter, no more lists of them than the answer needs. */
import type { ProjectFilter, ProjectSummary } from '../../domain/records.ts';
import type { QueryInput } from '../query.ts';
import { asksBack, listsOf, MOST_CHOICES } from './clarify.ts';

/** Lists read before asking back which one is meant: those offered, and one more to know that there are others. */
const ENOUGH_LISTS = MOST_CHOICES + 1;

/**
 * Projects of a filter, in order. Where several lists only lead to asking back, no more of them are read than are
 * offered: a country's worth of lists costs no more than a city's.
 */
export async function readLists(
  filter: ProjectFilter,
  input: QueryInput,
  fits: (items: ProjectSummary[]) => ProjectSummary[] | Promise<ProjectSummary[]> = (items) => items,
): Promise<ProjectSummary[]> {
  const { reader } = input;
  if (filter.ids !== undefined || !asksBack(input)) return fits(await reader.list(filter));
  const found: ProjectSummary[] = [];
  for (const regionSlugs of regionBatches(filter, input)) {
    found.push(...(await fits(await reader.list({ ...filter, regionSlugs }))));
    if (listsOf(found).length >= ENOUGH_LISTS) break;
  }
  return found;
}

/** Regions in the order of lists, so many at once that they have about as many lists as are offered. */
function regionBatches({ regionSlugs, years }: ProjectFilter, { snapshot }: QueryInput): string[][] {
  const batches: string[][] = [];
  let lists = ENOUGH_LISTS;
  for (const region of snapshot.regions) {
    if (regionSlugs !== undefined && !regionSlugs.includes(region.slug)) continue;
    const stored = region.years.filter((year) => years?.includes(year) ?? true).length;
    if (stored === 0) continue;
    if (lists < ENOUGH_LISTS) batches.at(-1)!.push(region.slug);
    else batches.push([region.slug]);
    lists = (lists < ENOUGH_LISTS ? lists : 0) + stored;
  }
  return batches;
}
