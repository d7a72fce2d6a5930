/** Who is concerned by a project, and as which class of readers. */
import { lowestRole, reaches } from '../domain/access.ts';
import type { Alert } from '../domain/alerts.ts';
import type { Recipient } from '../domain/push.ts';
import type { ReaderClass, Signal, Watched } from './alert.ts';
import type { AlertPolicy, Circle } from './policy.ts';
import type { AlertPorts, Reach } from './ports.ts';

/** As what somebody reads over a channel; null for those who are told nothing. Operators run the bot, no projects. */
export function readerClass(
  { role }: Pick<Recipient, 'role'>,
  { highestRole }: Pick<Reach, 'highestRole'>,
): ReaderClass | null {
  const read = lowestRole(role, highestRole);
  if (role === 'operator' || !reaches(read, 'staff')) return null;
  return read === 'staff' ? 'staff' : 'leader';
}

/** In which circle of a project somebody stands; null when it is none of theirs. */
export function circleOf(
  to: Pick<Recipient, 'role' | 'unit' | 'official' | 'region'>,
  project: Watched,
  sameUnit: AlertPorts['sameUnit'],
): Circle | null {
  if (to.region !== null && to.region !== project.region) return null;
  const ofUnit = to.unit === null || project.units.some((name) => sameUnit(name, to.unit!));
  if (to.role === 'staff') {
    if (to.unit === null) return 'office';
    return ofUnit ? 'unit' : null;
  }
  if (to.official !== null) return project.officials.includes(to.official) ? 'named' : null;
  return ofUnit ? 'region' : null;
}

/** Whether the step that an alert has reached tells a circle. */
export function isTold(
  { alert, signal }: { alert: Pick<Alert, 'step'>; signal: Pick<Signal, 'audience'> },
  circle: Circle,
  { ladder }: AlertPolicy,
): boolean {
  const step = ladder.steps.find(({ name }) => name === alert.step) ?? ladder.steps.at(-1)!;
  return (signal.audience === 'staff' ? step.tellStaffFirst : step.tell).includes(circle);
}
