/** Units that running text on one project names: 由县水利局牵头, 县交通局负责的“…”, 县住建局已完成…. */
import { addPeople, type People } from './cells.ts';
import { type ColumnRole, headerWords } from './header-words.ts';
import { tallyWords } from './tally-words.ts';
import { looksLikeUnit } from './unit-words.ts';

/** A text without the words that say nothing but who is in charge, and the units named in it. */
export interface Charged {
  text: string;
  units: People['units'];
}

const { chargers } = tallyWords;
const UNITS = `(?<units>\\p{Script=Han}[\\p{Script=Han}、（）]{1,40}?)`;
const HELPERS = `(?:[，、]?(?:由)?(?<helpers>\\p{Script=Han}[\\p{Script=Han}、（）]{1,30}?)(?:${chargers.helping}))?`;
const CHARGE = `(?:(?<led>${chargers.leading})|${chargers.doing})`;
/** 由县水利局牵头、县财政局配合 */
const WHOLE = new RegExp(`^(?:由)?${UNITS}${CHARGE}${HELPERS}$`, 'u');
/** 适龄妇女免费检查由县卫健局负责 */
const AT_END = new RegExp(`^(?<told>.*[^，。；：]{2})由${UNITS}${CHARGE}${HELPERS}$`, 'u');
/** 县残联负责残疾儿童康复救助, 由县教育局牵头的“…” */
const AT_START = new RegExp(`^(?:由)?${UNITS}${CHARGE}${HELPERS}(?:的)?(?<told>[^，。；：、的].+)$`, 'u');
/** 责任单位县交通局通报 */
const TITLED = new RegExp(
  `^(?:${chargers.titles})(?:是|为)?[：:]?${UNITS}(?<says>${chargers.saying})?$`,
  'u',
);
/** 县卫健局称 */
const SPEAKER = new RegExp(`^(?:据)?${UNITS}(?:${chargers.speakers})?(?:${chargers.saying})$`, 'u');
/** 到6月底县住建局已完成3处 */
const SUBJECT = new RegExp(
  `^(?:${chargers.times})?(?<units>${chargers.unit}(?:[、和]${chargers.unit})*)(?=${chargers.acts})`,
  'u',
);
const NO_UNIT = chargers.no_unit;
const CLAUSE = /([^，,。；;\n]*)([，,。；;\n]*)/gu;

/** Units said to be in charge come before those that only act or speak. */
export function chargesIn(text: string): Charged {
  const people: People = { units: [], officials: [] };
  const acting: string[] = [];
  const clauses = [...joinedHelpers(text).matchAll(CLAUSE)].map(([, clause = '', stop = '']) => {
    const told = withoutCharge(clause.trim(), people, acting);
    return told === null ? '\n' : `${told === clause.trim() ? clause : told}${stop}`;
  });
  const first = acting[0];
  if (people.units.length === 0 && first) add(people, 'responsibleUnit', first);
  return people.units.length > 0
    ? { text: trimmed(clauses.join('')), units: people.units }
    : { text, units: [] };
}

/** What stood around a clause that is left out are lines of their own. */
const trimmed = (text: string) =>
  text
    .split(/\n+/u)
    .map((line) => line.replace(/^[，,；;\s]+|[，,；;\s]+$/gu, ''))
    .filter(Boolean)
    .join('\n');

/** 由县水利局牵头，县财政局配合 is one clause on who is in charge. */
const joinedHelpers = (text: string) => text.replace(JOINED, '$1、$2');
const JOINED = new RegExp(
  `(${chargers.leading})[，,]([\\p{Script=Han}、（）]{2,30}?(?:${chargers.helping}))`,
  'gu',
);

/** The clause without its charge; null when it says nothing else. */
function withoutCharge(clause: string, people: People, acting: string[]): string | null {
  for (const pattern of [WHOLE, AT_END, AT_START]) {
    const { units = '', helpers, led, told } = pattern.exec(clause)?.groups ?? {};
    if (!areUnits(units) || (helpers && !areUnits(helpers))) continue;
    add(people, led ? 'leadUnit' : 'responsibleUnit', units);
    if (helpers) add(people, 'supportingUnit', helpers);
    return told ?? null;
  }
  const { units: titled = '', says } = TITLED.exec(clause)?.groups ?? {};
  if (areUnits(titled)) {
    add(people, 'responsibleUnit', titled);
    return says ? null : clause;
  }
  const { units: speaker = '' } = SPEAKER.exec(clause)?.groups ?? {};
  const { units: actor = '' } = SUBJECT.exec(clause)?.groups ?? {};
  const named = [speaker, actor].find(areUnits);
  if (named) acting.push(named);
  return areUnits(speaker) ? null : clause;
}

const areUnits = (text: string) =>
  text !== '' && namesOf(text).every((name) => looksLikeUnit(name) && !NO_UNIT.test(name));

/** 县商务局和县市场监管局 are two, 县文化广电和旅游局 is one. */
const namesOf = (text: string) =>
  text.split('、').flatMap((name) => {
    const parts = name.trim().split('和');
    return parts.every(looksLikeUnit) ? parts : [name.trim()];
  });

const add = (people: People, role: ColumnRole, units: string) =>
  addPeople(people, {
    ...{ role, word: headerWords.roles[role][0]!, also: [] },
    text: namesOf(units).join('、'),
  });
