/** What a newer document changed in how a project is described: kept, because targets may change lawfully. */
import type { PlainDossier } from './views.ts';

/** A description that can change. */
export type RevisedField = 'title' | 'goal' | 'targets' | 'units' | 'officials' | 'number';

export interface Revision {
  field: RevisedField;
  before: string;
  after: string;
}

type Described = Pick<PlainDossier, 'title' | 'goal' | 'figures' | 'units' | 'officials' | 'number'>;

const FIELDS: Record<RevisedField, (dossier: Described) => string> = {
  title: (dossier) => dossier.title ?? '',
  goal: (dossier) => dossier.goal,
  targets: (dossier) =>
    dossier.figures
      .filter((figure) => figure.kind === 'target')
      .map((figure) => `${figure.indicator} ${figure.printed}`)
      .join('；'),
  units: (dossier) => dossier.units.map((unit) => `${unit.word}：${unit.name}`).join('；'),
  officials: (dossier) =>
    dossier.officials.map((official) => `${official.word}：${official.name}`).join('；'),
  number: (dossier) => dossier.number,
};

/** Fields that differ, apart from blanks. */
export function revisionsBetween(before: Described, after: Described): Revision[] {
  return (Object.keys(FIELDS) as RevisedField[])
    .map((field) => ({ field, before: FIELDS[field](before), after: FIELDS[field](after) }))
    .filter((change) => plain(change.before) !== plain(change.after));
}

const plain = (text: string): string => text.replace(/\s+/gu, '');
