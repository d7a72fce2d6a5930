/** The real program set up for one process of a replay: its database, its chat platform, its people. */
import { render } from '../adapters/render.ts';
import { type App, openApp } from '../app.ts';
import { momentOf } from '../clock.ts';
import { readConfig } from '../config.ts';
import type { Handle } from '../domain/channel.ts';
import { isGone, newHolder } from '../holder.ts';
import { importFile } from '../importing/import-file.ts';
import type { Log } from '../log.ts';
import { createDirectHandle } from '../reception/direct.ts';
import { createKeyedQueue } from '../reception/keyed-queue.ts';
import { type Calendar, createCalendar } from '../timetable/calendar.ts';
import { createTimetable, type Job, type Timetable } from '../timetable/timetable.ts';
import { ACCOUNT, CAPABILITIES, createRecordingChannel, PLATFORM, type RecordingChannel } from './channel.ts';
import { createDocuments, type MadeDocument } from './documents.ts';
import { type ReplayFiles, replayFiles } from './files.ts';
import { createPeople, type MadePerson } from './people.ts';
import { createWorld, type WorldSize } from './truth.ts';

/** What a replay is of. Plain JSON: it is handed to child processes. */
export interface ReplaySpec extends WorldSize {
  /** First and last day that are played, `YYYY-MM-DD`. */
  from: string;
  until: string;
  /** File of the policy; null for the program's own. */
  policy: string | null;
}

/** The virtual clock: an ISO instant. */
export interface Clock {
  now: string;
}

/** Everything that one process of a replay works with. */
export interface Stage {
  spec: ReplaySpec;
  files: ReplayFiles;
  clock: Clock;
  calendar: Calendar;
  app: App;
  channel: RecordingChannel;
  timetable: Timetable;
  /** Takes what somebody says in a chat. */
  handle: Handle;
  people: readonly MadePerson[];
  documents: readonly MadeDocument[];
  log: Log;
}

/** Makes the jobs of the program that speak unasked. */
export type JobsOf = (app: App) => readonly Job[];

export interface StageParts {
  jobsOf: JobsOf;
  log: Log;
  /** Where the clock stands when nothing was played yet. */
  start: string;
}

/** Opens the folder of a replay, new or left by an earlier process. */
export async function openStage(folder: string, spec: ReplaySpec, parts: StageParts): Promise<Stage> {
  const { log } = parts;
  const files = replayFiles(folder);
  const clock: Clock = { now: files.reached() ?? parts.start };
  const calendar = createCalendar();
  const world = createWorld(spec);
  const documents = createDocuments(world, calendar);
  const people = createPeople(world);
  const channel = createRecordingChannel(files.sentPath, () => clock.now);
  const config = readConfig({ MINSHENG_DB: files.dbPath, MINSHENG_POLICY: spec.policy ?? undefined });
  const app = await openApp(config, log, { seeds: false, platforms: channel.platforms });
  await bindAll(app, people, { slugs: await slugsOf(documents, world.lists.length), at: clock.now });
  const timetable = createTimetable({
    jobs: parts.jobsOf(app),
    records: app.store.jobs,
    holder: newHolder(),
    isGone,
    now: () => new Date(clock.now),
    log,
    calendar,
  });
  const handle = createDirectHandle(
    {
      inbox: app.store.inbox,
      admit: async () => ({ admit: true }),
      answerer: app.answerer,
      conversations: app.conversations,
      queue: createKeyedQueue(),
      clock: () => momentOf(new Date(clock.now)),
      render: ({ answer, file }, capabilities) => render(answer, capabilities, file),
      apology: app.texts.failed,
      log,
      metrics: app.metrics,
    },
    CAPABILITIES,
  );
  return { spec, files, clock, calendar, app, channel, timetable, handle, people, documents, log };
}

/** How the program will call each region: its own documents say it. */
async function slugsOf(documents: readonly MadeDocument[], lists: number): Promise<string[]> {
  const firsts = Array.from({ length: lists }, (_, list) => documents.find((one) => one.list === list)!);
  return Promise.all(firsts.map(async (first) => (await importFile(first, {})).region.slug));
}

/** Binds everybody whom an earlier process did not bind. */
async function bindAll(
  { store }: Pick<App, 'store'>,
  people: readonly MadePerson[],
  { slugs, at }: { slugs: readonly string[]; at: string },
): Promise<void> {
  const { rights } = store.access;
  for (const { personId, list, role, unit, official } of people) {
    const person = { platform: PLATFORM, personId };
    if (await rights.binding(person)) continue;
    const given = { role, unit, official, region: slugs[list]! };
    const code = {
      prefix: personId,
      hash: '',
      salt: '',
      issuedAt: at,
      issuedBy: 'replay',
      expiresAt: '9999',
    };
    await rights.addCode({ ...code, ...given });
    const added = (await rights.liveCodes(personId, at)).find((live) => live.usedBy === null);
    const chat = { ...person, account: ACCOUNT, chatId: personId };
    await rights.redeem(added!.id, { ...chat, ...given, boundAt: at, by: 'replay' });
  }
}
