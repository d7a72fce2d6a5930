/** Names that the database knows, read once for each version of it: regions, units, officials. */
import type { DocumentRecord, RegionRecord } from '../domain/records.ts';
import { bodyKeys, bodyVariants } from '../text/bodies.ts';
import { pinyinKey } from '../text/pinyin.ts';
import { createNameIndex, type NameIndex } from './names.ts';
import type { ProjectReader } from './ports.ts';

export interface Snapshot {
  version: number;
  regions: readonly RegionRecord[];
  regionBySlug: ReadonlyMap<string, RegionRecord>;
  /** Years that any region has a list for, newest first. */
  years: readonly number[];
  /** Full and short names, names of cities above (→ every stored region below), slugs. Values are slugs. */
  places: NameIndex<string>;
  /** Short names of regions by how they sound (toneless syllables joined by a space). */
  placeSounds: ReadonlyMap<string, { name: string; slug: string }>;
  /** Every way of writing a stored unit → its stored name. */
  units: NameIndex<string>;
  /** Stored names of units by what field they are in: 城管 finds 市城市管理局. */
  unitsByField: ReadonlyMap<string, readonly string[]>;
  officials: NameIndex<string>;
  officialNames: readonly string[];
  documents: readonly DocumentRecord[];
  projectCount: number;
}

/** Returns the current snapshot, read again only when the database has changed. */
export function createSnapshots(reader: ProjectReader): () => Promise<Snapshot> {
  let current: Snapshot | null = null;
  return async () => {
    const version = await reader.version();
    if (current?.version !== version) current = await readSnapshot(reader, version);
    return current;
  };
}

async function readSnapshot(reader: ProjectReader, version: number): Promise<Snapshot> {
  const [regions, units, officials, documents, projectCount] = await Promise.all([
    reader.regions(),
    reader.unitNames(),
    reader.officialNames(),
    reader.documents(),
    reader.projectCount(),
  ]);
  return {
    version,
    regionBySlug: new Map(regions.map((region) => [region.slug, region])),
    years: newestFirst(regions.flatMap(({ years }) => years)),
    regions: [...regions].sort((a, b) => (a.slug < b.slug ? -1 : 1)),
    places: createNameIndex([...regions.flatMap(placeNames), ...documents.flatMap(townOf)]),
    placeSounds: new Map(
      regions.flatMap(({ slug, shortNames }) =>
        shortNames.map((name) => [pinyinKey(name), { name, slug }] as const),
      ),
    ),
    units: createNameIndex(units.flatMap((name) => bodyVariants(name).map((way) => [way, name] as const))),
    unitsByField: byField(units),
    officials: createNameIndex(officials.map((name) => [name, name] as const)),
    officialNames: officials,
    documents,
    projectCount,
  };
}

/** Each year once, newest first. */
export const newestFirst = (years: readonly number[]): number[] => [...new Set(years)].sort((a, b) => b - a);

function byField(names: readonly string[]): Map<string, string[]> {
  const fields = new Map<string, string[]>();
  for (const name of names)
    for (const key of bodyKeys(name)) fields.set(key, [...(fields.get(key) ?? []), name]);
  return fields;
}

/** A region answers to its own names; a city's name means every stored region below it. */
function placeNames(region: RegionRecord): [string, string][] {
  const own = [region.fullName, ...region.shortNames, ...townNames(region), region.slug];
  const parent = region.parentName === null ? [] : parentNames(region.parentName);
  return [...own, ...parent].map((name) => [name, region.slug]);
}

/** 古南街道2025年…: the town whose document it is, where the list is that of the district above it. */
function townOf({ title, regionSlug, regionName: name }: DocumentRecord): [string, string][] {
  const town = TOWN.exec(title ?? '')?.[1] ?? '';
  return town === '' || name.includes(town) ? [] : [[town, regionSlug]];
}

/** What a title begins with, without the places above it. */
const TOWN =
  /^(?:\p{Script=Han}{2,}?[省市州县区旗])*(\p{Script=Han}{2,4}(?:镇|乡|街道))(?=20\d\d|[一二]|年|民生|实事|为民|十)/u;

/** 新埭镇 → 新埭, 东山街道 → 东山: a town is called without what it is. */
const townNames = ({ shortNames }: RegionRecord): string[] =>
  shortNames.flatMap((name) => /^(.{2,})(镇|乡|街道)$/u.exec(name)?.[1] ?? []);

/** 济南市 → 济南市, 济南 */
function parentNames(name: string): string[] {
  const short = name.replace(/(省|市|自治区|自治州|地区|盟)$/u, '');
  return short.length >= 2 ? [name, short] : [name];
}

/** The full name of a stored region. */
export function regionName(snapshot: Snapshot, slug: string): string {
  return snapshot.regionBySlug.get(slug)?.fullName ?? slug;
}
