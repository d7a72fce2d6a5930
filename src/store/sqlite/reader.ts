/** The read side of the question path: statements prepared once on a handle that never sees half an import. */
import type { Database } from 'better-sqlite3';
import type { Finding } from '../../domain/project.ts';
import type {
  DocumentRecord,
  Dossier,
  ProjectFilter,
  ProjectSummary,
  RegionRecord,
} from '../../domain/records.ts';
import { createLru } from '../lru.ts';
import { readDossier } from '../project-views.ts';
import { periodOf } from '../report-history.ts';
import type { DocumentTable, RegionTable } from '../schema.ts';
import { createProjectList } from './project-list.ts';
import { createSearch, type SearchWords } from './search.ts';

/** A stored name with the regions that use it. */
export interface StoredName {
  name: string;
  regionSlugs: string[];
}

/** Everything the question path and the pages read. */
export interface Reader {
  version(): Promise<number>;
  regions(): Promise<RegionRecord[]>;
  units(): Promise<StoredName[]>;
  officials(): Promise<StoredName[]>;
  documents(): Promise<DocumentRecord[]>;
  frequencies(tokens: readonly string[]): Promise<Map<string, number>>;
  projectCount(): Promise<number>;
  soundingLike(pinyinKeys: readonly string[]): Promise<Map<string, string[]>>;
  search(words: SearchWords): Promise<string[]>;
  dossiers(ids: readonly string[]): Promise<Dossier[]>;
  list(filter: ProjectFilter): Promise<ProjectSummary[]>;
}

/** Parsed dossiers kept at once: about 10 KB each. */
const KEPT_DOSSIERS = 512;

/** Prepares every statement at once. */
export function createReader(database: Database): Reader {
  const version = createVersion(database);
  const search = createSearch(database);
  const terms = createTermLookup(database, version);
  const documents = createDocumentList(database);
  const dossiers = createDossiers(database, version);
  const count = database.prepare<[], { total: number }>('select count(*) as total from project');
  return {
    version: async () => version(),
    regions: createRegionList(database),
    units: createNames(database, 'unit'),
    officials: createNames(database, 'official'),
    documents: async () => documents(),
    frequencies: async (tokens) => terms.frequencies(tokens),
    projectCount: async () => count.get()?.total ?? 0,
    soundingLike: async (keys) => terms.soundingLike(keys),
    search: async (words) => search(words),
    dossiers: async (ids) => dossiers(ids),
    list: createProjectList(database),
  };
}

function createVersion(database: Database): () => number {
  const get = database.prepare<[], { value: number }>(`select value from counter where name = 'version'`);
  return () => get.get()?.value ?? 0;
}

function createDossiers(database: Database, version: () => number) {
  const get = database.prepare<[string], { summary: string; detail: string }>(
    'select summary, detail from project_view where code = ?',
  );
  const kept = createLru<string, Dossier>(KEPT_DOSSIERS);
  let keptVersion = version();
  return (ids: readonly string[]): Dossier[] => {
    const now = version();
    if (now !== keptVersion) kept.clear();
    keptVersion = now;
    return ids.flatMap((id) => {
      const known = kept.get(id);
      if (known) return [known];
      const row = get.get(id);
      if (!row) return [];
      const dossier = readDossier(row);
      kept.set(id, dossier);
      return [dossier];
    });
  };
}

/** Counts of words kept at once: the same words come in question after question. */
const KEPT_COUNTS = 8192;

function createTermLookup(database: Database, version: () => number) {
  const count = database.prepare<[string], { projects: number }>('select projects from term where token = ?');
  const alike = database.prepare<[string], { token: string }>(
    'select token from term where pinyin = ? order by projects desc, token',
  );
  const kept = createLru<string, number>(KEPT_COUNTS);
  let keptVersion = version();
  const countOf = (token: string): number => {
    const known = kept.get(token);
    if (known !== undefined) return known;
    const projects = count.get(token)?.projects ?? 0;
    kept.set(token, projects);
    return projects;
  };
  return {
    frequencies(tokens: readonly string[]): Map<string, number> {
      const now = version();
      if (now !== keptVersion) kept.clear();
      keptVersion = now;
      const found = tokens.map((token) => [token, countOf(token)] as const);
      return new Map(found.filter(([, projects]) => projects > 0));
    },
    soundingLike(keys: readonly string[]): Map<string, string[]> {
      const found = keys.map((key) => [key, alike.all(key).map((row) => row.token)] as const);
      return new Map(found.filter(([, tokens]) => tokens.length > 0));
    },
  };
}

function createRegionList(database: Database): Reader['regions'] {
  const all = database.prepare<[], RegionTable & { years: string }>(
    `select r.*, (select json_group_array(year) from
       (select distinct year from project where region_id = r.id order by year desc)) as years
     from region r order by r.id`,
  );
  return async () =>
    all.all().map((row) => ({
      slug: row.slug,
      fullName: row.full_name,
      shortNames: JSON.parse(row.short_names) as string[],
      parentName: row.parent_name,
      code: row.code,
      years: JSON.parse(row.years) as number[],
    }));
}

function createNames(database: Database, noun: 'unit' | 'official'): Reader['units'] {
  const all = database.prepare<[], { name: string; slugs: string }>(
    `select n.name, json_group_array(distinct r.slug) as slugs
     from project_${noun} link join ${noun} n on n.id = link.${noun}_id
     join project p on p.id = link.project_id join region r on r.id = p.region_id
     group by n.id order by n.id`,
  );
  return async () =>
    all.all().map(({ name, slugs }) => ({ name, regionSlugs: (JSON.parse(slugs) as string[]).sort() }));
}

type DocumentRow = DocumentTable & { id: number; slug: string; full_name: string };

function createDocumentList(database: Database): () => DocumentRecord[] {
  const all = database.prepare<[], DocumentRow>(
    `select d.*, r.slug, r.full_name from document d join region r on r.id = d.region_id order by d.id`,
  );
  const findings = database.prepare<[number], Finding>(
    `select kind, severity, message, clause from finding
     where document_id = ? and report_id is null order by ordinal`,
  );
  return () =>
    all.all().map((row) => ({
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
      findings: findings.all(row.id),
      importedAt: row.imported_at,
    }));
}
