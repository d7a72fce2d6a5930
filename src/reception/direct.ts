/** Channels that hand the answer over in the same breath (web page, terminal): from a message to what is shown. */
import type { ChannelLog, Handle } from '../domain/channel.ts';
import type { Inbox, TakenMessage } from '../domain/mail.ts';
import type { Capabilities, IncomingMessage, OutgoingMessage } from '../domain/message.ts';
import type { Metrics } from '../domain/metrics.ts';
import { type Answerer, saying } from './answerer.ts';
import type { DeferredConversations } from './conversations.ts';
import type { KeyedQueue } from './keyed-queue.ts';
import type { Admit, Moment, Reply } from './ports.ts';

export interface DirectTools {
  inbox: Inbox;
  admit: Admit;
  answerer: Answerer;
  conversations: DeferredConversations<unknown>;
  queue: KeyedQueue;
  clock: () => Moment;
  render: (reply: Reply, capabilities: Capabilities) => OutgoingMessage[];
  apology: string;
  log: ChannelLog;
  metrics: Pick<Metrics, 'received' | 'duplicate' | 'limited' | 'failed'>;
}

/** How long a reply is kept for somebody whose connection broke. */
const KEPT_MS = 60 * 60 * 1000;

/** How long one message may take before another process may begin it. */
const LEASE_MS = 60_000;

/**
 * A handler for one such channel. A message delivered again gets the reply of the first, also after a restart: it may
 * have been lost on the way. Messages of one person are answered in their order.
 */
export function createDirectHandle(tools: DirectTools, capabilities: Capabilities): Handle {
  const apologise = (message: IncomingMessage, error: unknown) => {
    tools.metrics.failed(message.platform);
    tools.log.error({ platform: message.platform, err: error }, 'a message could not be stored');
    return tools.render({ answer: saying(tools.apology, 'refuse') }, capabilities);
  };
  return async (message) => {
    if (!message.addressed) return [];
    const { platform, chatId, personId } = message;
    const key = JSON.stringify([platform, chatId, personId]);
    return tools
      .queue(key, () => respond(tools, capabilities, message))
      .catch((error) => apologise(message, error));
  };
}

async function respond(
  tools: DirectTools,
  capabilities: Capabilities,
  message: IncomingMessage,
): Promise<OutgoingMessage[]> {
  const { inbox, metrics, clock } = tools;
  const { platform } = message;
  const before = await inbox.known(message, message.id);
  if (before) {
    metrics.duplicate(platform);
    const kept = await inbox.handedOver(before.inboxId);
    if (kept) return kept;
    const again = await inbox.takeOne(before.inboxId, leaseFrom(clock().now));
    return again ? answer(tools, capabilities, again) : [];
  }
  const admission = await tools.admit(message);
  if (!admission.admit) {
    metrics.limited(platform, admission.reason);
    return admission.notice === null ? [] : tools.render({ answer: saying(admission.notice) }, capabilities);
  }
  const { now, until } = leaseFrom(clock().now);
  const inboxId = await inbox.accept(message, now, until);
  if (inboxId === null) return [];
  metrics.received(platform, 'text');
  return answer(tools, capabilities, { inboxId, message, earlierAttempts: 0 });
}

async function answer(
  { inbox, answerer, conversations, clock }: DirectTools,
  capabilities: Capabilities,
  { inboxId, message }: TakenMessage,
): Promise<OutgoingMessage[]> {
  const moment = clock();
  const replies = await answerer(message, capabilities, moment);
  const expiresAt = new Date(Date.parse(moment.now) + KEPT_MS).toISOString();
  const conversation = conversations.takeChange(message);
  await inbox.finish({ inboxId, replies: { handOver: replies }, conversation, now: moment.now, expiresAt });
  return replies;
}

function leaseFrom(now: string) {
  return { now, until: new Date(Date.parse(now) + LEASE_MS).toISOString() };
}
