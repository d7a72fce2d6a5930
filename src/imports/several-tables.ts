/** The projects of several tables of one document: whose each table is, and projects that more than one names. */
import { addPeople, namesPeople, type People } from './cells.ts';
import { periodIn } from './columns.ts';
import { splitLabels } from './labels.ts';
import type { RawProject } from './raw.ts';
import { defaultUnitWord, looksLikeUnit, reportingUnit } from './unit-words.ts';

/** A table as it was read. */
export interface ReadTable {
  /** Sheet name or caption; '' when it has none. */
  name: string;
  /** Lines between it and the table before, and the rows above its header. */
  above: string[];
  /** Texts that may name its period, nearest first. */
  hints: string[];
  /** Days on which its rows were filed. */
  recorded: string[];
  projects: RawProject[];
}

/** A project with the table that it was first read in. */
interface Entry {
  project: RawProject;
  table: ReadTable;
}

/** All projects in reading order, each once, and what the tables say of their period. */
export function joined(tables: readonly ReadTable[]): Pick<ReadTable, 'projects' | 'hints' | 'recorded'> {
  const byTitle = new Map<string, Entry[]>();
  const entries: Entry[] = [];
  for (const table of withOwners(tables))
    for (const project of table.projects) {
      const known = byTitle.get(project.title ?? '') ?? [];
      const same = known.find((entry) => entry.table !== table && isSame(entry, { project, table }));
      if (same) same.project = merged(same, { project, table });
      else {
        const entry = { project, table };
        entries.push(entry);
        byTitle.set(project.title ?? '', [...known, entry]);
      }
    }
  const repeats = entries.length < tables.reduce((sum, { projects }) => sum + projects.length, 0);
  const told = repeats ? [...tables].sort((a, b) => endOf(b).localeCompare(endOf(a))) : tables;
  return {
    projects: entries.map(({ project }) => project),
    hints: told.flatMap(({ hints, name }) => [...hints, name]),
    recorded: told.flatMap(({ recorded }) => recorded),
  };
}

/** The same name, and no other number or goal; two reports of one period are two projects. */
function isSame(first: Entry, second: Entry): boolean {
  const [a, b] = [first.project, second.project];
  if (!a.title || !agree(a.number, b.number) || !agree(a.goal, b.goal)) return false;
  return !reports(a) || !reports(b) || endOf(first.table) !== endOf(second.table);
}

const agree = (first: string, second: string) => first === second || first === '' || second === '';
const reports = ({ note, rate, status }: RawProject) => note !== '' || rate !== '' || status !== '';

/** The report of the later period; what one of them leaves out is the other's. */
function merged(first: Entry, second: Entry): RawProject {
  const late =
    reports(second.project) && (!reports(first.project) || endOf(second.table) > endOf(first.table));
  const [newer, older] = late ? [second.project, first.project] : [first.project, second.project];
  const { note, reason, rate, status } = newer;
  return {
    number: first.project.number || second.project.number,
    title: newer.title,
    goal: newer.goal || older.goal,
    ...{ note, reason, rate, status },
    units: newer.units.length > 0 ? newer.units : older.units,
    officials: newer.officials.length > 0 ? newer.officials : older.officials,
  };
}

/** The last day that its name or hints name, counted in any year; '' when they name none. */
function endOf({ name, hints }: ReadTable): string {
  return [name, ...hints].map(periodIn).find((end) => end !== null) ?? '';
}

/** 责任单位：县民政局 above a table holds for each of its projects that names none itself. */
function withOwners(tables: readonly ReadTable[]): ReadTable[] {
  const filed = tables.map(({ name, above }) => reportingUnitIn(above) ?? (looksLikeUnit(name) ? name : ''));
  const byUnit = new Set(filed).size === tables.length && tables.length > 1;
  return tables.map((table, i) => {
    const owners = ownersIn(table.above);
    if (owners.units.length === 0 && byUnit && filed[i])
      addPeople(owners, { role: 'responsibleUnit', word: defaultUnitWord, also: [], text: filed[i] });
    const { units, officials } = owners;
    const owned = (project: RawProject): RawProject => ({
      ...project,
      units: project.units.length > 0 ? project.units : units,
      officials: project.officials.length > 0 ? project.officials : officials,
    });
    return { ...table, projects: table.projects.map(owned) };
  });
}

/** Longest line that says whose a table is. */
const LONGEST_LINE = 60;

function ownersIn(lines: readonly string[]): People {
  const owners: People = { units: [], officials: [] };
  for (const line of lines.filter((text) => text.length <= LONGEST_LINE))
    for (const { label, text } of splitLabels(line))
      if (label && namesPeople(label.role)) addPeople(owners, { ...label, text });
  return owners;
}

const reportingUnitIn = (lines: readonly string[]) => lines.map(reportingUnit).find((unit) => unit !== null);
