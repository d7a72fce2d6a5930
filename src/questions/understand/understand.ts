/** From a message's text to a `Question`: scope words first, then names, conditions, intent, and what is left. */
import type { IsoDate } from '../../domain/project.ts';
import { findPeriods, type PeriodMatch } from '../../text/dates.ts';
import type { Divisions } from '../../text/divisions.ts';
import { normaliseText, toSimplified } from '../../text/normalise.ts';
import { findDeadlines } from '../../text/occasions.ts';
import type { Cues } from '../cues.ts';
import { type Intent, matchIntents } from '../intents.ts';
import type { Concept, FocusWord, NamedScope, Question, UnitMention } from '../question.ts';
import { storedYears } from '../scope.ts';
import type { Snapshot } from '../snapshot.ts';
import { liftMatter } from './about.ts';
import { type ConceptTools, findMatter } from './concepts.ts';
import { findConditions } from './conditions.ts';
import type { Fields } from './fields.ts';
import { findPlaces } from './places.ts';
import { findSides } from './sides.ts';
import { blank, matchesOf, type Span, spansOf } from './span.ts';
import { findUnits } from './units.ts';

export interface UnderstandTools extends ConceptTools {
  intents: readonly Intent[];
  fields: Fields;
  divisions: Divisions;
}

const MENTION = /[@＠][^\s,，:：。！？!?]{1,20}[\s,，:：]*/gu;

/** Pictures with what joins and shades them, and flags. */
const PICTURE = /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|\u{FE0F}|\u{200D}/gu;

/** How chat platforms write a picture out: [玫瑰]. */
const PICTURE_CODE = /\[[\p{Script=Han}A-Za-z]{1,4}\]/gu;

/** Normalised text of a message: simplified characters, mentions of accounts and pictures left out. */
export function cleanMessage(text: string): string {
  const plain = text.toWellFormed().replace(MENTION, '').replace(PICTURE, '').replace(PICTURE_CODE, '');
  return toSimplified(normaliseText(plain)).toLowerCase().trim();
}

export async function understand(
  text: string,
  tools: UnderstandTools,
  { snapshot, today }: { snapshot: Snapshot; today: IsoDate },
): Promise<Question> {
  const { scope, spans, periods, within } = findScope(text, tools, snapshot, today);
  const scoped = blank(text, spans);
  const officials = snapshot.officials.find(scoped);
  const units = findUnits(blank(scoped, officials), snapshot, tools.cues);
  const titled = findTitled(scoped, snapshot, tools.cues);
  const named = blank(scoped, [...officials, ...titled.spans]);
  const { conditions, spans: conditionSpans } = findConditions(
    { text: named, whole: text, periods, today },
    tools.cues,
  );
  const topicText = blank(named, [
    ...conditionSpans,
    ...(units.length + officials.length + titled.names.length > 0 ? partSpans(named, units, tools.cues) : []),
    ...spansOf(named, tools.cues.how_many),
    ...spansOf(named, tools.cues.asking),
  ]);
  const matter = await findMatter(
    { text, topicText },
    { projectCount: snapshot.projectCount, focused: !asksWhose(text, tools.cues) },
    tools,
  );
  const sides = await findSides(text, tools.cues, async (piece) => {
    return (await understand(piece, tools, { snapshot, today })).concepts;
  });
  const focus = matter.focus.filter((word) => !units.some(({ printed }) => printed.includes(word.printed)));
  return {
    text,
    told: topicText,
    intents: matchIntents(text, tools.intents),
    scope,
    units,
    officials: [...new Set([...officials.flatMap((match) => match.values), ...titled.names])],
    conditions,
    concepts: markUnits(liftMatter(topicText, matter.concepts, tools), units),
    sides,
    focus: [...focus, ...within.map(placeWord)],
    pointsBack: tools.cues.points_back.test(text),
    refersBack: tools.cues.refers_back.test(text),
    withinList: tools.cues.within_list.test(text),
    correction: tools.cues.correction.test(text),
    except: null,
  };
}

