/** Answers the messages that were taken in: each chat in its order, begun again after a crash, finished once. */

import { type Loop, startLoop } from '../delivery/loop.ts';
import type { ChannelLog, Messenger } from '../domain/channel.ts';
import type { Inbox, TakenMessage } from '../domain/mail.ts';
import type { IncomingMessage, OutgoingMessage } from '../domain/message.ts';
import type { Metrics } from '../domain/metrics.ts';
import { type Answerer, saying } from './answerer.ts';
import { pressedText } from './choices.ts';
import type { DeferredConversations } from './conversations.ts';
import type { Moment, Reply } from './ports.ts';
import { replyParcels } from './reply-parcels.ts';

export interface WorkerTools {
  inbox: Inbox;
  answerer: Answerer;
  conversations: DeferredConversations<unknown>;
  /** The messengers that this process runs just now. */
  messengers: () => readonly Messenger[];
  clock: () => Moment;
  render: (reply: Reply, messenger: Messenger) => OutgoingMessage[];
  wording: { apology: string; choiceGone: string; choiceOfOther: string };
  log: ChannelLog;
  metrics: Pick<Metrics, 'failed'>;
  /** There is something to send. */
  onFinished: () => void;
}

/** Short, and renewed while work goes on: what a killed process had begun is taken up soon. */
const LEASE_MS = 10_000;
const RENEW_MS = 3_000;

/** Messages answered at once, each of another chat. */
const AT_ONCE = 16;
const EVERY_MS = 1000;

/** A message that so many processes died of is answered with an apology. */
const MAX_ATTEMPTS = 3;

/** How long a reply is worth sending. */
const REPLY_LIFE_MS = 24 * 60 * 60 * 1000;

/** Somebody who waits longer than this sees that the bot is at work. */
const TYPING_MS = 700;

/** Starts answering; `wake` it when a message was taken in. `stop` waits for what is under way. */
export function startWorker(tools: WorkerTools): Loop {
  const open = new Map<number, Promise<void>>();
  let loop: Loop | null = null;
  const begin = (taken: TakenMessage) => {
    const work = answer(tools, taken)
      .catch((error) => tools.log.error({ err: error }, 'a message could not be finished'))
      .finally(() => {
        open.delete(taken.inboxId);
        loop?.wake();
      });
    open.set(taken.inboxId, work);
  };
  const round = async () => {
    const free = AT_ONCE - open.size;
    const messengers = tools.messengers();
    if (free > 0)
      for (const taken of await tools.inbox.take(messengers, leaseFrom(tools.clock().now), free))
        begin(taken);
    return EVERY_MS;
  };
  const renewing = setInterval(() => {
    const { until } = leaseFrom(tools.clock().now);
    tools.inbox
      .renew([...open.keys()], until)
      .catch((error) => tools.log.error({ err: error }, 'leases could not be renewed'));
  }, RENEW_MS);
  loop = startLoop(round, {
    everyMs: EVERY_MS,
    onError: (error) => tools.log.error({ err: error }, 'the inbox could not be read'),
  });
  return {
    wake: loop.wake,
    async stop() {
      await loop?.stop();
      await Promise.all(open.values());
      clearInterval(renewing);
    },
  };
}

function leaseFrom(now: string) {
  return { now, until: new Date(Date.parse(now) + LEASE_MS).toISOString() };
}

async function answer(tools: WorkerTools, taken: TakenMessage): Promise<void> {
  const { inbox, clock, conversations } = tools;
  const { inboxId, message } = taken;
  const { platform, account = '' } = message;
  const messenger = tools.messengers().find((one) => one.platform === platform && one.account === account);
  if (!messenger) return;
  const moment = clock();
  const typing = showTyping(messenger, message);
  const outgoing = await replies(tools, taken, { messenger, moment });
  clearTimeout(typing);
  const edits = message.editOf === undefined ? null : await firstReply(inbox, message, message.editOf);
  const expiresAt = new Date(Date.parse(moment.now) + REPLY_LIFE_MS).toISOString();
  await inbox.finish({
    inboxId,
    replies: { send: replyParcels(message, outgoing, { messenger, edits }) },
    conversation: conversations.takeChange(message),
    now: clock().now,
    expiresAt,
  });
  tools.onFinished();
}

async function replies(
  tools: WorkerTools,
  { message, earlierAttempts }: TakenMessage,
  { messenger, moment }: { messenger: Messenger; moment: Moment },
): Promise<OutgoingMessage[]> {
  const say = (text: string) => tools.render({ answer: saying(text) }, messenger);
  if (earlierAttempts >= MAX_ATTEMPTS) {
    tools.metrics.failed(message.platform);
    tools.log.error({ platform: message.platform, earlierAttempts }, 'a message was given up');
    return say(tools.wording.apology);
  }
  const pressed = await pressedText(message, tools.inbox);
  if (!pressed.ok) return say(tools.wording[pressed.problem]);
  return tools.answerer({ ...message, text: pressed.text }, messenger.capabilities, moment);
}

async function firstReply(inbox: Inbox, message: IncomingMessage, original: string): Promise<string | null> {
  return (await inbox.known(message, original))?.sentIds[0] ?? null;
}

function showTyping(messenger: Messenger, message: IncomingMessage): NodeJS.Timeout {
  const { platform, chatId, chatKind, thread = null } = message;
  const target = { platform, account: messenger.account, chatId, chatKind, thread };
  return setTimeout(() => messenger.showTyping?.(target), TYPING_MS);
}
