/** Which place a document is about. */
import type { Problem } from '../domain/errors.ts';
import type { Region } from '../domain/project.ts';
import type { Division, DivisionMatch, Divisions } from '../text/divisions.ts';
import { pinyinSlug } from '../text/pinyin.ts';
import { scopeWords } from './scope-words.ts';

/** Texts of a document by how much they say about its scope. */
export interface ScopeTexts {
  fileName: string;
  /** Titles: of the list, then of the file format. */
  titles: string[];
  /** Headers that name the period, then the opening paragraphs. */
  hints: string[];
  preamble: string[];
  /** Days on which the figures were filed, as printed. */
  recorded: string[];
  /** Every text of the document. */
  body: string[];
  /** Names of units, whose first character tells the level (区民政局). */
  units: string[];
}

/** A place with the words it was taken from; `inferred` where no title names it. */
export interface RegionFound {
  region: Region;
  inferred: string | null;
}

/** The region by option, title, file name, opening, then the text; a problem says which option settles it. */
export function findRegion(
  option: string | undefined,
  texts: ScopeTexts,
  divisions: Divisions,
): RegionFound | Problem {
  if (option !== undefined) return byOption(option.trim(), texts, divisions);
  for (const text of [...texts.titles, nameOf(texts.fileName), ...texts.hints]) {
    const named = inTitle(text, texts, divisions);
    if (named) return named;
  }
  const opening = texts.preamble.flatMap(placeLine).map((text) => inTitle(text, texts, divisions));
  const said = opening.find((found) => found !== null);
  if (said) return isProblem(said) ? said : { ...said, inferred: said.region.fullName };
  return byText(texts, divisions) ?? missing(texts, divisions);
}

/** A line such as 填报单位：平远县, in characters. */
const SHORT_LINE = 30;

/** What an opening line says of the place: all of a short one, the assembly before which a report was given. */
const placeLine = (line: string): string[] => {
  const assembly = scopeWords.assembly.exec(line)?.groups?.place;
  if (assembly !== undefined) return [assembly];
  return line.length <= SHORT_LINE ? [line] : [];
};

/** Is it the problem? */
export const isProblem = (found: object): found is Problem => 'message' in found;

const nameOf = (fileName: string) => fileName.replace(/\.[a-z]+$/iu, '');

function byOption(option: string, texts: ScopeTexts, divisions: Divisions): RegionFound | Problem {
  const known = divisions.byName(option);
  const exact = known.filter((d) => d.name === option || d.fullName === option);
  const settled = settle(exact.length > 0 ? exact : known, texts, divisions);
  if (settled.length === 1) return { region: regionOf(settled[0]!), inferred: null };
  if (settled.length > 1) return ambiguous(option, settled, '--region');
  const local = localPlace(option, divisions);
  if (local) return { region: local, inferred: null };
  if (scopeWords.place_endings.some((ending) => option.endsWith(ending)) && option.length > 2)
    return { region: placeOf(option, null), inferred: null };
  return { where: '--region', message: `不认识地区“${option}”；请写全称，如 济南市槐荫区` };
}

/** A title names its place; of several the first, of one name in several provinces the one that the text points to. */
function inTitle(title: string, texts: ScopeTexts, divisions: Divisions): RegionFound | Problem | null {
  const town = townAtHead(title, texts, divisions);
  if (town) return town;
  const local = localPlace(title, divisions);
  if (local) return { region: local, inferred: null };
  const match = divisions.find(title)[0] ?? headOf(title, divisions);
  if (!match) return null;
  const settled = settle(match.divisions, texts, divisions);
  return settled.length === 1
    ? { region: regionOf(settled[0]!), inferred: null }
    : ambiguous(match.text, settled, texts.fileName);
}

/** Longest full name of a county without its city, in characters. */
const LONGEST_NAME = 15;

/** A place whose name is a common word stands for the place where it opens a title: 兴县2025年民生实事. */
function headOf(title: string, divisions: Divisions): Pick<DivisionMatch, 'text' | 'divisions'> | null {
  const text = openingOf(title);
  for (let length = Math.min(LONGEST_NAME, text.length); length >= 2; length--) {
    const name = text.slice(0, length);
    if (!scopeWords.behind_place.test(text.slice(length))) continue;
    const named = divisions.byName(name).filter((d) => d.name === name || d.fullName === name);
    if (named.length > 0) return { text: name, divisions: named };
  }
  return null;
}

/** 乐余镇2022年民生实事: a town without its county, if it is the only one of that name or the text names the county. */
function townAtHead(title: string, texts: ScopeTexts, divisions: Divisions): RegionFound | Problem | null {
  const opening = openingOf(title);
  const name = scopeWords.towns.exec(opening)?.[0] ?? '';
  const behind = opening.slice(name.length);
  if (name === '' || (behind !== '' && !scopeWords.behind_place.test(behind))) return null;
  const settled = settle(divisions.towns(name), texts, divisions);
  if (settled.length === 0) return null;
  return settled.length === 1
    ? { region: regionOf(settled[0]!), inferred: name }
    : ambiguous(name, settled, texts.fileName);
}

const openingOf = (title: string) =>
  title.replace(/^[^\p{L}\p{N}]+/u, '').replace(scopeWords.before_place, '');

