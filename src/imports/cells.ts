/** Cleaning of cell texts and splitting them into names. */
import type { OfficialRole, UnitRole } from '../domain/project.ts';
import type { ColumnRole } from './header-words.ts';
import type { Labelled } from './raw.ts';
import { scopeWords } from './scope-words.ts';
import { isMeasureCell } from './titles.ts';
import { isPersonTitle, looksLikeUnit, supportingUnitIn, withoutOffice, withoutTail } from './unit-words.ts';
import { classifyLabel } from './vocabulary.ts';

/** Residue of word processors: [bookmark: _GoBack]. */
const RESIDUE = /\[(?:bookmark|hyperlink|comment|image|图片)[:：][^\]]*\]/giu;
/** 13900000001, 0898-86220001. */
const PHONE = /(?:0\d{2,3}-?)?\d{7,11}/gu;
const SPACED_NAME = /(?<!\p{Script=Han})(\p{Script=Han})[ \u3000]+(\p{Script=Han})(?!\p{Script=Han})/gu;
const PERSON = /^\p{Script=Han}{2,4}$|^\p{Script=Han}+·\p{Script=Han}+$/u;
const NUMERAL =
  /^(?:第?\s*(?:\d{1,3}|[一二三四五六七八九十百]{1,4})\s*[件项条]?|[（(](?:\d{1,3}|[一二三四五六七八九十]{1,3})[）)]|\d{1,2}(?:[-.]\d{1,2}){1,2})[.、．]?[*＊★※]?$/u;

/** A cell or line without residue and outer blanks. */
export function cleanText(text: string): string {
  return text.replace(RESIDUE, '').trim();
}

/** A text whose line breaks are only wraps: joined without them. */
export function unwrapped(text: string): string {
  return text.replace(/\s*\n\s*/g, '');
}

/** A cell that holds nothing but a number of the list: 3, 第3件, 一, （二）, 1-2. */
export function isNumeral(text: string): boolean {
  return NUMERAL.test(text.trim());
}

/** 第3件 → 3, 3. → 3, 9* → 9, （二） → （二）. */
export function printedNumber(text: string): string {
  return text
    .trim()
    .replace(/^第|[件项条]?[.、．]?[*＊★※]?$/gu, '')
    .trim();
}

/** Units and officials found in cells. */
export interface People {
  units: Labelled<UnitRole>[];
  officials: Labelled<OfficialRole>[];
}

const UNIT_ROLES: Partial<Record<ColumnRole, UnitRole>> = {
  leadUnit: 'lead',
  responsibleUnit: 'responsible',
  supportingUnit: 'supporting',
};
const OFFICIAL_ROLES: Partial<Record<ColumnRole, OfficialRole>> = {
  leadOfficial: 'lead',
  officialInCharge: 'inCharge',
  contact: 'contact',
};

/** Is it a role of units or officials? */
export function namesPeople(role: ColumnRole): boolean {
  return role in UNIT_ROLES || role in OFFICIAL_ROLES;
}

/** A cell of a unit or official column: its role, its header word and further roles of a shared header. */
export interface PeopleCell {
  role: ColumnRole;
  word: string;
  also: readonly ColumnRole[];
  text: string;
}

/** Adds the names of a cell to `people`; a name is kept once per role. */
export function addPeople(people: People, cell: PeopleCell): void {
  const labelled = labelledNames(cell.text);
  if (labelled) {
    for (const part of labelled) addPeople(people, part);
    return;
  }
  const unitRole = UNIT_ROLES[cell.role];
  const officialRole = OFFICIAL_ROLES[cell.role] ?? cell.also.map((r) => OFFICIAL_ROLES[r]).find(Boolean);
  if (!unitRole) {
    for (const name of personNames(cell.text))
      add(people.officials, { role: officialRole ?? 'contact', word: cell.word, text: name });
    return;
  }
  for (const { name, marked } of unitNames(cell.text)) {
    const { unit, persons } = officialRole ? withPersons(name) : { unit: name, persons: [] };
    for (const person of persons)
      add(people.officials, { role: officialRole!, word: cell.word, text: person });
    if (unit !== '') add(people.units, { role: marked ?? unitRole, word: cell.word, text: unit });
  }
}

/** Under a header of units and persons: 县水务局（王海、李明） → one unit, two persons; 王海 alone is one person. */
function withPersons(name: string): { unit: string; persons: string[] } {
  if (isPerson(name)) return { unit: '', persons: [name] };
  const [, unit = name, inside = ''] = /^(.+?)[（(]([^（()）]+)[）)]$/u.exec(name) ?? [];
  const persons = personNames(inside);
  if (persons.length > 0 && persons.every(isPerson)) return { unit, persons };
  const [first = '', ...rest] = name.split(/\s+/u);
  return rest.length > 0 && rest.every(isPerson)
    ? { unit: first, persons: rest }
    : { unit: name, persons: [] };
}

const isPerson = (name: string) => PERSON.test(name) && !looksLikeUnit(name) && !isPersonTitle(name);

