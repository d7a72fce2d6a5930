/** What every rule says of every project of the newest lists, as one class of readers may know it. */
import { setImmediate } from 'node:timers/promises';
import { readerOf } from '../domain/access.ts';
import type { RuleKind } from '../domain/alerts.ts';
import type { IsoDate } from '../domain/project.ts';
import type { Dossier, RegionRecord } from '../domain/records.ts';
import type { Verdict } from '../domain/schedule.ts';
import type { ReaderClass, Signal, View, Watched } from './alert.ts';
import type { AlertPorts, FiledRate } from './ports.ts';
import { INHIBITS, RULES } from './rules/registry.ts';

type EvaluatePorts = Pick<AlertPorts, 'readerFor' | 'ratesOf' | 'assess' | 'policy' | 'words'>;

/** Projects read at once. */
const BATCH = 200;

/** A list older than the year before is history. */
const YEARS_WATCHED = 1;

/** @param only slug of the one region to look at; null for all */
export async function evaluate(
  ports: EvaluatePorts,
  { reader, today, only }: { reader: ReaderClass; today: IsoDate; only: string | null },
): Promise<View> {
  const lists = ports.readerFor(readerOf(reader));
  const ids: string[] = [];
  for (const { slug, year } of watchedLists(await lists.regions(), { today, only }))
    ids.push(...(await lists.list({ regionSlugs: [slug], years: [year] })).map(({ id }) => id));
  return viewOf(ids, ports, { reader, today });
}

/** What every rule says of the given projects. */
export async function viewOf(
  ids: readonly string[],
  ports: EvaluatePorts,
  { reader, today }: { reader: ReaderClass; today: IsoDate },
): Promise<View> {
  const role = readerOf(reader);
  const lists = ports.readerFor(role);
  const signals = new Map<string, Signal>();
  const projects = new Map<string, Watched>();
  const ratesOf = once((region: string, year: number) => ports.ratesOf(region, year, role));
  for (let from = 0; from < ids.length; from += BATCH) {
    for (const dossier of await lists.dossiers(ids.slice(from, from + BATCH))) {
      const verdict = ports.assess(dossier, today);
      const rates = (await ratesOf(dossier.regionSlug, dossier.year)).get(dossier.id) ?? [];
      projects.set(dossier.id, watched(dossier, verdict));
      for (const signal of signalsOf(ports, { dossier, verdict, rates, today }))
        signals.set(signal.fingerprint, signal);
    }
    // Reading is synchronous underneath: whoever asks something meanwhile is answered in between.
    await setImmediate();
  }
  return { signals, inhibited: inhibit(signals), projects };
}

/** Remembers the last list: projects come list by list. */
function once<Value>(load: (region: string, year: number) => Promise<Value>) {
  let last: { key: string; value: Promise<Value> } | null = null;
  return (region: string, year: number): Promise<Value> => {
    const key = `${region} ${year}`;
    if (last?.key !== key) last = { key, value: load(region, year) };
    return last.value;
  };
}

/** The newest list of each region that is not history. */
function watchedLists(
  regions: readonly RegionRecord[],
  { today, only }: { today: IsoDate; only: string | null },
): { slug: string; year: number }[] {
  const thisYear = Number(today.slice(0, 4));
  return regions
    .filter(({ slug }) => only === null || slug === only)
    .flatMap(({ slug, years }) => {
      const year = years.find((one) => one <= thisYear);
      return year === undefined || year < thisYear - YEARS_WATCHED ? [] : [{ slug, year }];
    });
}

interface Looked {
  dossier: Dossier;
  verdict: Verdict;
  rates: readonly FiledRate[];
  today: IsoDate;
}

/** What every rule says of one project. */
export function signalsOf(
  { policy, words }: Pick<EvaluatePorts, 'policy' | 'words'>,
  looked: Looked,
): Signal[] {
  const projectId = looked.dossier.id;
  if (looked.verdict.reasons.some(({ code }) => code === 'ignored')) return [];
  return Object.values(RULES).flatMap(({ kind, audience, find }) => {
    const found = policy.off.includes(kind)
      ? null
      : find({
          ...looked,
          words: words.rules,
          firstReportDays: policy.firstReportDays,
          lastReportDays: policy.lastReportDays,
        });
    if (found === null) return [];
    const { detail, ...told } = found;
    const fingerprint = [kind, projectId, ...(detail === undefined ? [] : [detail])].join(':');
    return [{ kind, projectId, audience, fingerprint, ...told }];
  });
}

function watched(dossier: Dossier, { light, rate, rateBasis, due }: Verdict): Watched {
  const carrying = dossier.units.filter(({ role }) => role !== 'supporting');
  const leading = dossier.officials.filter(({ role }) => role !== 'contact');
  return {
    projectId: dossier.id,
    region: dossier.regionSlug,
    regionName: dossier.regionName,
    name: dossier.name,
    position: dossier.position,
    light,
    rate,
    rateStated: rateBasis === 'stated',
    due,
    units: (carrying.length > 0 ? carrying : dossier.units).map(({ name }) => name),
    officials: leading.map(({ name }) => name),
    source: { document: dossier.documentTitle, asOf: dossier.period?.end ?? null },
  };
}

/** Signals that a graver one of the same project stands for. */
export function inhibit(signals: ReadonlyMap<string, Signal>): Map<string, RuleKind> {
  const inhibited = new Map<string, RuleKind>();
  const byProject = Map.groupBy(signals.values(), ({ projectId }) => projectId);
  for (const together of byProject.values())
    for (const { kind } of together)
      for (const lesser of together)
        if (INHIBITS[kind]?.includes(lesser.kind)) inhibited.set(lesser.fingerprint, kind);
  return inhibited;
}
