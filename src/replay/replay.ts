/** A year played from beginning to end, in one process or in many that are killed, and what came of it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { openDatabase } from '../database.ts';
import { laterBy } from '../domain/china-time.ts';
import { dutyJobs } from '../duty.ts';
import type { Log } from '../log.ts';
import { at, createCalendar } from '../timetable/calendar.ts';
import { countAlerts } from './alert-counts.ts';
import { readSent } from './channel.ts';
import { createDocuments } from './documents.ts';
import { outageOf, subscriptionsOf } from './events.ts';
import { figuresOf, type ReplayFigures } from './figures.ts';
import { replayFiles } from './files.ts';
import { playYear } from './machine.ts';
import { createPeople } from './people.ts';
import { createRandom, type Random } from './random.ts';
import type { SaidRules } from './rules.ts';
import type { ReplaySpec } from './stage.ts';
import { createWorld } from './truth.ts';

/** How often a process is killed in a year. */
export const KILLS = 12;

/** How soon after a chosen moment a process is killed, and how soon after its start, in real milliseconds. */
const SOON_MS = 300;
const STARTING_MS = 1500;

/** How often the virtual clock of a process is looked at. */
const LOOK_EVERY_MS = 20;

const CHILD = fileURLToPath(new URL('./child.ts', import.meta.url));

/** Most pushes of a year that are told apart by what they are. */
const MOST_PUSHES = 1_000_000;

/** Plays in this process. */
export async function replay(folder: string, spec: ReplaySpec, log: Log): Promise<void> {
  await playYear(folder, spec, { jobsOf: dutyJobs, log });
}

/**
 * Plays in processes that are killed up to so many times, spread over the year; the last one plays to the end. Returns
 * how many were killed.
 */
export async function replayKilled(folder: string, spec: ReplaySpec, kills: number): Promise<number> {
  const random = createRandom(spec.seed + 3);
  const moments = killMoments(spec, kills, random);
  for (let killed = 0; ; killed++) {
    const child = spawn(process.execPath, [CHILD, folder, JSON.stringify(spec)], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const moment = moments[killed];
    const stop = moment === undefined ? () => {} : killAt(child, moment, { folder, random });
    const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
    stop();
    if (code === 0) return killed;
    if (signal !== 'SIGKILL') throw new Error(`a process of the replay ended with ${code ?? signal}`);
  }
}

/** Half of them when a report comes in, half at any time; in their order. */
function killMoments(spec: ReplaySpec, kills: number, random: Random): string[] {
  const [start, end] = [at(spec.from, '00:00'), at(spec.until, '00:00')];
  const busy = createDocuments(createWorld(spec), createCalendar())
    .map(({ handedIn }) => handedIn)
    .filter((moment) => moment > start && moment < end);
  const span = Date.parse(end) - Date.parse(start);
  return Array.from({ length: kills }, (_, index) =>
    index % 2 === 0 && busy.length > 0 ? random.pick(busy) : laterBy(start, random.next() * span),
  ).sort();
}

/** Kills soon after the virtual clock has come to a moment, in one of four cases while the process still starts. */
function killAt(child: ChildProcess, moment: string, { folder, random }: { folder: string; random: Random }) {
  const files = replayFiles(folder);
  const early = random.chance(1 / 4);
  const waitMs = random.between(0, early ? STARTING_MS : SOON_MS);
  const timers: NodeJS.Timeout[] = [];
  const look = () => {
    if (!early && (files.reached() ?? '') < moment) return;
    clearInterval(timers[0]);
    timers.push(setTimeout(() => child.kill('SIGKILL'), waitMs));
  };
  timers.push(setInterval(look, LOOK_EVERY_MS));
  return () => timers.forEach(clearTimeout);
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