function add<R>(list: Labelled<R>[], entry: Labelled<R>): void {
  if (!list.some((e) => e.text === entry.text && e.role === entry.role)) list.push(entry);
}

/** 牵头单位：甲局；配合单位：乙局 inside one cell; null when it carries no labels. */
function labelledNames(text: string): PeopleCell[] | null {
  const pieces = [
    ...text.matchAll(
      /(\p{Script=Han}{2,8})\s*[:：]\s*([^:：]*?)(?=[；;，,、\s（(]*\p{Script=Han}{2,8}\s*[:：]|$)/gu,
    ),
  ];
  const cells = pieces.flatMap(([, label = '', names = '']) => {
    const match = classifyLabel(label);
    return match && namesPeople(match.role) ? [{ ...match, text: names.replace(/[）)]\s*$/u, '') }] : [];
  });
  return cells.length > 0 && cells.length === pieces.length ? cells : null;
}

const MARKS: readonly (readonly [RegExp, UnitRole])[] = [
  [/[（(]?(?:牵头|主办|主责)[）)]$/u, 'lead'],
  [/[（(](?:配合|协办|协同)[）)]$/u, 'supporting'],
];

interface UnitName {
  name: string;
  /** Role noted behind the name itself: 区民政局（牵头）. */
  marked: UnitRole | null;
}

/** The units of a cell: split at 、，； and line ends, a name wrapped over two lines joined again. */
function unitNames(text: string): UnitName[] {
  const pieces = joinWraps(text.split('\n').map((line) => line.trim())).flatMap(splitOutsideBrackets);
  return pieces.flatMap(withHelpers).flatMap(({ name: piece, marked }) => {
    const mark = marked ? undefined : MARKS.find(([pattern]) => pattern.test(piece));
    const bare = mark ? piece.replace(mark[0], '') : piece;
    const name = withoutTail(
      bare
        .replace(/^[（(]|[。.；;]$/gu, '')
        .replace(/等$/u, '')
        .trim(),
    );
    return /[\p{L}]/u.test(name) && !isMeasureCell(name)
      ? [{ name: balanced(name), marked: marked ?? mark?.[1] ?? null }]
      : [];
  });
}

/** 县残联（县财政局、县人社局配合） → three units, two of them helping; (县城投集团配合) → one that helps. */
function withHelpers(piece: string): UnitName[] {
  const [, name = '', inside = ''] = /^(.*?)[（(]([^（()）]+)[）)]$/u.exec(piece) ?? [];
  const names = inside.split(/[、，,；;]/u);
  const last = supportingUnitIn(names.at(-1)!);
  if (!last) return [{ name: piece, marked: null }];
  const helping = [...names.slice(0, -1), last].map(
    (unit): UnitName => ({ name: unit, marked: 'supporting' }),
  );
  return name === '' ? helping : [{ name, marked: null }, ...helping];
}

/** A closing bracket without its opening one is residue of a cut. */
function balanced(name: string): string {
  return /[（(]/u.test(name) ? name : name.replace(/[）)]$/u, '');
}

function joinWraps(lines: string[]): string[] {
  const joined: string[] = [];
  for (const line of lines.filter(Boolean)) {
    const last = joined.at(-1);
    const cut =
      last !== undefined &&
      !/[、，,；;]$/u.test(last) &&
      !looksLikeUnit(last) &&
      (!PERSON.test(last) || isCutName(last, line));
    if (cut && looksLikeUnit(last + line)) joined[joined.length - 1] = last + line;
    else joined.push(line);
  }
  return joined;
}

/** 县卫生 · 健康局: it begins like a unit's name, and the line below does not. */
const isCutName = (start: string, rest: string) =>
  scopeWords.level_start.test(start) && !scopeWords.level_start.test(rest);

/** 区教体局（甲公司、乙公司代建）、区住建局 → two. Spaces split where every part reads like a unit. */
function splitOutsideBrackets(line: string): string[] {
  const parts = line.split(/[、，,；;/](?![^（(]*[）)])/u).map((part) => part.trim());
  return parts.filter(Boolean).flatMap((part) => {
    const words = part.replace(SPACED_NAME, '$1$2').split(/\s+/);
    const apart = words.length > 1 && words.every((word) => looksLikeUnit(word) || PERSON.test(word));
    return apart && words.some(looksLikeUnit) ? words : [part.replace(/\s+/g, '')];
  });
}

/** The persons of a cell: 张  源 → 张源; titles such as 各区区长 are left out where names stand beside them. */
function personNames(text: string): string[] {
  const parts = text
    .replace(SPACED_NAME, '$1$2')
    .replace(/[（(][^）)]*[）)]/gu, ' ')
    .replace(PHONE, ' ')
    .split(/[、，,；;。/\s]+/u)
    .map((part) => part.replace(/等$/u, ''))
    .filter((part) => /\p{L}/u.test(part) && !(isPersonTitle(part) && looksLikeUnit(withoutOffice(part))))
    .map(withoutOffice);
  const persons = parts.filter((part) => PERSON.test(part) && !isPersonTitle(part));
  return persons.length > 0 ? persons : parts;
}
