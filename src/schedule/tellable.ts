/** What of a verdict may be told to whom: doubts about a document are for those who work on it. */
import type { Role } from '../domain/access.ts';
import type { Verdict } from '../domain/schedule.ts';

/** The verdict as a role may hear it. The light is the same for all. */
export function tellableTo(verdict: Verdict, role: Role): Verdict {
  if (role !== 'resident') return verdict;
  return { ...verdict, reasons: verdict.reasons.filter(({ code }) => code !== 'claimDisagrees') };
}
