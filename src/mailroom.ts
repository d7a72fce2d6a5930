/** The chat platforms plugged in: messages come in, are answered, and go out through the outbox. */

import { MESSENGERS } from './adapters/registry.ts';
import { render } from './adapters/render.ts';
import { type App, clock } from './app.ts';
import type { Config } from './config.ts';
import { type ChannelSource, type Channels, startChannels } from './delivery/channels.ts';
import { startDispatcher } from './delivery/dispatcher.ts';
import type { Messenger } from './domain/channel.ts';
import { InputError } from './domain/errors.ts';
import type { IncomingMessage } from './domain/message.ts';
import { isGone, newHolder } from './holder.ts';
import type { Log } from './log.ts';
import type { Platforms } from './platforms.ts';
import { saying } from './reception/answerer.ts';
import { createReceive } from './reception/receive.ts';
import { replyParcels } from './reception/reply-parcels.ts';
import { startWorker } from './reception/worker.ts';

export interface Mailroom extends Platforms {
  /** Begins to take in, to answer and to send. */
  open(app: App): void;
  /** Takes nothing in any more, finishes what is under way, lets the accounts go. */
  close(): Promise<void>;
}

/** How long a notice is worth sending. */
const NOTICE_LIFE_MS = 60 * 60 * 1000;

/** Sets up the configured platforms; nothing connects before `open`. @throws InputError with what is wrong in their settings */
export async function createMailroom(config: Config, log: Log): Promise<Mailroom> {
  const sources = await channelSources(config, log);
  const templates = sources.map((source) => source.create());
  let channels: Channels | null = null;
  let stop: () => Promise<void> = async () => {};
  const running = () => channels?.running() ?? [];
  return {
    running,
    standing: () => channels?.standing() ?? [],
    capabilities: (platform, account) =>
      templates.find((one) => one.platform === platform && one.account === account)?.capabilities ?? null,
    identifies: (platform) =>
      templates.some((one) => one.platform === platform && one.capabilities.identifies),
    async fetchFile({ platform, account }, ref, maxBytes) {
      const owner = running().find((one) => one.platform === platform && one.account === account);
      if (!owner?.fetchFile) throw new InputError([{ where: '附件', message: '这里收不了文件' }]);
      return owner.fetchFile(ref, maxBytes);
    },
    open(app) {
      const opened = openChannels(app, { sources, log, running });
      channels = opened.channels;
      stop = opened.stop;
    },
    close: () => stop(),
  };
}

async function channelSources(config: Config, log: Log): Promise<ChannelSource[]> {
  const tools = { log, now: () => new Date(), publicUrl: config.publicUrl };
  const sources: ChannelSource[] = [];
  for (const { platform, settings } of config.channels) {
    const kind = MESSENGERS.find((one) => one.platform === platform);
    if (!kind) continue;
    const { createMessengers } = await kind.load();
    for (const [index, { account }] of createMessengers(settings, tools).entries())
      sources.push({ platform, account, create: () => createMessengers(settings, tools)[index]! });
  }
  return sources;
}

interface Opening {
  sources: readonly ChannelSource[];
  log: Log;
  running: () => readonly Messenger[];
}

function openChannels(app: App, { sources, log, running }: Opening) {
  const { inbox, outbox, leases } = app.store;
  const { access, metrics, answerer, conversations, texts } = app;
  const now = () => new Date();
  const dispatcher = startDispatcher({ outbox, messengers: running, now, random: Math.random, log, metrics });
  const worker = startWorker({
    inbox,
    answerer,
    conversations,
    messengers: running,
    clock,
    render: ({ answer, file }, { capabilities }) => render(answer, capabilities, file),
    wording: { apology: texts.failed, choiceGone: texts.choiceGone, choiceOfOther: texts.choiceOfOther },
    log,
    metrics,
    onFinished: dispatcher.wake,
  });
  const receiveFor = (messenger: Messenger) =>
    createReceive(
      {
        inbox,
        admit: access.admit,
        answers: access.answers,
        now,
        metrics,
        onAccepted: worker.wake,
        async notify(message, notice) {
          await outbox.add(noticeParcels(message, notice, messenger), now().toISOString());
          dispatcher.wake();
        },
      },
      messenger,
    );
  const onRunning = () => {
    worker.wake();
    dispatcher.wake();
  };
  const channels = startChannels({
    sources,
    leases,
    holder: newHolder(),
    isGone,
    receiveFor,
    now,
    log,
    onRunning,
  });
  return {
    channels,
    async stop() {
      await worker.stop();
      await dispatcher.stop();
      await channels.stop();
    },
  };
}

function noticeParcels(message: IncomingMessage, notice: string, messenger: Messenger) {
  const outgoing = render(saying(notice), messenger.capabilities);
  const notified = { ...message, id: `notice ${message.id}` };
  const dueAt = clock().now;
  const expiresAt = new Date(Date.parse(dueAt) + NOTICE_LIFE_MS).toISOString();
  return replyParcels(notified, outgoing, { messenger, edits: null }).map((parcel) => ({
    parcel: { ...parcel, quotes: parcel.quotes && message.id },
    dueAt,
    expiresAt,
  }));
}
