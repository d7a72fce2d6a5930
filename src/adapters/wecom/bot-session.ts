/** One client of the platform's package, from its first attempt to connect until it is put away. */
import { randomUUID } from 'node:crypto';
import type { WSClient } from '@wecom/aibot-node-sdk';
import { textAt } from './values.ts';

/** An authenticated connection. `id` is new after every reconnection. */
export interface Link {
  id: string;
  client: WSClient;
}

/** What becomes of a client. It reconnects by itself after `onTrouble`; the others want it put away. */
export interface SessionEvents {
  onReady(): void;
  /** The connection was lost or cannot be made. English. */
  onTrouble(detail: string): void;
  /** The subscription was not answered. */
  onSilence(): void;
  /** Trying again at once would not help: refused, or replaced by another connection. */
  onSetback(detail: string): void;
  onFrame(frame: unknown, linkId: string): void;
}

export interface Session {
  link(): Link | null;
  end(): void;
}

/** Connects a fresh client; waits `answerMs` for the answer to each subscription. */
export function openSession(client: WSClient, answerMs: number, events: SessionEvents): Session {
  let linkId: string | null = null;
  let refusal = '';
  let timer: NodeJS.Timeout | undefined;

  client.on('connected', () => {
    clearTimeout(timer);
    timer = setTimeout(events.onSilence, answerMs);
  });
  client.on('authenticated', () => {
    clearTimeout(timer);
    linkId = randomUUID();
    events.onReady();
  });
  client.on('disconnected', () => {
    clearTimeout(timer);
    if (linkId !== null) events.onTrouble('connection lost, reconnecting');
    linkId = null;
  });
  client.on('error', (error) => {
    const refused = 'code' in error && error.code === 'WS_AUTH_FAILURE_EXHAUSTED';
    if (refused) events.onSetback(`subscription refused (${refusal}): check bot id and secret`);
    else if (error.message.startsWith('Authentication failed')) refusal = error.message.slice(0, 160);
    else if (linkId === null) events.onTrouble(`unreachable: ${errorCode(error)}`);
  });
  const hear = (frame: unknown) => {
    if (linkId !== null) events.onFrame(frame, linkId);
  };
  client.on('message', hear);
  client.on('event', (frame) => {
    const replaced = textAt(frame, 'body', 'event', 'eventtype') === 'disconnected_event';
    if (replaced) events.onSetback('another connection of the same bot took over');
    else hear(frame);
  });
  client.connect();
  return {
    link: () => (linkId === null ? null : { id: linkId, client }),
    end() {
      clearTimeout(timer);
      linkId = null;
      client.removeAllListeners();
      client.disconnect();
    },
  };
}

/** `ECONNREFUSED`; else the first words of what is wrong with the connection. */
function errorCode(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message.slice(0, 80);
}
