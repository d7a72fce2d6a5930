/**
 * Plays a year: the clock jumps from one moment at which something is due to the next. Killed at any instant, the next
 * process goes on from what the database knows; what a moment holds is done again when it was not done wholly.
 */
import { startDispatcher } from '../delivery/dispatcher.ts';
import type { Loop } from '../delivery/loop.ts';
import { laterBy } from '../domain/china-time.ts';
import { importFile } from '../importing/import-file.ts';
import type { Log } from '../log.ts';
import { at } from '../timetable/calendar.ts';
import { ACCOUNT, PLATFORM } from './channel.ts';
import { afterOutage, answerTo, type Outage, outageOf, type Said, subscriptionsOf } from './events.ts';
import { type JobsOf, openStage, type ReplaySpec, type Stage } from './stage.ts';

const MINUTE_MS = 60_000;

/** For how long messages on their way are waited for, in real time; the next moment waits for the others. */
const DRAIN_MS = 500;

/** Plays from where the last process stopped to the end. */
export async function playYear(
  folder: string,
  spec: ReplaySpec,
  parts: { jobsOf: JobsOf; log: Log },
): Promise<void> {
  const start = at(spec.from, '00:00');
  const stage = await openStage(folder, spec, { ...parts, start });
  const player = createPlayer(stage);
  const end = at(spec.until, '23:59');
  try {
    while (stage.clock.now < end) {
      await player.play(stage.files.reached() ?? '');
      stage.files.reach(stage.clock.now);
      stage.clock.now = await player.nextMoment();
    }
  } finally {
    await player.stop();
    await stage.app.close();
  }
}

/** Something that comes from outside at a moment. */
interface Due {
  at: string;
  happen(): Promise<unknown>;
}

function createPlayer(stage: Stage) {
  const { clock, calendar, app, channel, spec } = stage;
  const outage = outageOf(spec.year, calendar);
  const dispatcher = startDispatcher({
    outbox: app.store.outbox,
    messengers: () => [channel.messenger],
    now: () => new Date(clock.now),
    random: () => 0,
    log: stage.log,
    metrics: app.metrics,
  });
  const dues = outsideEvents(stage, outage);
  return {
    async play(reached: string) {
      for (const { at, happen } of dues()) if (at > reached && at <= clock.now) await happen();
      await stage.timetable.runDue(clock.now);
      await drain(stage, dispatcher);
    },
    /** The earliest at which something is due, at least a minute on. */
    async nextMoment() {
      const { waiting } = await app.store.outbox.figures(clock.now);
      const soon = laterBy(clock.now, MINUTE_MS);
      const moments = [
        ...(waiting > 0 ? [soon] : []),
        (await stage.timetable.nextDue()) ?? '9999',
        ...dues().flatMap(({ at }) => (at > clock.now ? [at] : [])),
      ];
      const next = moments.reduce((first, moment) => (moment < first ? moment : first), '9999');
      return afterOutage(next < soon ? soon : next, outage);
    },
    stop: () => dispatcher.stop(),
  };
}

/** Documents, orders and answers, in the order of their moments; answers join when what they answer was sent. */
function outsideEvents(stage: Stage, outage: Outage): () => readonly Due[] {
  const { documents, people, calendar, channel } = stage;
  const byId = new Map(people.map((person) => [person.personId, person]));
  const saying = (said: Said): Due => ({
    at: afterOutage(said.at, outage),
    happen: () => say(stage, said),
  });
  const dues: Due[] = [
    ...documents.map((document) => ({
      at: afterOutage(document.handedIn, outage),
      happen: () => handIn(stage, document),
    })),
    ...subscriptionsOf(people, documents, calendar).map(saying),
  ];
  let seen = 0;
  return () => {
    for (; seen < channel.sent.length; seen++) {
      const sent = channel.sent[seen]!;
      const person = byId.get(sent.chatId);
      const said = person ? answerTo(sent, person, calendar) : null;
      if (said) dues.push(saying(said));
    }
    return dues.sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));
  };
}

async function handIn({ app, clock }: Stage, document: Stage['documents'][number]): Promise<void> {
  await app.store.saveImport(await importFile(document, {}), clock.now, 'replay');
}

async function say({ handle }: Stage, { id, personId, text }: Said): Promise<void> {
  const chat = { platform: PLATFORM, account: ACCOUNT, chatId: personId, chatKind: 'private' as const };
  await handle({ ...chat, id, personId, text, addressed: true });
}

/** Lets everything go out that may go out now. */
async function drain({ app, clock }: Stage, dispatcher: Loop): Promise<void> {
  const since = performance.now();
  for (;;) {
    const { oldestDueAt } = await app.store.outbox.figures(clock.now);
    if (oldestDueAt === null || performance.now() - since > DRAIN_MS) return;
    dispatcher.wake();
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}
