/**
 * Units in brackets behind a name or at the end of a text: （县教育局牵头，县住建局配合）, （责任单位 县水利局）; or set off
 * from a name: 县教育局｜校舍加固, 【县教育局】校舍加固.
 */
import { namesPeople, type PeopleCell } from './cells.ts';
import type { ColumnRole, HeaderMatch } from './header-words.ts';
import { scopeWords } from './scope-words.ts';
import {
  defaultLeadWord,
  defaultSupportingWord,
  defaultUnitWord,
  leadingUnitIn,
  looksLikeUnit,
  supportingUnitIn,
  withoutTail,
} from './unit-words.ts';
import { classifyLabel } from './vocabulary.ts';

const LAST_BRACKET = /[（(]([^（()）]+(?:[（(][^（()）]*[）)][^（()）]*)*)[）)]\s*[。.；;]?$/u;
const NAME = '^(?<name>[^。；：:，,（()）]{2,40})';
const UNITS = '[（(](?<units>[^（()）]+)[）)]';
/** 医疗救助（区医保局负责）。…, 医疗救助。（区医保局负责）… */
const NAME_BRACKET = new RegExp(
  `${NAME}(?:${UNITS}(?=\\s*[。：:，,；\\s])|(?<stop>[。：:])\\s*${UNITS.replace('units', 'below')})`,
  'u',
);
/** What a text opens with up to its first stop, and the bars in it. */
const OPENING = /^[^。；：:，,\n]+/u;
const BAR = /[｜|│丨]/u;
const JOINED = '｜';
const FIRST_FRAME = /^[【〖［[]\s*([^】〗］\]]+?)\s*[】〗］\]]\s*(?=\S)/u;

/** A text without a bracket of units, and the units of it. */
export interface Bracketed {
  text: string;
  people: PeopleCell[];
  /** Labelled, or named with the level of the place (县教育局): not what a place consists of. */
  sure: boolean;
}

/** 医疗救助（区医保局负责） → 医疗救助; null where the text does not end in a bracket of nothing but units. */
export function unitsAtEnd(text: string): Bracketed | null {
  const bracket = LAST_BRACKET.exec(text);
  const found = bracket && unitsIn(bracket[1]!);
  return found && { ...found, text: text.slice(0, bracket.index).trim() };
}

/** The same for a bracket behind the name that a text opens with. */
export function unitsBehindName(text: string): Bracketed | null {
  const bracket = NAME_BRACKET.exec(text);
  const { name, units, stop = '', below = '' } = bracket?.groups ?? {};
  const found = bracket && unitsIn(units ?? below);
  return found && { ...found, text: `${name}${stop}${text.slice(bracket[0].length)}`.trim() };
}

/** 县教育局｜校舍加固, 校舍加固｜县教育局 → 校舍加固; null unless some parts are nothing but units, and some are not. */
export function unitsBesideBar(text: string): Bracketed | null {
  const [opening = ''] = OPENING.exec(text) ?? [];
  const parts = opening.split(BAR).map((part) => part.trim());
  const found = parts.map((part) => (part === '' ? null : unitsIn(part)));
  const people = found.flatMap((units) => units?.people ?? []);
  const rest = parts.filter((part, at) => part !== '' && found[at] === null);
  if (people.length === 0 || rest.length === 0) return null;
  return { people, sure: true, text: `${rest.join(JOINED)}${text.slice(opening.length)}` };
}

/** 【县教育局】校舍加固 → 校舍加固. */
export function unitsBeforeName(text: string): Bracketed | null {
  const frame = FIRST_FRAME.exec(text);
  const found = frame && unitsIn(frame[1]!);
  return found && { ...found, text: text.slice(frame[0].length) };
}

/** The units of a bracket by their roles; null when it holds anything else. */
function unitsIn(inner: string): Omit<Bracketed, 'text'> | null {
  const people: PeopleCell[] = [];
  let label: Role | null = null;
  let waiting: string[] = [];
  const give = (role: Role) => {
    people.push({ ...role, text: waiting.join('、') });
    waiting = [];
  };
  for (const chunk of inner.split(/[；;，,。]/u).filter((piece) => piece.trim() !== '')) {
    const told = roleIn(chunk.trim());
    label = told.labelled ? told.role : label;
    const names = told.names.split('、').map((name) => withoutTail(name.trim()));
    if (!names.every(looksLikeUnit)) return null;
    waiting.push(...names);
    const role = told.role ?? label;
    if (role) give(role);
  }
  const sure = waiting.every((name) => scopeWords.level_start.test(name));
  if (waiting.length > 0) give(ROLES.responsibleUnit);
  return people.length > 0 ? { people, sure } : null;
}

type Role = Pick<HeaderMatch, 'role' | 'word' | 'also'>;

const roleOf = (role: ColumnRole, word: string): Role => ({ role, word, also: [] });
const ROLES = {
  leadUnit: roleOf('leadUnit', defaultLeadWord),
  responsibleUnit: roleOf('responsibleUnit', defaultUnitWord),
  supportingUnit: roleOf('supportingUnit', defaultSupportingWord),
};

/** 牵头：县教育局, 责任单位 县水利局; or 县教育局牵头, 由县住建局、县财政局配合. */
function roleIn(chunk: string): { role: Role | null; labelled: boolean; names: string } {
  const [, word = '', rest = ''] = /^(\p{Script=Han}{2,8})\s*[：:\s]\s*(.+)$/u.exec(chunk) ?? [];
  const label = classifyLabel(word);
  if (label && namesPeople(label.role)) return { role: label, labelled: true, names: rest };
  const [led, helping] = [leadingUnitIn(chunk), supportingUnitIn(chunk)];
  const role = led ? ROLES.leadUnit : helping ? ROLES.supportingUnit : null;
  return { role, labelled: false, names: led ?? helping ?? chunk };
}
