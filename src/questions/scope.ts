/** Where to look: what the message names, else what the conversation is about, else the chat's own region. */
import type { IsoDate } from '../domain/project.ts';
import type { NamedScope } from './question.ts';
import { newestFirst, type Snapshot } from './snapshot.ts';
import type { ConversationState } from './state.ts';

export interface Scope {
  /** Null: every stored region. */
  regionSlugs: readonly string[] | null;
  /** Null: every stored year. */
  years: readonly number[] | null;
  /** The message itself named the region. */
  saidRegion: boolean;
  /** Taken from the conversation, not from the message. */
  carried: boolean;
}

/** Nothing is stored for the place or year that was named. */
export type ScopeRefusal =
  | { missing: 'place'; places: readonly string[] }
  | { missing: 'year'; years: readonly number[]; regionSlugs: readonly string[] | null };

export type ScopeOutcome = { ok: true; scope: Scope } | { ok: false; refusal: ScopeRefusal };

interface Where {
  state: ConversationState;
  chatRegion: string | null;
  snapshot: Snapshot;
}

export function resolveScope(named: NamedScope, { state, chatRegion, snapshot }: Where): ScopeOutcome {
  if (named.regionSlugs === null && named.unknownPlaces.length > 0 && !named.everywhere)
    return { ok: false, refusal: { missing: 'place', places: named.unknownPlaces } };
  const saidRegion = named.regionSlugs !== null || named.everywhere;
  const carriesRegion = !saidRegion && state.regionSlugs !== null;
  const regionSlugs = named.everywhere
    ? null
    : (named.regionSlugs ?? state.regionSlugs ?? (chatRegion === null ? null : [chatRegion]));
  const stored = storedYears(regionSlugs, snapshot);
  const years = yearsOf(named, state, stored);
  if (years !== null && !years.some((year) => stored.includes(year)))
    return { ok: false, refusal: { missing: 'year', years, regionSlugs } };
  return { ok: true, scope: { regionSlugs, years, saidRegion, carried: carriesRegion } };
}

/** Years said count strictly; a span like 这个月 or a carried year only where something is stored for it. */
function yearsOf(named: NamedScope, state: ConversationState, stored: readonly number[]): number[] | null {
  const fits = (years: readonly number[] | null) => {
    const kept = years?.filter((year) => stored.includes(year)) ?? [];
    return kept.length > 0 ? kept : null;
  };
  if (named.years !== null && named.span === null) return named.years;
  return fits(named.years) ?? (named.everywhere ? null : fits(state.years));
}

/** Years for which any of the regions has a list, newest first. */
export function storedYears(
  regionSlugs: readonly string[] | null,
  { years, regionBySlug }: Snapshot,
): readonly number[] {
  if (regionSlugs === null) return years;
  return newestFirst(regionSlugs.flatMap((slug) => regionBySlug.get(slug)?.years ?? []));
}

/** Until the end of this month a year's list may still be to come. */
const LISTS_ARE_OUT = 4;

/** 今年 said early in the year, when the newest list is still last year's: that one is meant, and it is said so. */
export function lastYearMeant(
  named: NamedScope,
  { state, snapshot, today, chatRegion }: Where & { today: IsoDate },
): number | null {
  const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))];
  const regionSlugs = named.regionSlugs ?? state.regionSlugs ?? (chatRegion === null ? null : [chatRegion]);
  const [newest] = storedYears(named.everywhere ? null : regionSlugs, snapshot);
  const isAsked = named.thisYear && named.years?.length === 1 && named.span === null;
  return isAsked && month <= LISTS_ARE_OUT && newest === year - 1 ? newest : null;
}

/** 5月底前, asked when the newest list is of last year: the month of that list's year is meant. */
export function spanInStored(
  named: NamedScope,
  { regionSlugs, years }: Scope,
  snapshot: Snapshot,
): NamedScope {
  const { span } = named;
  const stored = years ?? storedYears(regionSlugs, snapshot);
  const newest = stored[0];
  if (span === null || newest === undefined) return named;
  const year = Number(span.from.slice(0, 4));
  if (stored.includes(year)) return named;
  const moved = (text: string) => text.replaceAll(String(year), String(newest));
  return { ...named, span: { from: moved(span.from), to: moved(span.to), label: moved(span.label) } };
}
