/** The way of a message over a real database, with a small stand-in for the question engine. */

import { render } from '../../src/adapters/render.ts';
import { noonOf } from '../../src/clock.ts';
import { ANYBODY } from '../../src/domain/access.ts';
import type { Answer } from '../../src/domain/answer.ts';
import { type IncomingMessage, PLAIN_TEXT } from '../../src/domain/message.ts';
import { ground } from '../../src/questions/ground.ts';
import { type AnswererTools, createAnswerer, saying } from '../../src/reception/answerer.ts';
import { deferConversations } from '../../src/reception/conversations.ts';
import { createDirectHandle, type DirectTools } from '../../src/reception/direct.ts';
import { createKeyedQueue } from '../../src/reception/keyed-queue.ts';
import type { Store } from '../../src/store/store.ts';
import { SILENT, UNCOUNTED } from '../delivery/support.ts';

export const APOLOGY = '抱歉，刚才没有答上来。';

export function message(given: Partial<IncomingMessage> = {}): IncomingMessage {
  return {
    platform: 'web',
    id: 'm1',
    chatId: 'c1',
    chatKind: 'private',
    personId: 'p1',
    text: '你好',
    addressed: true,
    ...given,
  };
}

export type AnswerText = (message: IncomingMessage) => Promise<Answer>;

export const said = (text: string): Answer => saying(text);

/** An answerer that lets everybody ask, unless told otherwise. */
export function answererFor(ask: AnswerText, given: Partial<AnswererTools> = {}) {
  return createAnswerer({
    identify: async () => ANYBODY,
    switchedOff: async () => null,
    command: async () => null,
    ask: (one) => ask(one),
    ground: (answer) => ground(answer).answer,
    render: ({ answer, file }, capabilities) => render(answer, capabilities, file),
    apology: APOLOGY,
    log: SILENT,
    metrics: UNCOUNTED,
    ...given,
  });
}

/** What a channel that hands answers over is made of; a second one over the same store is a restarted program. */
export function directTools(store: Store, ask: AnswerText, given: Partial<DirectTools> = {}): DirectTools {
  return {
    inbox: store.inbox,
    admit: async () => ({ admit: true }),
    answerer: answererFor(ask),
    conversations: deferConversations(store.conversations()),
    queue: createKeyedQueue(),
    clock: () => noonOf('2025-07-10'),
    render: ({ answer }, capabilities) => render(answer, capabilities),
    apology: APOLOGY,
    log: SILENT,
    metrics: UNCOUNTED,
    ...given,
  };
}

export const handleFor = (...given: Parameters<typeof directTools>) =>
  createDirectHandle(directTools(...given), PLAIN_TEXT);
