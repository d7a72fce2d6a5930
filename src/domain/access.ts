/** Who may be told what. resident < staff < leader < operator; in doubt the lowest. */

export const ROLES = ['resident', 'staff', 'leader', 'operator'] as const;

export type Role = (typeof ROLES)[number];

/** Who a document, a finding or a report is for. Whoever stands higher may read it too. */
export type Audience = 'public' | 'staff' | 'leader';

/** The lowest role that may read for an audience. */
const LOWEST_READER = {
  public: 'resident',
  staff: 'staff',
  leader: 'leader',
} as const satisfies Record<Audience, Role>;

/** The class of reader that everybody is who reads for an audience. */
export function readerOf(audience: Audience): Role {
  return LOWEST_READER[audience];
}

/** Whether a role reaches another: an operator reaches all. */
export function reaches(role: Role, needed: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(needed);
}

/** The lowest of several roles: what may be said where all of them listen. */
export function lowestRole(first: Role, ...others: readonly Role[]): Role {
  return others.reduce((lowest, role) => (reaches(role, lowest) ? lowest : role), first);
}

/** Whether a role may read what is meant for an audience. */
export function mayRead(role: Role, audience: Audience): boolean {
  return reaches(role, LOWEST_READER[audience]);
}

/** Who asks, and what may be said in the place where they ask. */
export interface Asker {
  /** What the person may do here; commands look at this. Never above what their binding says. */
  role: Role;
  /** What may be said here: the lowest class among those who listen. Answers look at this. */
  disclosure: Role;
  /** Full name of the unit that a member of staff is bound to. */
  unit: string | null;
  /** Name of the official that a leader is bound to, as documents print it. */
  official: string | null;
  /** Slug of the region that questions without a place are about. */
  region: string | null;
}

/** Somebody of whom nothing is known. */
export const ANYBODY: Asker = {
  role: 'resident',
  disclosure: 'resident',
  unit: null,
  official: null,
  region: null,
};
