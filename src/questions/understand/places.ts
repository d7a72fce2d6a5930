/** Which regions a question names: stored ones by any of their names, other places of China, typed-alike ones. */
import type { Divisions } from '../../text/divisions.ts';
import { syllables } from '../../text/pinyin.ts';
import type { Cues } from '../cues.ts';
import type { Snapshot } from '../snapshot.ts';
import type { Span } from './span.ts';
import { findZones } from './zones.ts';

export interface PlaceMentions {
  /** Slugs of stored regions, in the order named; several where a city stands for its districts. */
  slugs: string[];
  /** How many stored places were named; a city counts once. */
  named: number;
  /** Places that no stored list belongs to. */
  unknown: string[];
  /** Places inside a stored region that have no list of their own: their words stay in the question. */
  within: string[];
  spans: Span[];
}

/** What places are told by. */
export interface PlaceTools {
  snapshot: Snapshot;
  divisions: Divisions;
  cues: Cues;
}

/** Names in reading order. A longer foreign name hides a stored one inside it: 枣庄市市中区 is not 市中. */
export function findPlaces(text: string, { snapshot, divisions, cues }: PlaceTools): PlaceMentions {
  const stored = snapshot.places
    .find(text)
    .filter(
      (match) => !cues.part_of_name.test(text.slice(match.end)) && isWhole(text, match.printed, match.start),
    )
    .map((match) => ({ ...match, values: ofItsOwn(match, snapshot) }));
  const foreign = divisions.find(text).filter((match) => !isPart(match, text, cues));
  const mentions: PlaceMentions = { slugs: [], named: 0, unknown: [], within: [], spans: [] };
  for (const match of stored) {
    const longer = foreign.find(
      (f) => f.start <= match.start && f.end >= match.end && f.text.length > match.printed.length,
    );
    if (longer !== undefined && !namesStored(longer, match.values, snapshot)) continue;
    const elsewhere = foreign.find((f) => isOtherParent(f, match, { text, snapshot, divisions, cues }));
    if (elsewhere !== undefined) {
      addUnknown(mentions, text.slice(elsewhere.start, match.end), {
        start: elsewhere.start,
        end: match.end,
      });
      continue;
    }
    addSlugs(mentions, match.values);
    mentions.spans.push(longer ?? match);
  }
  for (const match of foreign) {
    if (mentions.spans.some((span) => span.start < match.end && match.start < span.end)) continue;
    const likely = slipOf(match, text, snapshot);
    if (likely !== null) addPlace(mentions, likely.slug, likely);
    else if (!addAbove(match, snapshot, mentions)) addUnknown(mentions, match.text, match);
  }
  narrowCities(mentions, stored);
  for (const zone of findZones(text, { regions: snapshot.regions, named: mentions.slugs, cues }))
    addPlace(mentions, zone.slug, zone);
  if (mentions.slugs.length > 0 || mentions.unknown.length > 0) return mentions;
  addSoundAlike(text, snapshot, mentions);
  if (mentions.slugs.length === 0) addInitial(text, snapshot, mentions);
  return mentions;
}

/** 郴州 with a list of its own means that list, not those of its counties. */
function ofItsOwn({ printed, values }: { printed: string; values: readonly string[] }, snapshot: Snapshot) {
  const own = values.filter((slug) => {
    const region = snapshot.regionBySlug.get(slug);
    return region?.fullName === printed || region?.shortNames.includes(printed) === true;
  });
  return own.length > 0 ? own : values;
}

/** 南沙街道 names no district; 海淀区 does, whatever follows. */
function isPart({ text: name, end }: { text: string; end: number }, text: string, cues: Cues): boolean {
  const rest = text.slice(end);
  return (
    cues.part_of_name.test(rest) || (!/[省市区县州旗盟]$/u.test(name) && cues.part_of_foreign.test(rest))
  );
}

/** Short names made of everyday characters count only at a border: 市中 in 城市中心 is none. */
function isWhole(text: string, printed: string, start: number): boolean {
  if (/^[a-z]+$/.test(printed))
    return !/[a-z]/.test((text[start - 1] ?? '') + (text[start + printed.length] ?? ''));
  return !/[城超夜都]$/u.test(text.slice(0, start)) || printed.length > 2;
}

function namesStored(
  match: { divisions: readonly { fullName: string }[] },
  slugs: readonly string[],
  snapshot: Snapshot,
): boolean {
  const names = snapshot.regions.filter((r) => slugs.includes(r.slug)).map((r) => r.fullName);
  return match.divisions.some((d) =>
    names.some((name) => name.endsWith(d.fullName) || d.fullName.endsWith(name)),
  );
}

