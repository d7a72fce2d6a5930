/** From a message's text to a `Question`: scope words first, then names, conditions, intent, and what is left. */
import type { IsoDate } from '../../domain/project.ts';
import { findBodies } from '../../text/bodies.ts';
import { findPeriods } from '../../text/dates.ts';
import type { Divisions } from '../../text/divisions.ts';
import { normaliseText, toSimplified } from '../../text/normalise.ts';
import { type Intent, matchIntents, type Phrases } from '../intents.ts';
import type { Concept, NamedScope, Question, UnitMention } from '../question.ts';
import type { Snapshot } from '../snapshot.ts';
import { type ConceptTools, findConcepts } from './concepts.ts';
import { findConditions } from './conditions.ts';
import { findPlaces } from './places.ts';
import { blank, type Span, spansOf } from './span.ts';

export interface UnderstandTools extends ConceptTools {
  intents: readonly Intent[];
  cues: Cues;
  divisions: Divisions;
}

/** Patterns made of the named phrase lists, compiled once. */
export interface Cues {
  howMany: RegExp;
  /** Group 1 is the measure word of 多少公里. */
  howManyMeasure: RegExp;
  everywhere: RegExp;
  /** Words that only ask: 怎么样, 什么时候, 哪些, 项目. */
  asking: RegExp;
}

export function compileCues(phrases: Phrases): Cues {
  const list = (name: string) => phrases.get(name) ?? '(?!)';
  return {
    howMany: new RegExp(`${list('how_many')}(?:${list('measure')})?`, 'gu'),
    howManyMeasure: new RegExp(`${list('how_many')}(?:万)?(${list('measure')})`, 'u'),
    everywhere: new RegExp(list('all_places'), 'gu'),
    asking: new RegExp(['asking', 'when', 'which', 'item'].map(list).join('|'), 'gu'),
  };
}

const POINTS_BACK =
  /^.{0,3}(它|这事|那事|这个事|这件事|那件事|该项目|这个?(项目|工程)|那个(项目|工程)|这一?项|刚才)/u;
const REFERS_BACK = new RegExp(
  `${POINTS_BACK.source}|^(那|那么|还有|再)|呢[？?。！!]*$|其中|两边|上面|这里面|这些|那些|这几`,
  'u',
);
/** A body that no stored unit is called like counts as one only where the words say that it acts. */
const TAKES_PART =
  /^(在|所|一共|总共|今年|都|到底)?(负责|牵头|参与|承担|主管|承办|分管|管(?![网道线])|手上|手里|那边|这边|的?(项目|任务|实事|活儿?)|有(啥|哪|什么|几)|几(项|件|个)|呢|口)/u;
/** A stored unit's short name that may be a thing as well (消防救援站) needs words that say that it acts. */
const BODY_NAME =
  /(局|委|委员会|办|办公室|中心|会|集团|公司|大队|支队|总队|院|署|处|部|科|街道|镇|政府|社|站所)$/u;
const ACTS = /负责|牵头|参与|承担|主管|承办|分管|责任单位|配合|一起管/u;
const WITHIN_LIST = /其中|这里面|里面|这些|那些|上面(这|那)?(些|几)|这几(个|项|件)|当中/u;
const CORRECTION = /^(不是|不对|错了|不,|不，|我(问|说|想问)的是|我是(问|说))/u;
const MENTION = /[@＠][^\s,，:：。！？!?]{1,20}[\s,，:：]*/gu;

/** Normalised text of a message: simplified characters, mentions of accounts and pictures left out. */
export function cleanMessage(text: string): string {
  const plain = text
    .toWellFormed()
    .replace(MENTION, '')
    .replace(/\p{Extended_Pictographic}|\u{FE0F}|\u{200D}/gu, '');
  return toSimplified(normaliseText(plain)).toLowerCase().trim();
}

export async function understand(
  text: string,
  tools: UnderstandTools,
  { snapshot, today }: { snapshot: Snapshot; today: IsoDate },
): Promise<Question> {
  const { scope, spans } = findScope(text, tools, snapshot, today);
  const scoped = blank(text, spans);
  const officials = snapshot.officials.find(scoped);
  const units = findUnits(blank(scoped, officials), snapshot);
  const titled = findTitled(scoped, snapshot);
  const named = blank(scoped, [...officials, ...titled.spans]);
  const { conditions, spans: conditionSpans } = findConditions(named, tools.cues.howManyMeasure);
  const topicText = blank(named, [
    ...conditionSpans,
    ...spansOf(named, tools.cues.howMany),
    ...spansOf(named, tools.cues.asking),
  ]);
  return {
    text,
    intents: matchIntents(text, tools.intents),
    scope,
    units,
    officials: [...new Set([...officials.flatMap((match) => match.values), ...titled.names])],
    conditions,
    concepts: markUnits(await findConcepts(topicText, snapshot.projectCount, tools), units),
    pointsBack: POINTS_BACK.test(text),
    refersBack: REFERS_BACK.test(text),
    withinList: WITHIN_LIST.test(text),
    correction: CORRECTION.test(text),
  };
}

function findScope(
  text: string,
  tools: UnderstandTools,
  snapshot: Snapshot,
  today: IsoDate,
): { scope: NamedScope; spans: Span[] } {
  const everywhere = spansOf(text, tools.cues.everywhere);
  const places = findPlaces(blank(text, everywhere), snapshot, tools.divisions);
  const periods = findPeriods(text, today);
  const years = new Set(periods.map((period) => Number(period.from.slice(0, 4))));
  const part = periods.find((period) => !period.yearOnly);
  return {
    scope: {
      regionSlugs: places.slugs.length > 0 ? places.slugs : null,
      placesNamed: places.named,
      unknownPlaces: places.unknown,
      everywhere: everywhere.length > 0,
      years: years.size > 0 ? [...years] : null,
      span: part ? { from: part.from, to: part.to, label: part.label } : null,
    },
    spans: [...everywhere, ...places.spans, ...periods],
  };
}

/** 谭区长: the officials of that surname. */
function findTitled(text: string, { officialNames }: Snapshot): { names: string[]; spans: Span[] } {
  const matches = [...text.matchAll(/(\p{Script=Han})(?:副?[区市县州镇]长|局长|主任|书记)/gu)];
  const found = matches.map((match) => ({
    match,
    names: officialNames.filter((name) => name.startsWith(match[1]!)),
  }));
  const known = found.filter(({ names }) => names.length > 0);
  return {
    names: known.flatMap(({ names }) => names),
    spans: known.map(({ match }) => ({ start: match.index, end: match.index + match[0].length })),
  };
}

/** 消防救援站 may be the station or the brigade: such words stay, marked, and the query decides. */
function markUnits(concepts: readonly Concept[], units: readonly UnitMention[]): Concept[] {
  return concepts.map((concept) => ({
    ...concept,
    ofUnit: units.some(({ printed }) => printed.includes(concept.printed)),
  }));
}

function findUnits(text: string, snapshot: Snapshot): UnitMention[] {
  const stored = snapshot.units.find(text);
  const others = findBodies(blank(text, stored)).filter(({ end }) => TAKES_PART.test(text.slice(end)));
  const meant = stored.filter(
    ({ printed, end }) => BODY_NAME.test(printed) || ACTS.test(text) || TAKES_PART.test(text.slice(end)),
  );
  return [
    ...meant.map(({ printed, values }) => ({ printed, names: [...values] })),
    ...others.map(({ printed, key }) => ({ printed, names: [...(snapshot.unitsByField.get(key) ?? [])] })),
  ];
}
