/** The read side of the question path: statements prepared once on a handle that never sees half an import. */
import type { Database } from 'better-sqlite3';
import type { Audience, Role } from '../../domain/access.ts';
import type { Finding } from '../../domain/project.ts';
import type {
  DocumentRecord,
  Dossier,
  ProjectFilter,
  ProjectSummary,
  RegionRecord,
} from '../../domain/records.ts';
import { CHAT_LAYOUT } from '../documents.ts';
import { createLru } from '../lru.ts';
import { readDossier } from '../project-views.ts';
import { periodOf } from '../report-history.ts';
import type { DocumentTable, ProjectViewTable, RegionTable } from '../schema.ts';
import { audiencesOf, TIERS, type Tier, tierFor } from '../tiers.ts';
import { createProjectList } from './project-list.ts';
import { createSearch, type Search, type SearchWords } from './search.ts';
import { createTermLookup, type TermLookup } from './term-lookup.ts';
import { createVersion, sinceChange, type Version } from './version.ts';

/** A stored name with the regions that use it. */
export interface StoredName {
  name: string;
  regionSlugs: string[];
}

/** Everything the question path and the pages read, as one class of readers may. */
export interface Reader {
  version(): Promise<number>;
  regions(): Promise<RegionRecord[]>;
  units(): Promise<StoredName[]>;
  officials(): Promise<StoredName[]>;
  /** Each name once: far cheaper than with its regions. */
  unitNames(): Promise<string[]>;
  officialNames(): Promise<string[]>;
  documents(): Promise<DocumentRecord[]>;
  frequencies(tokens: readonly string[]): Promise<Map<string, number>>;
  projectCount(): Promise<number>;
  soundingLike(pinyinKeys: readonly string[]): Promise<Map<string, string[]>>;
  search(words: SearchWords): Promise<string[]>;
  dossiers(ids: readonly string[]): Promise<Dossier[]>;
  list(filter: ProjectFilter): Promise<ProjectSummary[]>;
}

/** Hands out the reader of a class of readers, always the same one. */
export type ReaderFor = (role: Role) => Reader;

type Noun = 'unit' | 'official';

/** What every reader is made of. The tier is bound in each statement: nothing above it is read. */
interface Statements {
  version: Version;
  terms: TermLookup;
  search: Search;
  dossierRow: (code: string, tier: Tier) => DossierRow | undefined;
  list: (tier: Tier, filter: ProjectFilter) => ProjectSummary[];
  regions: (tier: Tier) => RegionRecord[];
  names: (noun: Noun, tier: Tier) => StoredName[];
  plainNames: (noun: Noun, tier: Tier) => string[];
  documents: (tier: Tier) => DocumentRecord[];
}

/** Prepares every statement at once; the readers share them. */
export function createReaders(database: Database): ReaderFor {
  const version = createVersion(database);
  const terms = createTermLookup(database, version);
  const statements: Statements = {
    version,
    terms,
    search: createSearch(database, { terms, version }),
    dossierRow: createDossierRow(database),
    list: createProjectList(database),
    regions: createRegionList(database),
    names: createNames(database),
    plainNames: createPlainNames(database),
    documents: createDocumentList(database),
  };
  const readers = TIERS.map((tier) => createReader(statements, tier));
  return (role) => readers[tierFor(role)]!;
}

function createReader(statements: Statements, tier: Tier): Reader {
  const { version, terms } = statements;
  const dossiers = createDossiers(statements, tier);
  return {
    version: async () => version(),
    regions: async () => statements.regions(tier),
    units: async () => statements.names('unit', tier),
    officials: async () => statements.names('official', tier),
    unitNames: async () => statements.plainNames('unit', tier),
    officialNames: async () => statements.plainNames('official', tier),
    documents: async () => statements.documents(tier),
    frequencies: async (tokens) => terms.frequencies(tokens, tier),
    async projectCount() {
      terms.refresh();
      return terms.total(tier);
    },
    soundingLike: async (keys) => terms.soundingLike(keys, tier),
    search: async (words) => statements.search(tier, words),
    dossiers: async (ids) => dossiers(ids),
    list: async (filter) => statements.list(tier, filter),
  };
}

type DossierRow = Pick<ProjectViewTable, 'summary' | 'detail'>;

