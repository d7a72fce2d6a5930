/**
 * Does by the clock what has to be done: each job in one process at a time, once after an outage however many times it
 * was missed, again after a pause when it failed. A run that was cut off is taken up by whoever comes next, so jobs must
 * bear to be run twice: they know by keys of their own what they did already.
 */
import { laterBy } from '../domain/china-time.ts';
import type { JobOutcome, JobRecord, Jobs } from '../domain/jobs.ts';
import { type Calendar, createCalendar } from './calendar.ts';
import { nextDue, type Rule, ruleText } from './rule.ts';

/** Something done by the clock. */
export interface Job {
  /** Never changes: the database knows the job by it. */
  name: string;
  rule: Rule;
  /** @param now the instant of the run, which may be long after it was due */
  run(now: string): Promise<unknown>;
}

/** What a timetable tells the operator. */
export interface TimetableLog {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}

export interface TimetableTools {
  jobs: readonly Job[];
  /** Where it is kept when each is due. */
  records: Jobs;
  /** This process among those that share the database. */
  holder: string;
  /** Whether a holder is known to be gone, before its lease ends. */
  isGone: (holder: string) => boolean;
  now: () => Date;
  log: TimetableLog;
  /** Which days are worked; that of China when left out. */
  calendar?: Pick<Calendar, 'isWorkday'>;
  /** How long a process may be silent before others take up what it was at. */
  leaseMs?: number;
}

/** How one run ended. `lost`: another process took it over meanwhile. */
export interface JobRun {
  name: string;
  outcome: 'done' | 'failed' | 'lost';
}

export interface Timetable {
  /** Runs what is due at an instant, one after the other, and tells what was run. */
  runDue(now: string): Promise<JobRun[]>;
  /** The earliest instant at which something is due, after the first `runDue`; null without jobs. */
  nextDue(): Promise<string | null>;
  /** Every job as it stands, in the order given. */
  standing(): Promise<JobRecord[]>;
}

/** A timetable that looks at the clock by itself. */
export interface RunningTimetable extends Timetable {
  /** Begins nothing further and waits for what is under way. */
  stop(): Promise<void>;
}

/** Of a run that a process is at. */
const LEASE_MS = 60_000;

/** How often the clock is looked at: jobs are due by the minute. */
const EVERY_MS = 5_000;

/** Pause after the first failure; doubled after each further one, up to the longest. */
const FIRST_PAUSE_MS = 60_000;
const LONGEST_PAUSE_MS = 30 * 60_000;

/** Without timers: for replays, tests and the command line. @throws InputError for a rule that is none */
export function createTimetable(given: TimetableTools): Timetable {
  const tools = { leaseMs: LEASE_MS, ...given, calendar: given.calendar ?? createCalendar() };
  const { jobs, calendar } = tools;
  for (const { rule } of jobs) nextDue(rule, tools.now().toISOString(), calendar);
  const underWay = new Set<string>();
  return {
    async runDue(instant) {
      const runs: JobRun[] = [];
      await planAll(tools, instant);
      for (const job of jobs) {
        if (underWay.has(job.name)) continue;
        underWay.add(job.name);
        const run = await runOne(tools, job, instant).finally(() => underWay.delete(job.name));
        if (run) runs.push(run);
      }
      return runs;
    },
    async nextDue() {
      const due = (await standingOf(tools)).map((record) => record.nextDue).sort();
      return due[0] ?? null;
    },
    standing: () => standingOf(tools),
  };
}

/** Looks at the clock every few seconds until it is stopped. @throws InputError for a rule that is none */
export function startTimetable(tools: TimetableTools & { everyMs?: number }): RunningTimetable {
  const { everyMs = EVERY_MS, jobs, now, log } = tools;
  const each = jobs.map((job) => createTimetable({ ...tools, jobs: [job] }));
  const open = new Set<Promise<unknown>>();
  const begin = () => {
    for (const one of each) {
      const run = one
        .runDue(now().toISOString())
        .catch((error) => log.error({ err: error }, 'the timetable could not be read'))
        .finally(() => open.delete(run));
      open.add(run);
    }
  };
  begin();
  const timer = setInterval(begin, everyMs);
  return {
    ...createTimetable(tools),
    async runDue(instant) {
      return (await Promise.all(each.map((one) => one.runDue(instant)))).flat();
    },
    async stop() {
      clearInterval(timer);
      await Promise.all(open);
    },
  };
}

type Tools = TimetableTools & Required<Pick<TimetableTools, 'calendar' | 'leaseMs'>>;

async function standingOf({ jobs, records }: Pick<TimetableTools, 'jobs' | 'records'>): Promise<JobRecord[]> {
  const known = new Map((await records.all()).map((record) => [record.name, record]));
  return jobs.flatMap(({ name }) => known.get(name) ?? []);
}

/** New jobs, changed rules, and due times further off than the rule allows because a clock was wrong. */
async function planAll(tools: Tools, now: string): Promise<void> {
  const known = new Map((await tools.records.all()).map((record) => [record.name, record]));
  for (const { name, rule } of tools.jobs) {
    const record = known.get(name);
    const text = ruleText(rule);
    if (record?.rule === text && record.nextDue <= now) continue;
    const due = nextDue(rule, now, tools.calendar);
    if (record?.rule !== text || record.nextDue > due) await tools.records.plan(name, text, due);
  }
}

/** Null when the job is not due or another process is at it. */
async function runOne(tools: Tools, job: Job, now: string): Promise<JobRun | null> {
  const { records, holder, isGone, log, leaseMs } = tools;
  const { name } = job;
  if (!(await records.take(name, holder, { now, until: laterBy(now, leaseMs) }, isGone))) return null;
  const stopBeating = keepLease(tools, name, now);
  const began = performance.now();
  const end = await ended(job, now, log);
  const durationMs = Math.round(performance.now() - began);
  stopBeating();
  const at = laterBy(now, durationMs);
  const finished = await records.finish(name, holder, {
    ...end,
    at,
    nextDue: await dueAfter(tools, job, end, now),
  });
  if (!finished) log.warn({ job: name }, 'another process took over a job that was still under way');
  return { name, outcome: finished ? end.outcome : 'lost' };
}

async function ended(job: Job, now: string, log: TimetableLog): Promise<JobOutcome> {
  try {
    await job.run(now);
    return { outcome: 'done' };
  } catch (error) {
    log.error({ job: job.name, err: error }, 'a job failed and is tried again');
    return { outcome: 'failed', reason: error instanceof Error ? error.name : typeof error };
  }
}

/** What was missed is not made up for: the next run is the next one after now. A failed one is tried again sooner. */
async function dueAfter(tools: Tools, job: Job, end: JobOutcome, now: string): Promise<string> {
  const regular = nextDue(job.rule, now, tools.calendar);
  if (end.outcome === 'done') return regular;
  const failures = (await standingOf({ records: tools.records, jobs: [job] }))[0]?.failures ?? 0;
  const pauseMs = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(failures, 20));
  const again = laterBy(now, pauseMs);
  return again < regular ? again : regular;
}

/** Renews the lease while a run is under way; the run's own instant goes on with the time that really passes. */
function keepLease({ records, holder, log, leaseMs }: Tools, name: string, now: string) {
  const began = performance.now();
  const timer = setInterval(() => {
    const until = laterBy(now, Math.round(performance.now() - began) + leaseMs);
    records.renew(name, holder, until).catch((error) => {
      log.warn({ job: name, err: error }, 'the lease of a job could not be renewed');
    });
  }, leaseMs / 3);
  timer.unref();
  return () => clearInterval(timer);
}
