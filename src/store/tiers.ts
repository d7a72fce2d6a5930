/** Classes of readers as numbers, so that SQL can ask for a range of them. */
import { type Audience, mayRead, type Role } from '../domain/access.ts';

/** 0 residents, 1 staff, 2 leaders and operators. */
export type Tier = 0 | 1 | 2;

/** Lowest first. */
export const TIERS = [0, 1, 2] as const satisfies readonly Tier[];

const LOWEST_TIER = { public: 0, staff: 1, leader: 2 } as const satisfies Record<Audience, Tier>;

/** The lowest class that may read for an audience; whoever stands higher may too. */
export const tierOf = (audience: Audience): Tier => LOWEST_TIER[audience];

/** The class that a role reads as. */
export function tierFor(role: Role): Tier {
  if (mayRead(role, 'leader')) return 2;
  return mayRead(role, 'staff') ? 1 : 0;
}

/** Audiences that a class may read for. */
export function audiencesOf(tier: Tier): Audience[] {
  return (Object.keys(LOWEST_TIER) as Audience[]).filter((audience) => LOWEST_TIER[audience] <= tier);
}

/** What the classes from one to another see alike, both included. */
export interface TierRange {
  from: Tier;
  to: Tier;
}

/** Whether a class lies in a range. */
export const holdsTier = ({ from, to }: TierRange, tier: Tier): boolean => from <= tier && tier <= to;