function createDossierRow(database: Database): Statements['dossierRow'] {
  const get = database.prepare<[string, Tier], DossierRow>(
    'select summary, detail from project_view where code = ? and ? between tier_from and tier_to',
  );
  return (code, tier) => get.get(code, tier);
}

/** Parsed dossiers kept at once for each tier: about 10 KB each. */
const KEPT_DOSSIERS = 512;

function createDossiers({ dossierRow, version }: Statements, tier: Tier) {
  const kept = createLru<string, Dossier>(KEPT_DOSSIERS);
  const stayFresh = sinceChange(version, () => kept.clear());
  return (ids: readonly string[]): Dossier[] => {
    stayFresh();
    return ids.flatMap((id) => {
      const known = kept.get(id);
      if (known) return [known];
      const row = dossierRow(id, tier);
      if (!row) return [];
      const dossier = readDossier(row);
      kept.set(id, dossier);
      return [dossier];
    });
  };
}

/** Regions with a project that the tier sees. */
function createRegionList(database: Database): Statements['regions'] {
  const all = database.prepare<[Tier], RegionTable & { years: string }>(
    `select r.*, seen.years from region r join
       (select region_slug, json_group_array(year) as years from
         (select distinct region_slug, year from project_view where ? between tier_from and tier_to
          order by region_slug, year desc) group by region_slug) seen on seen.region_slug = r.slug
     order by r.id`,
  );
  return (tier) =>
    all.all(tier).map((row) => ({
      slug: row.slug,
      fullName: row.full_name,
      shortNames: JSON.parse(row.short_names) as string[],
      parentName: row.parent_name,
      code: row.code,
      years: JSON.parse(row.years) as number[],
    }));
}

function createNames(database: Database): Statements['names'] {
  const namesOf = (noun: Noun) =>
    database.prepare<[Tier], { name: string; slugs: string }>(
      `select n.name, json_group_array(distinct r.slug) as slugs
       from project_${noun} link join ${noun} n on n.id = link.${noun}_id
       join project p on p.id = link.project_id join region r on r.id = p.region_id
       where ? between link.tier_from and link.tier_to
       group by n.id order by n.id`,
    );
  const statements = { unit: namesOf('unit'), official: namesOf('official') };
  return (noun, tier) =>
    statements[noun]
      .all(tier)
      .map(({ name, slugs }) => ({ name, regionSlugs: (JSON.parse(slugs) as string[]).sort() }));
}

function createPlainNames(database: Database): Statements['plainNames'] {
  const namesOf = (noun: Noun) =>
    database
      .prepare<[Tier], string>(
        `select n.name from ${noun} n where exists (select 1 from project_${noun} link
           where link.${noun}_id = n.id and ? between link.tier_from and link.tier_to) order by n.id`,
      )
      .pluck();
  const statements = { unit: namesOf('unit'), official: namesOf('official') };
  return (noun, tier) => statements[noun].all(tier) as string[];
}

type DocumentRow = DocumentTable & { id: number; audience: Audience; slug: string; full_name: string };

/** Chat reports are no documents that a list rests on. */
function createDocumentList(database: Database): Statements['documents'] {
  const all = database.prepare<[{ audiences: string; chat: string }], DocumentRow>(
    `select d.*, r.slug, r.full_name from document d join region r on r.id = d.region_id
     where d.audience in (select value from json_each(@audiences)) and d.layout <> @chat order by d.id`,
  );
  const findings = database.prepare<[], Finding & { document_id: number }>(
    `select document_id, kind, severity, message, clause from finding
     where report_id is null order by document_id, ordinal`,
  );
  return (tier) => {
    const found = Map.groupBy(findings.all(), (finding) => finding.document_id);
    const findingsOf = (id: number): Finding[] =>
      (found.get(id) ?? []).map(({ document_id: _, ...finding }) => finding);
    return all.all({ audiences: JSON.stringify(audiencesOf(tier)), chat: CHAT_LAYOUT }).map((row) => ({
      id: row.id,
      fileName: row.file_name,
      title: row.title,
      regionSlug: row.slug,
      regionName: row.full_name,
      year: row.year,
      period: periodOf(row),
      declaredCount: row.declared_count,
      foundCount: row.found_count,
      layout: row.layout,
      audience: row.audience,
      findings: findingsOf(row.id),
      importedAt: row.imported_at,
      importedBy: row.imported_by,
    }));
  };
}
