/** What a newer document changed in how a project is described and how it stands: targets may change lawfully. */
import type { ChangedField, FieldChange } from '../domain/records.ts';
import { shortened } from './shortened.ts';
import type { PlainDossier } from './views.ts';

/** A description that can change. */
export type RevisedField = 'title' | 'goal' | 'targets' | 'units' | 'officials' | 'number';

export interface Revision {
  field: RevisedField;
  before: string;
  after: string;
}

type Described = Omit<PlainDossier, 'clauses'>;
type Fields<Field extends string> = Record<Field, (dossier: Described) => string>;

const DESCRIPTION: Fields<RevisedField> = {
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

const PROGRESS: Fields<Exclude<ChangedField, RevisedField>> = {
  status: (dossier) => (dossier.status === 'unknown' ? '' : dossier.status),
  rate: (dossier) => String(dossier.statedRate ?? ''),
  lagging: (dossier) => String(dossier.lagging ?? ''),
  note: (dossier) => dossier.note,
  reason: (dossier) => dossier.reason,
};

/** Whether a stored change is one of the description. */
export const isRevision = <Change extends FieldChange>(change: Change): change is Change & Revision =>
  change.field in DESCRIPTION;

/** Fields of the description that differ, apart from blanks, in full, then those of its progress, shortened. */
export function changesBetween(before: Described, after: Described): FieldChange[] {
  return [
    ...differing(DESCRIPTION, before, after),
    ...differing(PROGRESS, before, after).map((change) => ({
      ...change,
      before: shortened(change.before),
      after: shortened(change.after),
    })),
  ];
}

function differing<Field extends ChangedField>(
  fields: Fields<Field>,
  before: Described,
  after: Described,
): FieldChange[] {
  return (Object.keys(fields) as Field[])
    .map((field) => ({ field, before: fields[field](before), after: fields[field](after) }))
    .filter((change) => plain(change.before) !== plain(change.after));
}

const plain = (text: string): string => text.replace(/\s+/gu, '');
