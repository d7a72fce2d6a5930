/**
 * `node answer-messages.ts FOLDER API_ROOT TOKEN`: answers what comes from a Bot API server, through the whole path over
 * the database of the folder, until it is told to stop. Limits of persons and of the platform are off.
 */
import { join } from 'node:path';
import { render } from '../../src/adapters/render.ts';
import { createMessengers } from '../../src/adapters/telegram/module.ts';
import { clock, openApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { startDispatcher } from '../../src/delivery/dispatcher.ts';
import type { Messenger } from '../../src/domain/channel.ts';
import { createLog } from '../../src/log.ts';
import { createReceive } from '../../src/reception/receive.ts';
import { startWorker } from '../../src/reception/worker.ts';

const [folder, apiRoot, token] = process.argv.slice(2) as [string, string, string];
const log = createLog('error');
const app = await openApp(readConfig({ MINSHENG_DB: join(folder, 'bench.db') }), log, { seeds: false });
const { inbox, outbox } = app.store;
const now = () => new Date();
const settings = { MINSHENG_TELEGRAM_TOKEN: token, MINSHENG_TELEGRAM_API_ROOT: apiRoot };
const [limited] = createMessengers(settings, { log, now, publicUrl: null });
const messenger: Messenger = { ...limited!, capabilities: { ...limited!.capabilities, budgets: [] } };
const messengers = () => [messenger];
const dispatcher = startDispatcher({
  outbox,
  messengers,
  now,
  random: Math.random,
  log,
  metrics: app.metrics,
});
const worker = startWorker({
  ...app,
  inbox,
  messengers,
  clock,
  render: ({ answer }, { capabilities }) => render(answer, capabilities),
  wording: { apology: '', choiceGone: '', choiceOfOther: '' },
  log,
  onFinished: dispatcher.wake,
});
await messenger.start(
  createReceive(
    {
      inbox,
      admit: async () => ({ admit: true }),
      answers: async () => true,
      now,
      metrics: app.metrics,
      onAccepted: worker.wake,
      notify: async () => {},
    },
    messenger,
  ),
);
process.once('SIGTERM', async () => {
  await worker.stop();
  await dispatcher.stop();
  await messenger.stop();
  await app.close();
});
