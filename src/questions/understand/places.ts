/** Which regions a question names: stored ones by any of their names, other places of China, typed-alike ones. */
import type { Divisions } from '../../text/divisions.ts';
import { syllables } from '../../text/pinyin.ts';
import type { Snapshot } from '../snapshot.ts';
import type { Span } from './span.ts';

export interface PlaceMentions {
  /** Slugs of stored regions, in the order named; several where a city stands for its districts. */
  slugs: string[];
  /** How many stored places were named; a city counts once. */
  named: number;
  /** Places that no stored list belongs to. */
  unknown: string[];
  spans: Span[];
}

/** A place name followed by one of these is part of another name: 青岛路, 济南站, 章丘大道. */
const PART_OF_NAME =
  /^(东|西|南|北|中)?(路|街|大街|大道|站|北站|南站|东站|西站|桥|河|湖|山|银行|大学|机场|港|村|庄|公园)/u;

/** Names in reading order. A longer foreign name hides a stored one inside it: 枣庄市市中区 is not 市中. */
export function findPlaces(text: string, snapshot: Snapshot, divisions: Divisions): PlaceMentions {
  const stored = snapshot.places
    .find(text)
    .filter(
      (match) => !PART_OF_NAME.test(text.slice(match.end)) && isWhole(text, match.printed, match.start),
    );
  const foreign = divisions.find(text).filter((match) => !PART_OF_NAME.test(text.slice(match.end)));
  const mentions: PlaceMentions = { slugs: [], named: 0, unknown: [], spans: [] };
  for (const match of stored) {
    const longer = foreign.find(
      (f) => f.start <= match.start && f.end >= match.end && f.text.length > match.printed.length,
    );
    if (longer !== undefined && !namesStored(longer, match.values, snapshot)) continue;
    for (const slug of match.values) if (!mentions.slugs.includes(slug)) mentions.slugs.push(slug);
    mentions.named++;
    mentions.spans.push(longer ?? match);
  }
  for (const match of foreign) {
    if (mentions.spans.some((span) => span.start < match.end && match.start < span.end)) continue;
    mentions.unknown.push(match.text);
    mentions.spans.push(match);
  }
  narrowCities(mentions, stored);
  if (mentions.slugs.length === 0 && mentions.unknown.length === 0) addSoundAlike(text, snapshot, mentions);
  return mentions;
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