/** A place that has no list of its own: only what names it will do. */
const placeWord = (name: string): FocusWord => ({
  text: name,
  printed: name,
  head: true,
  act: false,
  exact: true,
  alternatives: [],
});

/** 供电公司是哪个项目的责任单位: what is named is no part of the project's matter. */
const asksWhose = (text: string, { which_project, acts }: Cues): boolean =>
  which_project.test(text) && acts.test(text);

/**
 * 明年能通车吗 asks of a list that is stored: a coming year without a list of its own, or 国庆前, is no scope. 比去年多
 * asks of this year as well, where that year has no list.
 */
function findScope(
  text: string,
  tools: UnderstandTools,
  snapshot: Snapshot,
  today: IsoDate,
): { scope: NamedScope; spans: Span[]; periods: PeriodMatch[]; within: string[] } {
  const everywhere = spansOf(text, tools.cues.everywhere);
  const places = findPlaces(blank(text, everywhere), { ...tools, snapshot });
  const periods = periodsOf(text, today);
  const stored = storedYears(places.slugs.length > 0 ? places.slugs : null, snapshot);
  const isToCome = ({ from, to, yearOnly }: PeriodMatch) => from > today || (!yearOnly && to > today);
  const isAhead = (period: PeriodMatch) =>
    (isToCome(period) && tools.cues.asks_ahead.test(text)) ||
    tools.cues.put_off_to.test(text.slice(0, period.start));
  const framing = periods.filter(
    (period) => !period.deadline && !(isAhead(period) && !stored.includes(yearOf(period.from))),
  );
  const years = new Set(framing.map(({ from }) => yearOf(from)));
  const isUnlisted = ![...years].some((year) => stored.includes(year));
  if (years.size === 1 && isUnlisted && tools.cues.beside_year.test(text)) years.add(yearOf(today));
  const part = framing.find((period) => !period.yearOnly);
  return {
    scope: {
      regionSlugs: places.slugs.length > 0 ? places.slugs : null,
      placesNamed: places.named,
      unknownPlaces: places.unknown,
      everywhere: everywhere.length > 0 && places.slugs.length === 0,
      years: years.size > 0 ? [...years] : null,
      thisYear: framing.some(({ start, end }) => tools.cues.this_year.test(text.slice(start, end))),
      span: part ? { from: part.from, to: part.to, label: part.label } : null,
    },
    spans: [...everywhere, ...places.spans, ...periods],
    periods,
    within: places.within,
  };
}

const yearOf = (day: IsoDate): number => Number(day.slice(0, 4));

/** Spans and deadlines in reading order; 明年 of 明年开学前 is part of the deadline. */
function periodsOf(text: string, today: IsoDate): PeriodMatch[] {
  const deadlines = findDeadlines(text, today);
  const apart = findPeriods(text, today).filter(
    ({ start, end }) => !deadlines.some((deadline) => deadline.start < end && start < deadline.end),
  );
  return [...apart, ...deadlines].sort((a, b) => a.start - b.start);
}

/** 谭区长: the officials of that surname. */
function findTitled(
  text: string,
  { officialNames }: Snapshot,
  cues: Cues,
): { names: string[]; spans: Span[] } {
  const matches = matchesOf(text, cues.titled_official);
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

/** Words of taking part are no topic beside those who do; a unit's own name is left whole. */
function partSpans(text: string, units: readonly UnitMention[], cues: Cues): Span[] {
  const own = units.flatMap(({ printed }) => {
    const start = text.indexOf(printed);
    return start < 0 ? [] : [{ start, end: start + printed.length }];
  });
  return spansOf(blank(text, own), cues.has_part);
}

/** 消防救援站 may be the station or the brigade: such words stay, marked, and the query decides. */
function markUnits(concepts: readonly Concept[], units: readonly UnitMention[]): Concept[] {
  return concepts.map((concept) => ({
    ...concept,
    ofUnit: units.some(({ printed }) => printed.includes(concept.printed)),
  }));
}
