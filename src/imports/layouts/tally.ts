/** A report that names projects inside its sentences, by their state: 其中5项已完成，分别是…；…等4项进度滞后. */
import type { Document } from '../../domain/document.ts';
import { isOfRules } from '../about.ts';
import { addPeople, type People } from '../cells.ts';
import { cutOutside } from '../enumerations.ts';
import { isAfterList, isClosing, isClosingAlone, namesSubject } from '../line-words.ts';
import { ordinalOf } from '../ordinals.ts';
import { above } from '../preamble.ts';
import type { Line } from '../prose.ts';
import type { ProseReading } from '../prose-reading.ts';
import type { Layout, RawProject } from '../raw.ts';
import { type Tally, talliesOf } from '../tallies.ts';
import type { Member } from '../tally-members.ts';
import { tallyWords } from '../tally-words.ts';
import { unitsAtEnd } from '../unit-brackets.ts';

/** Only where title or opening speak of such a list. Other layouts come first where most of the text is no tally. */
export const tallyLayout: Layout<ProseReading> = {
  name: 'tally',
  recognise(document) {
    const found = tellingOf(document);
    if (!found) return 0;
    return isMostOf(found) && !isNumbered(document, found) ? 0.45 : 0.2;
  },
  read(document) {
    const found = tellingOf(document);
    if (!found) return null;
    const { lines, tallies } = found;
    const first = lines[tallies[0]!.line]!;
    const { title, preamble } = above(document, first.block);
    return {
      title,
      preamble,
      projects: projectsOf(namedIn(found)),
      periodHints: [],
      named: 'some',
      layout: 'tally',
    };
  },
};

interface Telling {
  lines: readonly Line[];
  tallies: readonly Tally[];
}

/** Fewest projects where a text does not say how many it names. */
const FEWEST = 3;
const FEWEST_COUNTED = 2;

function tellingOf(document: ProseReading): Telling | null {
  if (isOfRules(document)) return null;
  const lines = document.lines();
  const all = talliesOf(lines);
  const told = all.filter(({ state }) => state !== null);
  const tallies = told.length > 0 ? told : all.slice(0, 1);
  const named = tallies.reduce((sum, { members }) => sum + members.length, 0);
  const counted = tallies.every(({ declared, members }) => declared === members.length);
  if (named < (counted ? FEWEST_COUNTED : FEWEST)) return null;
  const isPlan = tallies[0]?.state === null;
  return isPlan || isAboutList(document, lines.slice(0, tallies[0]!.line + 1)) ? { lines, tallies } : null;
}

/** The title names the list, or a sentence above announces how it stands with it. */
const isAboutList = ({ title, fileName }: Document, opening: readonly Line[]) =>
  [title ?? '', fileName, opening[0]?.text.slice(0, 60) ?? ''].some(namesSubject) ||
  opening
    .flatMap(({ text }) => cutOutside(text, '。'))
    .some((sentence) => namesSubject(sentence) && tallyWords.announced.test(sentence));

/** Share of the text from the first tally on. */
const MOST = 1 / 3;

function isMostOf({ lines, tallies }: Telling): boolean {
  const length = (texts: readonly { length: number }[]) => texts.reduce((sum, text) => sum + text.length, 0);
  const told = tallies.filter(({ state }) => state !== null);
  const texts = lines.slice(tallies[0]!.line).map(({ text }) => text);
  return length(told) >= length(texts.filter((text) => !isAfterAll(text))) * MOST;
}

const isAfterAll = (text: string) => [isClosing, isClosingAlone, isAfterList].some((is) => is(text));

/** Numbered items are projects unless most of them are tallies. */
function isNumbered(document: ProseReading, { lines, tallies }: Telling): boolean {
  const items = document.plainNumbering()?.items ?? [];
  const heads = tallies.map(({ line }) => lines[line]!.text);
  const ownTally = items.filter(({ head }) => heads.some((text) => head !== '' && text.endsWith(head)));
  return items.length > 0 && ownTally.length * 2 < items.length;
}

interface Named {
  member: Member;
  state: string | null;
  /** Number of the heading of its level of government, '' when none. */
  level: string;
}

/** What one place names with its state and another one tells in full (“…”已竣工3处) is one project. */
function namedIn({ lines, tallies }: Telling): Named[] {
  const named: Named[] = [];
  const placesOf = new Map<string, number[]>();
  for (const { members, state, line } of tallies) {
    const level = levelAbove(lines, line);
    for (const member of members) {
      const one = { member, state, level };
      const places = placesOf.get(member.name) ?? [];
      const at = places.find((place) => completes(named[place]!, one) || completes(one, named[place]!));
      if (at !== undefined) named[at] = joined(named[at]!, one);
      else placesOf.set(member.name, [...places, named.push(one) - 1]);
    }
  }
  return named;
}

const joined = (first: Named, other: Named): Named =>
  completes(other, first) ? { ...other, state: first.state } : { ...first, state: other.state };

/** Tells the one what the other, which has but a state, leaves out? */
const completes = (one: Named, other: Named) =>
  one.member.name === other.member.name && one.state === '' && other.state !== '' && other.member.note === '';

/** Where several levels number their projects anew, the number of the level goes before. */
function projectsOf(named: readonly Named[]): RawProject[] {
  const numbers = named.map(({ member }) => member.number).filter(Boolean);
  const repeated = new Set(numbers).size < numbers.length;
  return named.map(({ member, state, level }) => {
    const number = repeated && level && member.number ? `${level}-${member.number}` : member.number;
    return projectOf({ ...member, number }, state);
  });
}

/** Number of the nearest heading above that names a level of government; '' when none does. */
function levelAbove(lines: readonly Line[], at: number): string {
  const headings = lines.slice(0, at + 1).map(({ text }) => ordinalOf(text, 'chinese'));
  return headings.findLast((heading) => heading && tallyWords.levels.test(heading.head))?.number ?? '';
}

const IDLE = new RegExp(tallyWords.states.not_started, 'u');

function projectOf(
  { text, number, name, goal, note, rate, units }: Member,
  state: string | null,
): RawProject {
  const own = IDLE.exec(note)?.[0] ?? '';
  const signed = withoutUnits(note);
  const told = state === null ? { goal: text === name ? '' : text, note: '' } : { goal, note: signed.text };
  const people = { units: units.length > 0 ? units : signed.units, officials: signed.officials };
  return {
    ...{ number, title: name, ...told, reason: '', ...people, rate },
    status: [own, state ?? ''].filter(Boolean).join('\n'),
  };
}

/** What is told without the units in brackets at its end: 已建成5处（县住建局）. */
function withoutUnits(note: string): People & { text: string } {
  const people: People = { units: [], officials: [] };
  const found = unitsAtEnd(note);
  if (!found?.sure) return { ...people, text: note };
  for (const cell of found.people) addPeople(people, cell);
  return { ...people, text: found.text };
}
