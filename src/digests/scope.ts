/** The projects that a digest is about, and what the scope is called. */
import type { DigestScope, Snapshot } from '../domain/digest.ts';
import type { IsoDate } from '../domain/project.ts';
import type { Dossier, ProjectFilter, ProjectSummary } from '../domain/records.ts';
import { joined } from './phrases.ts';
import type { DigestPorts, DigestReader } from './ports.ts';
import { type Standing, standingOf } from './snapshot.ts';
import type { DigestWords } from './words.ts';

/** Dossiers read at once. */
const BATCH = 200;

/** Until the end of this month the year before is still being reported. */
const LAST_LATE_MONTH = 3;

interface Asked {
  reader: DigestReader;
  scope: DigestScope;
  today: IsoDate;
  /** What was told last; null when nothing was. */
  last: Snapshot | null;
}

/** Everything in scope with its verdict, in list order: lists of the newest year, and what is still open of the last. */
export async function standingsIn(
  { reader, scope, today, last }: Asked,
  { judge, sameUnit }: Pick<DigestPorts, 'judge' | 'sameUnit'>,
): Promise<Standing[]> {
  const filter = await filterOf(scope, reader, sameUnit);
  const listed = currentOf(await reader.list(filter), today, last);
  const standings: Standing[] = [];
  for (let start = 0; start < listed.length; start += BATCH) {
    const ids = listed.slice(start, start + BATCH).map(({ id }) => id);
    const dossiers: Dossier[] = await reader.dossiers(ids);
    standings.push(...dossiers.map((project) => standingOf(project, judge.assess(project, today))));
  }
  return standings;
}

async function filterOf(
  { region, unit, official, projects }: DigestScope,
  reader: DigestReader,
  sameUnit: DigestPorts['sameUnit'],
): Promise<ProjectFilter> {
  const spellings = unit === null ? [] : (await reader.units()).map(({ name }) => name);
  return {
    ...(region === null ? {} : { regionSlugs: [region] }),
    ...(unit === null ? {} : { units: [unit, ...spellings.filter((name) => sameUnit(unit, name))] }),
    ...(official === null ? {} : { officials: [official] }),
    ...(projects === null ? {} : { ids: projects }),
  };
}

function currentOf(
  listed: readonly ProjectSummary[],
  today: IsoDate,
  last: Snapshot | null,
): ProjectSummary[] {
  const newest = new Map<string, number>();
  for (const { regionSlug, year } of listed)
    newest.set(regionSlug, Math.max(year, newest.get(regionSlug) ?? 0));
  const isLate = Number(today.slice(5, 7)) <= LAST_LATE_MONTH;
  const stillTold = (id: string) => isLate && last !== null && Object.hasOwn(last.projects, id);
  return listed.filter(({ id, regionSlug, year }) => year === newest.get(regionSlug) || stillTold(id));
}

/** `成都市武侯区，区住建局的项目` */
export async function scopeName(
  { region, unit, official, projects }: DigestScope,
  reader: Pick<DigestReader, 'regions'>,
  { digest }: DigestWords,
): Promise<string> {
  const regions = region === null ? [] : await reader.regions();
  const place = regions.find(({ slug }) => slug === region)?.fullName ?? digest.all;
  const parts = [
    place,
    ...(unit === null ? [] : [digest.scopeUnit.replace('{unit}', () => unit)]),
    ...(official === null ? [] : [digest.scopeOfficial.replace('{official}', () => official)]),
    ...(projects === null ? [] : [digest.scopeProjects.replace('{count}', String(projects.length))]),
  ];
  return joined(
    parts.map((text) => ({ text, evidence: [] })),
    digest.and,
  ).text;
}
