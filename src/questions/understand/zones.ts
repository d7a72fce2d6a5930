/** 园区, 高新区: what people of a zone call it, where only one stored region is such a zone. */
import type { RegionRecord } from '../../domain/records.ts';
import type { Cues } from '../cues.ts';
import type { Span } from './span.ts';

/** Zones named by their kind alone, with the region meant; `named` are slugs that the question names already. */
export function findZones(
  text: string,
  { regions, named, cues }: { regions: readonly RegionRecord[]; named: readonly string[]; cues: Cues },
): (Span & { slug: string })[] {
  return [...text.matchAll(new RegExp(cues.zone.source, 'gu'))].flatMap((match) => {
    const [word] = match;
    if (named.length === 0 && !cues.zone_lead.test(text.slice(0, match.index))) return [];
    const fitting = regions.filter(
      ({ slug, fullName }) => (named.length === 0 || named.includes(slug)) && abbreviates(word, fullName),
    );
    const [only] = fitting;
    if (only === undefined || fitting.length > 1) return [];
    return [{ start: match.index, end: match.index + word.length, slug: only.slug }];
  });
}

/** 经开区 for 经济技术开发区: its characters in order, the last one last; two characters must end the name. */
function abbreviates(word: string, name: string): boolean {
  if (word.length === 2) return name.endsWith(word);
  let at = 0;
  for (const character of name) if (character === word[at]) at++;
  return at === word.length && name.at(-1) === word.at(-1);
}
