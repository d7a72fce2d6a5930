/** The database as plain JSON: one entry a project, from its newest report. */
import type { Dossier } from '../domain/records.ts';
import { parseNumeral } from '../text/numerals.ts';

interface ExportedFigure {
  indicator: string;
  value: number;
  unit: string;
}

/** One project as other programs read it. Rates in percent, ratios as fractions. */
export interface ExportedProject {
  id: string;
  region: string;
  year: number;
  /** Place in the list where the printed number is numeric (a misprint does not count), else as printed. */
  number: number | string;
  printed_number: string;
  title: string | null;
  name: string;
  goal: string;
  note: string;
  reason: string;
  units: string[];
  supporting_units: string[];
  leaders: string[];
  contacts: string[];
  period: { label: string; end: string } | null;
  /** Percent, as the document states it for the whole project; null when it states none. */
  completion_rate: number | null;
  status: string;
  lagging: boolean | null;
  targets: (ExportedFigure & { comparator: '=' | '>=' | '<=' })[];
  actuals: (ExportedFigure & { as_of: string | null })[];
  /** Indexes into `targets` and `actuals`. */
  pairs: { target: number; actual: number; ratio: number | null; stated_ratio: number | null }[];
  milestones: { what: string; due: string }[];
  /** Doubts about this project. */
  anomalies: string[];
}

const COMPARATORS = { atLeast: '>=', atMost: '<=', exactly: '=' } as const;

/** Rounds away the noise of binary fractions: 0.28 × 100 is 28. */
const exact = (value: number): number => Number(value.toPrecision(12));

/** A dossier in the exported form. */
export function exportProject(dossier: Dossier): ExportedProject {
  return {
    ...describe(dossier),
    period: dossier.period && { label: dossier.period.label, end: dossier.period.end },
    completion_rate: dossier.statedRate === null ? null : exact(dossier.statedRate * 100),
    status: dossier.status,
    lagging: dossier.lagging,
    ...exportFigures(dossier),
    milestones: dossier.milestones.map(({ what, due }) => ({ what, due })),
    anomalies: dossier.findings
      .filter((finding) => finding.severity === 'doubt')
      .map(({ message }) => message),
  };
}

function describe(dossier: Dossier) {
  const supports = dossier.units.filter((unit) => unit.role === 'supporting');
  const contacts = dossier.officials.filter((official) => official.role === 'contact');
  const names = (links: readonly { name: string }[]) => [...new Set(links.map((link) => link.name))];
  return {
    id: dossier.id,
    region: dossier.regionName,
    year: dossier.year,
    number: parseNumeral(dossier.number) === null ? dossier.number : dossier.position,
    printed_number: dossier.number,
    title: dossier.title,
    name: dossier.name,
    goal: dossier.goal,
    note: dossier.note,
    reason: dossier.reason,
    units: names(dossier.units.filter((unit) => unit.role !== 'supporting')),
    supporting_units: names(supports),
    leaders: names(dossier.officials.filter((official) => official.role !== 'contact')),
    contacts: names(contacts),
  };
}

function exportFigures({ figures, pairs }: Dossier): Pick<ExportedProject, 'targets' | 'actuals' | 'pairs'> {
  const targets = figures.filter((figure) => figure.kind === 'target');
  const actuals = figures.filter((figure) => figure.kind === 'actual');
  return {
    targets: targets.map(({ indicator, value, unit, direction }) => ({
      indicator,
      comparator: COMPARATORS[direction],
      value,
      unit,
    })),
    actuals: actuals.map(({ indicator, value, unit, asOf }) => ({ indicator, value, unit, as_of: asOf })),
    pairs: pairs.map((pair) => ({
      target: targets.indexOf(figures[pair.target]!),
      actual: actuals.indexOf(figures[pair.actual]!),
      ratio: pair.ratio,
      stated_ratio: pair.statedRatio,
    })),
  };
}
