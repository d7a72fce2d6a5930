/** A year played from beginning to end, in one process or in many that are killed, and what came of it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { openDatabase } from '../database.ts';
import type { Log } from '../log.ts';
import { at, createCalendar } from '../timetable/calendar.ts';
import { countAlerts } from './alert-counts.ts';
import { readSent } from './channel.ts';
import { createDocuments } from './documents.ts';
import { dutyJobs } from './duty.ts';
import { outageOf, subscriptionsOf } from './events.ts';
import { figuresOf, type ReplayFigures } from './figures.ts';
import { replayFiles } from './files.ts';
import { playYear } from './machine.ts';
import { createPeople } from './people.ts';
import { createRandom } from './random.ts';
import type { SaidRules } from './rules.ts';
import type { ReplaySpec } from './stage.ts';
import { createWorld } from './truth.ts';

/** How often and how soon processes are killed. */
export interface Killing {
  times: number;
  /** Real milliseconds that a process lives, at least and at most. */
  livesMs: readonly [number, number];
}

/** A few seconds each: enough to start and to do something. */
export const KILLING: Killing = { times: 12, livesMs: [1500, 6000] };

const CHILD = fileURLToPath(new URL('./child.ts', import.meta.url));

/** Most pushes of a year that are told apart by what they are. */
const MOST_PUSHES = 1_000_000;

/** Plays in this process. */
export async function replay(folder: string, spec: ReplaySpec, log: Log): Promise<void> {
  await playYear(folder, spec, { jobsOf: dutyJobs, log });
}

/** Plays in processes that are killed so many times; the last one plays to the end. Returns how many were killed. */
export async function replayKilled(folder: string, spec: ReplaySpec, killing: Killing): Promise<number> {
  const random = createRandom(spec.seed + 3);
  for (let killed = 0; ; killed++) {
    const child = spawn(process.execPath, [CHILD, folder, JSON.stringify(spec)], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const [least, most] = killing.livesMs;
    const timer =
      killed < killing.times ? setTimeout(() => child.kill('SIGKILL'), random.between(least, most)) : null;
    const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
    if (timer) clearTimeout(timer);
    if (code === 0) return killed;
    if (signal !== 'SIGKILL') throw new Error(`a process of the replay ended with ${code ?? signal}`);
  }
}

/** Counts what came of the replay of a folder. */
export async function countReplay(
  folder: string,
  spec: ReplaySpec,
  rules: SaidRules,
): Promise<ReplayFigures> {
  const files = replayFiles(folder);
  const calendar = createCalendar(rules.hours);
  const world = createWorld(spec);
  const end = at(spec.until, '23:59');
  const documents = createDocuments(world, calendar).filter((document) => document.handedIn < end);
  const people = createPeople(world);
  const { store } = await openDatabase(files.dbPath);
  try {
    const pushes = await store.audit.list({ action: 'push', limit: MOST_PUSHES });
    const whatOf = new Map(pushes.map(({ detail }) => [String(detail.key), String(detail.what)]));
    const orders = subscriptionsOf(people, documents, calendar);
    const course = { world, documents, calendar, outage: outageOf(spec.year, calendar), rules, end };
    const alertCounts = await countAlerts(store);
    return figuresOf({ ...course, people, orders, sent: readSent(files.sentPath), whatOf, alertCounts });
  } finally {
    await store.close();
  }
}
