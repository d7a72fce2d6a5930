/** From a channel's message to what is sent back: once, in order, and never a failure the person cannot read. */
import { render } from './adapters/render.ts';
import { APOLOGY } from './adapters/wording.ts';
import type { Moment } from './clock.ts';
import type { Answer } from './domain/answer.ts';
import type { Handle } from './domain/channel.ts';
import type { Capabilities, IncomingMessage, OutgoingMessage } from './domain/message.ts';
import { createKeyedQueue } from './keyed-queue.ts';
import type { Log } from './log.ts';
import type { Inbox } from './store/inbox.ts';
import { createLru } from './store/lru.ts';

/** What a handler is made of. */
export interface HandleTools {
  answer: (message: IncomingMessage, moment: Moment) => Promise<Answer>;
  inbox: Inbox;
  clock: () => Moment;
  log: Log;
}

/** Replies kept for a message that is sent again while or after it is answered. */
const KEPT_REPLIES = 256;

/**
 * A handler for one channel. A message delivered again gets the same reply while it is remembered (the first may
 * have been lost on the way) and nothing after a restart, so that nobody is answered twice.
 */
export function createHandle(tools: HandleTools, capabilities: Capabilities): Handle {
  const queue = createKeyedQueue();
  const replies = createLru<string, Promise<OutgoingMessage[]>>(KEPT_REPLIES);
  return (message) => {
    const { platform, chatId, personId, id } = message;
    const key = JSON.stringify([platform, chatId, id]);
    const known = replies.get(key);
    if (known) return known;
    const reply = queue(JSON.stringify([platform, chatId, personId]), () =>
      respond(tools, capabilities, message),
    );
    replies.set(key, reply);
    return reply;
  };
}

async function respond(
  { answer, inbox, clock, log }: HandleTools,
  capabilities: Capabilities,
  message: IncomingMessage,
): Promise<OutgoingMessage[]> {
  const { platform, chatId, id } = message;
  if (!message.addressed) return [];
  const moment = clock();
  try {
    if (!(await inbox.claim({ platform, chatId, messageId: id }, moment.now))) return [];
    const started = performance.now();
    const found = await answer(message, moment);
    const ms = Math.round(performance.now() - started);
    log.debug({ platform, kind: found.kind, projects: found.projects.length, ms }, 'answered');
    return render(found, capabilities);
  } catch (error) {
    log.error({ platform, err: error }, 'answering failed');
    return render(APOLOGETIC, capabilities);
  }
}

const APOLOGETIC: Answer = {
  kind: 'refuse',
  reason: 'no_data',
  projects: [],
  blocks: [{ role: 'text', text: APOLOGY, evidence: [{ kind: 'fixed', text: APOLOGY }] }],
  choices: [],
  sources: [],
};
