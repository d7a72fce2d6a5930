/** The whole program as it serves: pages, chat platforms, housekeeping. */

import { createWebAdapter, type WebAdapter } from './adapters/web/adapter.ts';
import { watchChannels } from './alarms.ts';
import { type App, clock, openApp } from './app.ts';
import { holdDatabase } from './backups.ts';
import type { Config } from './config.ts';
import { dutyJobs } from './duty.ts';
import { isGone, newHolder } from './holder.ts';
import { keepHouse } from './housekeeping.ts';
import type { Log } from './log.ts';
import { createMailroom, type Mailroom } from './mailroom.ts';
import { hookFinder } from './operations/hooks.ts';
import { createReadiness } from './operations/readiness.ts';
import { createOperatorPorts } from './operator-desk.ts';
import { warmUp } from './questions/words.ts';
import { startTimetable } from './timetable/timetable.ts';
import { createWebApp } from './web/app.ts';
import type { WebPorts } from './web/ports.ts';
import { listen } from './web/server.ts';
import { createSuggestions } from './web/suggestions.ts';

/** A serving program. */
export interface Program {
  /** Of the pages, with the port really bound. */
  readonly url: string;
  readonly mailroom: Mailroom;
  /** Takes nothing in any more, finishes what is under way, closes the database. */
  stop(): Promise<void>;
}

/** Begins to serve. @throws InputError naming everything that is wrong */
export async function serve(config: Config, log: Log): Promise<Program> {
  const hold = holdDatabase(config.dbPath);
  const stops: (() => void | Promise<void>)[] = [() => hold.release()];
  const stop = async () => {
    for (const one of stops.splice(0).reverse()) await one();
  };
  try {
    const mailroom = await createMailroom(config, log);
    const app = await openApp(config, log, { seeds: true, platforms: mailroom, reviews: true });
    stops.push(() => app.close());
    warmUp(app.words.current());
    stops.push(await keepHouse(app.store, { log, reviewDays: config.reviewDays }));
    const web = createWebChannel(app, { mailroom, config, log });
    await web.start(app.direct(web.capabilities));
    stops.push(() => web.stop());
    mailroom.open(app);
    stops.push(() => mailroom.close());
    const { store, sendPush } = app;
    const timetable = startTimetable({
      jobs: dutyJobs(app),
      records: store.jobs,
      holder: newHolder(),
      isGone,
      now: () => new Date(),
      log,
    });
    stops.push(() => timetable.stop());
    stops.push(watchChannels({ store, platforms: mailroom, sendPush, log, now: () => new Date() }));
    return { url: web.url ?? '', mailroom, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

interface WebParts {
  mailroom: Mailroom;
  config: Config;
  log: Log;
}

/** The pages over an app; nothing listens before `start`. */
function createWebChannel(app: App, parts: WebParts): WebAdapter {
  return createWebAdapter({
    open: (handle) => listen(createWebApp({ ...pagesOf(app, parts), handle }), parts.config),
  });
}

function pagesOf(app: App, { mailroom, config, log }: WebParts): Omit<WebPorts, 'handle'> {
  const { reader, outbox } = app.store;
  const { operator, metrics } = config.tokens;
  const tokens = [operator, metrics].filter((token) => token !== null);
  const onError = (error: unknown) => log.error({ err: error }, 'a page failed');
  return {
    suggestions: createSuggestions(reader),
    projects: reader,
    ready: createReadiness({
      projectCount: () => reader.projectCount(),
      outbox: () => outbox.figures(clock().now),
      channels: mailroom.standing,
      now: () => new Date(),
      onError,
    }),
    nowMs: () => performance.now(),
    onError,
    trustProxy: config.trustProxy,
    hooks: (platform, name) => hookFinder(mailroom.running())(platform, name),
    ...(tokens.length === 0 ? {} : { metrics: { ...app.metrics, tokens } }),
    ...(operator === null
      ? {}
      : { operator: { token: operator, ports: createOperatorPorts(app, mailroom, log) } }),
  };
}
