/** Region, year and period of a document: from options, else from its own words, never guessed silently. */
import type { Document } from '../domain/document.ts';
import type { Problem } from '../domain/errors.ts';
import type { Finding, Period, Region } from '../domain/project.ts';
import type { Divisions } from '../text/divisions.ts';
import { findPeriod, findYear, isIsoDate } from './period.ts';
import type { RawList } from './raw.ts';
import { findRegion, isProblem, type ScopeTexts } from './region.ts';

/** What the person who imports says about the document; each wins over what the text says. */
export interface ScopeOptions {
  region?: string;
  year?: number;
  /** Last day of the reported period, `YYYY-MM-DD`. */
  periodEnd?: string;
}

export interface Scope {
  region: Region;
  year: number;
  /** Null for a list without progress, or when nothing says which period it reports. */
  period: Period | null;
  /** What was not printed in a title but taken from the text. */
  findings: Finding[];
}

/** The scope, or every problem: what is missing and which option gives it. */
export function resolveScope(
  source: { document: Document; list: RawList },
  options: ScopeOptions,
  divisions: Divisions,
): Scope | Problem[] {
  const texts = scopeTexts(source.document, source.list);
  const region = findRegion(options.region, texts, divisions);
  const year = findYear(options.year, texts);
  const problems = [region, year].filter(isProblem);
  const { periodEnd } = options;
  if (periodEnd !== undefined && !isIsoDate(periodEnd))
    problems.push({ where: '--period-end', message: `不是日期：“${periodEnd}”；请写成 2025-06-30 这样` });
  if (isProblem(region) || isProblem(year) || problems.length > 0) return problems;
  const reports = source.list.projects.some((p) => p.note || p.rate || p.status);
  const period =
    reports || periodEnd ? findPeriod(periodEnd, year.value, texts) : { value: null, inferred: null };
  return {
    region: region.region,
    year: year.value,
    period: period.value,
    findings: [
      ...inferredNote('地区', region.inferred, region.region.fullName),
      ...inferredNote('年份', year.inferred, `${year.value}年`),
      ...inferredNote('统计时段', period.inferred, period.value?.label ?? ''),
      ...(reports && !period.value ? [undated] : []),
    ],
  };
}

const undated: Finding = {
  kind: 'missing',
  severity: 'note',
  message: '没有写明进展截至哪一天，可用 --period-end 写明日期，如 --period-end 2025-06-30',
  clause: null,
};

function inferredNote(what: string, printed: string | null, taken: string): Finding[] {
  if (printed === null) return [];
  const message = `标题没有写明${what}，按正文“${printed}”判断为${taken}`;
  return [{ kind: 'missing', severity: 'note', message, clause: null }];
}

/** Projects whose texts are looked at for scope: a place or year that so many do not name is not named. */
const ENOUGH = 200;

function scopeTexts(document: Document, list: RawList): ScopeTexts {
  const titles = [list.title, document.title].filter((t) => t !== null);
  return {
    fileName: document.fileName,
    titles: [...new Set(titles)],
    hints: list.periodHints,
    preamble: list.preamble,
    recorded: list.recorded ?? [],
    body: list.projects
      .slice(0, ENOUGH)
      .map((p) => [p.title, p.goal, p.note, ...p.units.map((u) => u.text)].filter(Boolean).join('\n')),
    units: list.projects.slice(0, ENOUGH).flatMap((p) => p.units.map((u) => u.text)),
  };
}
