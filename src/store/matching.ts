/** Which stored project each entry of a newer document continues. */

/** A stored project of the same list. */
export interface ListedProject {
  id: number;
  position: number;
  name: string;
  /** Name and goal: what the work is about. */
  text: string;
}

/** An entry of the newer document. */
export interface Entry {
  position: number;
  name: string;
  text: string;
}

export interface Place {
  /** Null for a project the list did not have before. */
  existing: ListedProject | null;
  position: number;
}

/** Texts with fewer pairs of characters than this are too short to tell works apart. */
const TELLING_PAIRS = 6;
/** Below this share of common pairs two entries are different works. */
const LEAST_COMMON_SHARE = 0.1;

/**
 * One place an entry, in the entries' order. The same name continues a project wherever it now stands; else the same
 * position does, unless the two are plainly different works; else the entry is new, at a free position.
 */
export function placeEntries(entries: readonly Entry[], listed: readonly ListedProject[]): Place[] {
  const free = new Set(listed);
  const namesakes = onlyNamesakes(entries, listed);
  const places = entries.map((entry): Place | null => {
    const same = namesakes.get(entry);
    if (!same || !free.delete(same)) return null;
    return { existing: same, position: same.position };
  });
  const atPosition = new Map(listed.map((project) => [project.position, project]));
  entries.forEach((entry, index) => {
    const there = atPosition.get(entry.position);
    if (places[index] || !there || !free.has(there) || plainlyDifferent(entry.text, there.text)) return;
    free.delete(there);
    places[index] = { existing: there, position: there.position };
  });
  return settleNew(entries, places, new Set(atPosition.keys()));
}

function settleNew(entries: readonly Entry[], places: (Place | null)[], used: Set<number>): Place[] {
  let last = 0;
  for (const position of used) last = Math.max(last, position);
  return entries.map((entry, index) => {
    const place = places[index];
    if (place) return place;
    const position = used.has(entry.position) ? last + 1 : entry.position;
    last = Math.max(last, position);
    used.add(position);
    return { existing: null, position };
  });
}

/** The stored project of the same name, for entries whose name stands once on either side. */
function onlyNamesakes(
  entries: readonly Entry[],
  listed: readonly ListedProject[],
): Map<Entry, ListedProject> {
  const stored = byName(listed);
  const found = new Map<Entry, ListedProject>();
  for (const [key, [entry, ...others]] of byName(entries)) {
    const [same, ...more] = stored.get(key) ?? [];
    if (entry && same && others.length + more.length === 0 && key.length >= 2) found.set(entry, same);
  }
  return found;
}

function byName<Named extends { name: string }>(named: readonly Named[]): Map<string, Named[]> {
  return Map.groupBy(named, ({ name }) => nameKey(name));
}

const nameKey = (name: string): string => name.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '');

function plainlyDifferent(one: string, other: string): boolean {
  const [small, large] = [pairsOf(one), pairsOf(other)].sort((a, b) => a.size - b.size) as [
    Set<string>,
    Set<string>,
  ];
  if (small.size < TELLING_PAIRS) return false;
  let common = 0;
  for (const pair of small) if (large.has(pair)) common++;
  return common / small.size < LEAST_COMMON_SHARE;
}

function pairsOf(text: string): Set<string> {
  const letters = [...text.normalize('NFKC').replace(/[^\p{L}]/gu, '')];
  return new Set(letters.slice(1).map((letter, index) => `${letters[index]}${letter}`));
}
