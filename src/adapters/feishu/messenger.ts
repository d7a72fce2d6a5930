/** Feishu (Lark) as a channel. */
import { setImmediate as acknowledged } from 'node:timers/promises';
import type { Messenger, Receive } from '../../domain/channel.ts';
import { type Capabilities, PLAIN_TEXT } from '../../domain/message.ts';
import { createInFlight } from '../in-flight.ts';
import type { MessengerTools, Settings } from '../kind.ts';
import { createPatience, USUAL_WAITS, type Waits } from '../patience.ts';
import { attachmentError } from '../request.ts';
import { createStanding } from '../standing.ts';
import { ATTACHMENT } from '../wording.ts';
import { createApi } from './api.ts';
import { type Library, loadSdk, type OnEvent } from './connection.ts';
import { createHook } from './hook.ts';
import { readMessage, readPress, resourceOf, type Self } from './incoming.ts';
import { live } from './life.ts';
import { sendParcel } from './outgoing.ts';
import { type FeishuAccount, readAccount } from './settings.ts';

/** A card may hold 30 kB, a chat gets 5 messages a second, an application sends 50 a second and 1,000 a minute. */
const CAPABILITIES: Omit<Capabilities, 'highestRole'> = {
  ...PLAIN_TEXT,
  maxLength: 5000,
  buttons: true,
  images: true,
  files: true,
  edit: true,
  quote: true,
  push: 'always',
  identifies: true,
  budgets: [
    { scope: 'account', count: 40, windowMs: 1000 },
    { scope: 'account', count: 900, windowMs: 60_000 },
    { scope: 'chat', count: 4, windowMs: 1000 },
  ],
};

/** For tests: other waits, another library. */
export interface FeishuOptions {
  waits?: Waits;
  loadLibrary?: () => Promise<Library>;
}

export { diagnose } from './diagnose.ts';

/** One messenger for the one application. @throws InputError with every problem of the settings */
export function createMessengers(settings: Settings, tools: MessengerTools): Messenger[] {
  return [createFeishu(readAccount(settings), tools)];
}

/** A messenger of one application; nothing connects before `start`. */
export function createFeishu(
  account: FeishuAccount,
  { log, now }: MessengerTools,
  { waits = USUAL_WAITS, loadLibrary = loadSdk }: FeishuOptions = {},
): Messenger {
  const api = createApi(account, now);
  const standing = createStanding(now);
  const inFlight = createInFlight();
  const stopping = new AbortController();
  let self: Self | null = null;
  let receive: Receive | null = null;

  const onEvent: OnEvent = (type, event) =>
    inFlight.during(async () => {
      if (!self || !receive || stopping.signal.aborted) throw new Error('not ready for events');
      const message = type === 'card.action.trigger' ? readPress(event, self) : readMessage(event, self);
      if (message) await receive(message);
      else log.debug({ platform: 'feishu', type }, 'an event without a message');
    });

  return {
    platform: 'feishu',
    account: account.appId,
    capabilities: { ...CAPABILITIES, highestRole: account.highestRole },
    async start(given) {
      receive = given;
      const patience = createPatience(waits, stopping.signal);
      const tools = { api, account, log, standing, patience, stopped: stopping.signal, loadLibrary, onEvent };
      live({
        ...tools,
        onSelf: (known) => {
          self = known;
        },
      }).catch(() => standing.set('down', 'the channel broke'));
    },
    async stop() {
      await inFlight.settled();
      await acknowledged();
      stopping.abort();
      standing.set('stopped');
    },
    send: (parcel) => sendParcel(api, parcel),
    async fetchFile(ref, maxBytes) {
      const resource = resourceOf(ref);
      if (!resource) throw attachmentError(ATTACHMENT.gone);
      return api.download(resource, maxBytes);
    },
    state: standing.get,
    ...(account.webhook && { hooks: { events: createHook(account.webhook, onEvent) } }),
  };
}
