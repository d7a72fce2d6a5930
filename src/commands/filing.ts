/** Who may hand something in, and for what. */
import type { Asker } from '../domain/access.ts';
import type { ProjectSummary } from '../domain/records.ts';
import { bodyKeys, bodyLevel } from '../text/bodies.ts';
import { standing } from './command.ts';

/** Staff and operators may; leaders only when they are bound to a unit. */
export function mayFile(asker: Asker): boolean {
  const held = standing(asker);
  switch (held) {
    case 'staff':
    case 'operator':
      return true;
    case 'leader':
      return asker.unit !== null;
    case 'resident':
      return false;
    default:
      return held satisfies never;
  }
}

/** Whether a unit has a part in a project; somebody bound to no unit speaks for all. */
export function hasPart(unit: string | null, { units }: Pick<ProjectSummary, 'units'>): boolean {
  return unit === null || units.some(({ name }) => sameUnit(unit, name));
}

/** Two spellings of one body: the same field, and no two levels that differ. */
export function sameUnit(one: string, other: string): boolean {
  if (one === other) return true;
  const [mine, theirs] = [bodyLevel(one), bodyLevel(other)];
  if (mine !== null && theirs !== null && mine !== theirs) return false;
  const keys = new Set(bodyKeys(one));
  return bodyKeys(other).some((key) => keys.has(key));
}
