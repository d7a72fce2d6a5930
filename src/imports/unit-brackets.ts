/** Units in brackets behind a name or at the end of a text: （县教育局牵头，县住建局配合）, （责任单位 县水利局）. */
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
const NAME_BRACKET = /^([^。；：:，,（()）]{2,40})[（(]([^（()）]+)[）)](?=\s*[。：:，,；\s])/u;

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
  const found = bracket && unitsIn(bracket[2]!);
  return found && { ...found, text: `${bracket[1]}${text.slice(bracket[0].length)}`.trim() };
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
