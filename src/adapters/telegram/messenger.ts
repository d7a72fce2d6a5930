/** One bot account of Telegram: takes updates in, sends parcels out, says how it stands. */
import type { ChannelState, Messenger, Receive, Target } from '../../domain/channel.ts';
import type { Budget, Capabilities } from '../../domain/message.ts';
import type { MessengerTools } from '../kind.ts';
import { apiSignal, createClients } from './api.ts';
import type { Failure } from './failures.ts';
import { fetchTelegramFile } from './files.ts';
import { readUpdate } from './incoming.ts';
import { sendParcel } from './outgoing.ts';
import { type Pace, USUAL_PACE } from './pace.ts';
import { type PollerOptions, startPolling } from './polling.ts';
import type { TelegramAccount } from './settings.ts';
import { type BotSelf, UPDATE } from './shape.ts';
import { ensureWebhook, introduce, readSelf, removeWebhook, type Upkeep } from './upkeep.ts';
import { createHook, keepWebhook } from './webhook.ts';

/** Telegram allows 30 a second in all, one a second in a chat and 20 a minute in a group. */
const BUDGETS: readonly Budget[] = [
  { scope: 'account', count: 25, windowMs: 1000 },
  { scope: 'chat', count: 1, windowMs: 1100 },
  { scope: 'group', count: 18, windowMs: 60_000 },
];

const CAPABILITIES: Omit<Capabilities, 'highestRole'> = {
  maxLength: 4096,
  lengthUnit: 'characters',
  buttons: true,
  markdown: false,
  images: true,
  files: true,
  edit: true,
  quote: true,
  push: 'always',
  identifies: true,
  budgets: BUDGETS,
};

/** The messenger of one account; nothing connects before `start`. */
export function createTelegramMessenger(
  account: TelegramAccount,
  { log, now }: Pick<MessengerTools, 'log' | 'now'>,
  pace: Pace = USUAL_PACE,
): Messenger {
  const clients = createClients(account, pace);
  const { mode } = account;
  const stopping = new AbortController();
  const upkeep: Upkeep = { api: clients.upkeep, signal: stopping.signal };
  const inFlight = new Set<Promise<unknown>>();
  let state: ChannelState = { status: 'starting', since: now().toISOString(), detail: null, loginQr: null };
  let self: BotSelf | null = null;
  let receive: Receive | null = null;
  let connection: ReturnType<typeof open> | null = null;

  const tracked = <T>(work: Promise<T>): Promise<T> => {
    const done = work.finally(() => inFlight.delete(done));
    inFlight.add(done);
    return done;
  };

  const report = (status: ChannelState['status'], detail: string | null) => {
    if (state.status === 'stopped' || (state.status === status && state.detail === detail)) return;
    const since = state.status === status ? state.since : now().toISOString();
    state = { status, since, detail, loginQr: null };
    const facts = { account: account.id, status, detail };
    if (status === 'down') log.warn(facts, 'telegram: not connected');
    else log.info(facts, 'telegram: state changed');
  };
  const onReady = () => report('ready', self && `@${self.username}`);
  const onFailure = (failure: Failure) => report('down', explained(failure));

  const take = async (raw: unknown): Promise<void> => {
    const { data: update, error } = UPDATE.safeParse(raw);
    if (!update) {
      const where = error.issues.map((issue) => issue.path.join('.'));
      log.warn({ account: account.id, where }, 'telegram: an update could not be read');
      return;
    }
    const press = update.callback_query;
    if (press) clients.delivery.answerCallbackQuery(press.id).catch(() => {});
    const message = self && readUpdate(update, self);
    if (message) await receive?.(message);
  };

  const connect = async () => {
    self = await readSelf(upkeep);
    if (mode.kind === 'polling') await removeWebhook(upkeep);
    void introduce(upkeep, log);
  };

  const open = (): { stop(): Promise<void> | void } => {
    if (mode.kind === 'polling') {
      const ask: PollerOptions['ask'] = (question, signal) =>
        clients.polling.getUpdates(question, apiSignal(signal));
      return startPolling({ ask, connect, take, onReady, onFailure, pace });
    }
    const ensure = (isFirst: boolean) => ensureWebhook(upkeep, mode, isFirst);
    const kept = keepWebhook({ connect, ensure, onReady, onFailure, pace, signal: stopping.signal });
    return { stop: () => kept };
  };

  const isOpen = () => self !== null && receive !== null && state.status !== 'stopped';
  const takeTracked = (update: unknown) => tracked(take(update));

  return {
    platform: 'telegram',
    account: account.id,
    capabilities: { ...CAPABILITIES, highestRole: account.highestRole },
    async start(given) {
      receive = given;
      connection ??= open();
    },
    async stop() {
      report('stopped', null);
      stopping.abort();
      await connection?.stop();
      await Promise.allSettled(inFlight);
    },
    send: (parcel) => tracked(sendParcel(clients.delivery, parcel)),
    fetchFile: (ref, maxBytes) =>
      tracked(fetchTelegramFile({ api: clients.delivery, account }, ref, maxBytes)),
    showTyping({ chatId, thread }: Target) {
      const other = thread === null ? {} : { message_thread_id: Number(thread) };
      clients.delivery.sendChatAction(chatId, 'typing', other).catch(() => {});
    },
    state: () => state,
    ...(mode.kind === 'webhook' && {
      hooks: { [account.id]: createHook({ secret: mode.secret, isOpen, take: takeTracked }) },
    }),
  };
}

/** What the operator should know beyond the bare failure. */
function explained({ code, reason }: Failure): string {
  if (code === 401 || code === 404) return `the token is refused (${reason})`;
  if (code !== 409) return reason;
  return /webhook/i.test(reason)
    ? 'a webhook was set for this token while it is polled'
    : 'another program polls with this token';
}
