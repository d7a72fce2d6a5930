/** The jobs of the program that speak unasked, as a replay runs them. */
import type { JobsOf } from './stage.ts';

/** Alerts and digests by the clock of the timetable. */
export const dutyJobs: JobsOf = () => [];