/** 上海的普陀区 where that of 舟山 is stored: a city above it that it does not lie in. */
function isOtherParent(
  city: Span & { divisions: readonly { fullName: string; level: string }[] },
  match: Span & { values: readonly string[] },
  { text, snapshot, divisions, cues }: PlaceTools & { text: string },
): boolean {
  if (city.end > match.start || !cues.of_place.test(text.slice(city.end, match.start))) return false;
  if (city.divisions.some(({ level }) => level !== 'city' && level !== 'province')) return false;
  const above = match.values.flatMap((slug) =>
    ancestors(snapshot.regionBySlug.get(slug)?.fullName, divisions),
  );
  return above.length > 0 && !city.divisions.some(({ fullName }) => above.includes(fullName));
}

/** A place and all that it lies in, by full names. */
function ancestors(name: string | null | undefined, divisions: Divisions): string[] {
  if (name == null) return [];
  return [name, ...ancestors(divisions.byName(name)[0]?.parentName, divisions)];
}

function addUnknown(mentions: PlaceMentions, name: string, { start, end }: Span): void {
  mentions.unknown.push(name);
  mentions.spans.push({ start, end });
}

function addPlace(mentions: PlaceMentions, slug: string, { start, end }: Span): void {
  addSlugs(mentions, [slug]);
  mentions.spans.push({ start, end });
}

/** 苏州园区, by its city and by what it is: one place, named once. */
function addSlugs(mentions: PlaceMentions, slugs: readonly string[]): void {
  const others = slugs.filter((slug) => !mentions.slugs.includes(slug));
  mentions.slugs.push(...others);
  if (others.length > 0) mentions.named++;
}

/** 临夏市, 鞍山铁西 where the list of the city above is stored: that is looked at, for what it says of the place. */
function addAbove(
  { text, start, divisions }: Span & { text: string; divisions: readonly { parentName: string | null }[] },
  { regions }: Snapshot,
  mentions: PlaceMentions,
): boolean {
  const above = regions.find((region) => divisions.some(({ parentName }) => parentName === region.fullName));
  if (above === undefined) return false;
  const names = [above.fullName, ...above.shortNames].sort((a, b) => b.length - a.length);
  const lead = names.find((name) => text.startsWith(name) && text.length > name.length + 1) ?? '';
  if (lead !== '') mentions.spans.push({ start, end: start + lead.length });
  addSlugs(mentions, [above.slug]);
  mentions.within.push(text.slice(lead.length));
  return true;
}

/** 沙河囗 beside a stored 沙河口: a foreign name that is a stored one but for one character. */
function slipOf(match: Span, text: string, { regions }: Snapshot): (Span & { slug: string }) | null {
  for (const { slug, shortNames } of regions)
    for (const name of shortNames) {
      const end = match.start + name.length;
      const written = text.slice(match.start, end);
      const wrong = [...written].filter((character, i) => character !== name[i]).length;
      if (name.length > 2 && end > match.end && written.length === name.length && wrong === 1)
        return { start: match.start, end, slug };
    }
  return null;
}

/** 昆区 for the only stored region that a long name and this character begin: 昆都仑区. */
function addInitial(text: string, { regions }: Snapshot, mentions: PlaceMentions): void {
  for (const { index } of text.matchAll(/(?<!\p{Script=Han})\p{Script=Han}[区县旗]/gu)) {
    const fitting = regions.filter(({ shortNames }) =>
      shortNames.some(
        (name) => name.length > 3 && name[0] === text[index] && name.at(-1) === text[index + 1],
      ),
    );
    if (fitting.length !== 1) continue;
    addPlace(mentions, fitting[0]!.slug, { start: index, end: index + 2 });
    return;
  }
}

/** 济南市…市中区: once a district is named, its city no longer stands for all its districts. */
function narrowCities(mentions: PlaceMentions, stored: readonly { values: readonly string[] }[]): void {
  const exact = stored.filter((match) => match.values.length === 1).flatMap((match) => match.values);
  if (exact.length === 0) return;
  const wide = stored.filter((match) => match.values.length > 1);
  if (!wide.every((match) => match.values.some((slug) => exact.includes(slug)))) return;
  mentions.slugs = mentions.slugs.filter((slug) => exact.includes(slug));
  mentions.named = mentions.slugs.length;
}

/** 槐阴区, 章秋: no name fits, but one sounds the same. */
function addSoundAlike(text: string, snapshot: Snapshot, mentions: PlaceMentions): void {
  const sounds = syllables(text);
  if (sounds.length !== text.length) return;
  for (let length = 4; length >= 2; length--) {
    for (let start = 0; start + length <= text.length; start++) {
      const place = snapshot.placeSounds.get(sounds.slice(start, start + length).join(' '));
      const written = place?.name === text.slice(start, start + length);
      if (place === undefined || written || !isPlausible(text, start, place.name)) continue;
      mentions.slugs.push(place.slug);
      mentions.named++;
      mentions.spans.push({ start, end: start + length });
      return;
    }
  }
}

/** A two-character name is believed when one character is right or 区, 市, 县 follows. */
function isPlausible(text: string, start: number, name: string): boolean {
  const end = start + name.length;
  const right = [...text.slice(start, end)].filter((character, i) => character === name[i]).length;
  return name.length > 2 || right > 0 || /^[区市县]/u.test(text.slice(end));
}