/** 济南高新区, 张家港市乐余镇: a zone or town behind a place of the table. */
function localPlace(text: string, divisions: Divisions): Region | null {
  for (const match of divisions.find(text)) {
    const rest = text.slice(match.end);
    const name = scopeWords.zones.exec(rest)?.[0] ?? scopeWords.towns.exec(rest)?.[0];
    const parent = aboveZone(match.divisions);
    if (!name || !parent) continue;
    const town = divisions.towns(name).find((d) => d.parentName === parent.fullName);
    if (town) return regionOf(town);
    if (scopeWords.zones.test(rest) || parent.level === 'county')
      return placeOf(`${parent.fullName}${name}`, parent.fullName);
  }
  return null;
}

/** 西安 is a city and short for two districts: a zone lies in the city. */
function aboveZone(named: readonly Division[]): Division | null {
  const larger = named.filter(({ level }) => level !== 'county');
  const [only, ...others] = larger.length > 0 ? larger : named;
  return only && others.length === 0 ? only : null;
}

/** Several bear the name: the one whose city or province the text or the file name (in pinyin) names. */
function settle(candidates: readonly Division[], texts: ScopeTexts, divisions: Divisions): Division[] {
  const level = levelEndings(texts.units);
  const fitting = level ? candidates.filter((d) => level.some((ending) => d.name.endsWith(ending))) : [];
  const left = fitting.length > 0 ? fitting : [...candidates];
  if (left.length < 2) return left;
  const all = [nameOf(texts.fileName), ...texts.titles, ...texts.preamble, ...texts.body].join('\n');
  const counts = left.map((division) => ({
    division,
    count: mentions(parentsOf(division, divisions), all, texts.fileName),
  }));
  const most = Math.max(...counts.map((c) => c.count));
  return most === 0 ? left : counts.filter((c) => c.count === most).map((c) => c.division);
}

function parentsOf(division: Division, divisions: Divisions): Division[] {
  const parent = division.parentName ? divisions.byName(division.parentName)[0] : undefined;
  return parent ? [parent] : [];
}

function mentions(places: readonly Division[], text: string, fileName: string): number {
  const latin = fileName.toLowerCase().split(/[^a-z]+/u);
  return places.reduce((sum, place) => {
    const short = place.shortNames.at(-1)!;
    return sum + text.split(short).length - 1 + (latin.includes(pinyinSlug(short)) ? 1 : 0);
  }, 0);
}

/** Endings that the place's name must have by the level of the units: 区民政局 → 区. Null when units differ. */
function levelEndings(units: readonly string[]): string[] | null {
  const levels = Object.entries(scopeWords.levels);
  const counts = levels.map(([prefix, endings]) => ({
    endings,
    count: units.filter((u) => u.startsWith(prefix)).length,
  }));
  const best = counts.sort((a, b) => b.count - a.count)[0];
  return best && best.count * 2 > units.length ? best.endings : null;
}

/** The place that the opening and the text name most often, on the level of its units. */
function byText(texts: ScopeTexts, divisions: Divisions): RegionFound | Problem | null {
  const level = levelEndings(texts.units);
  const counts = new Map<string, { divisions: Division[]; printed: string; count: number }>();
  for (const match of [...texts.preamble, ...texts.body].flatMap((text) => divisions.find(text))) {
    const fitting = match.divisions.filter((d) => !level || level.some((ending) => d.name.endsWith(ending)));
    if (fitting.length === 0) continue;
    const key = fitting.map((d) => d.code).join();
    const entry = counts.get(key) ?? { divisions: fitting, printed: match.text, count: 0 };
    counts.set(key, { ...entry, count: entry.count + 1 });
  }
  const [first, second] = [...counts.values()].sort((a, b) => b.count - a.count);
  if (!first || first.count < 2 || (second && second.count * 2 > first.count)) return null;
  const settled = settle(first.divisions, texts, divisions);
  if (settled.length > 1) return ambiguous(first.printed, settled, texts.fileName);
  return { region: regionOf(settled[0]!), inferred: first.printed };
}

function ambiguous(name: string, candidates: readonly Division[], where: string): Problem {
  const names = candidates
    .map((d) => d.fullName)
    .slice(0, 6)
    .join('、');
  return {
    where,
    message: `地区“${name}”有多个：${names}；请用 --region 写明地区全称，如 --region ${candidates[0]?.fullName}`,
  };
}

function missing(texts: ScopeTexts, divisions: Divisions): Problem {
  const seen = new Set(
    [...texts.preamble, ...texts.body].flatMap((t) => divisions.find(t)).map((m) => m.text),
  );
  const found = seen.size > 0 ? `，正文提到 ${[...seen].slice(0, 5).join('、')}，不能断定` : '';
  return {
    where: texts.fileName,
    message: `标题、文件名和正文都没有写明是哪个地区${found}；请用 --region 写明地区，如 --region 济南市槐荫区`,
  };
}

function regionOf(division: Division): Region {
  const short = division.shortNames.at(-1)!;
  const trimmed = division.level === 'town' ? short.replace(/(?:镇|乡|街道)$/u, '') : short;
  return {
    slug: pinyinSlug(trimmed.length > 1 ? trimmed : short),
    fullName: division.fullName,
    shortNames: [...division.shortNames],
    parentName: division.parentName,
    code: division.code,
  };
}

/** A place that no table has. */
function placeOf(fullName: string, parentName: string | null): Region {
  const name = parentName ? fullName.slice(parentName.length) : fullName;
  return { slug: pinyinSlug(name), fullName, shortNames: [name], parentName, code: null };
}
