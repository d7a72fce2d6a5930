/** One bot account of Telegram: takes updates in, sends parcels out, says how it stands. */
import type { Messenger } from '../../domain/channel.ts';
import type { Budget, Capabilities } from '../../domain/message.ts';
import type { MessengerTools } from '../kind.ts';
import { apiSignal, type Clients, createClients } from './api.ts';
import { fetchTelegramFile } from './files.ts';
import { createIntake, type Intake } from './intake.ts';
import { sendParcel } from './outgoing.ts';
import { type Pace, USUAL_PACE } from './pace.ts';
import { type PollerOptions, startPolling } from './polling.ts';
import type { TelegramAccount } from './settings.ts';
import { createStanding, type Standing } from './standing.ts';
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
  tools: Pick<MessengerTools, 'log' | 'now'>,
  pace: Pace = USUAL_PACE,
): Messenger {
  const { id, mode, highestRole } = account;
  const clients = createClients(account, pace);
  const api = clients.delivery;
  const standing = createStanding(id, tools);
  const answerPress = (press: string) => void api.answerCallbackQuery(press).catch(() => {});
  const intake = createIntake({ account: id, log: tools.log, answerPress });
  const stopping = new AbortController();
  const { tracked, settled } = createTracker();
  let link: Link | null = null;

  const isOpen = () => intake.self !== null && intake.receive !== null && !stopping.signal.aborted;
  const take = (update: unknown) => tracked(intake.take(update));

  return {
    platform: 'telegram',
    account: id,
    capabilities: { ...CAPABILITIES, highestRole },
    async start(receive) {
      intake.receive = receive;
      link ??= openLink({
        account,
        clients,
        intake,
        standing,
        log: tools.log,
        pace,
        signal: stopping.signal,
      });
    },
    async stop() {
      standing.stopped();
      stopping.abort();
      await link?.stop();
      await settled();
    },
    send: (parcel) => tracked(sendParcel(api, parcel)),
    fetchFile: (ref, maxBytes) => tracked(fetchTelegramFile({ api, account }, ref, maxBytes)),
    showTyping({ chatId, thread }) {
      const other = thread === null ? {} : { message_thread_id: Number(thread) };
      api.sendChatAction(chatId, 'typing', other).catch(() => {});
    },
    state: standing.state,
    ...(mode.kind === 'webhook' && { hooks: { [id]: createHook({ secret: mode.secret, isOpen, take }) } }),
  };
}

/** What keeps updates coming. */
interface Link {
  stop(): Promise<void>;
}

interface LinkOptions extends Pick<MessengerTools, 'log'> {
  account: TelegramAccount;
  clients: Clients;
  intake: Intake;
  standing: Standing;
  pace: Pace;
  /** Ends everything but what is in hand. */
  signal: AbortSignal;
}

function openLink({ account: { mode }, clients, intake, standing, log, pace, signal }: LinkOptions): Link {
  const upkeep: Upkeep = { api: clients.upkeep, signal };
  const connect = async () => {
    intake.self = await readSelf(upkeep);
    if (mode.kind === 'polling') await removeWebhook(upkeep);
    void introduce(upkeep, log);
  };
  const onReady = () => standing.ready(intake.self && `@${intake.self.username}`);
  const common = { connect, onReady, onFailure: standing.failed, pace };
  if (mode.kind === 'polling') {
    const ask: PollerOptions['ask'] = (question, stop) =>
      clients.polling.getUpdates(question, apiSignal(stop));
    return startPolling({ ...common, ask, take: (update) => intake.take(update) });
  }
  const ensure = (isFirst: boolean) => ensureWebhook(upkeep, mode, isFirst);
  const kept = keepWebhook({ ...common, ensure, signal });
  return { stop: () => kept };
}

/** Knows what is in flight, so that a stop can wait for it. */
function createTracker() {
  const inFlight = new Set<Promise<unknown>>();
  const tracked = <T>(work: Promise<T>): Promise<T> => {
    const done = work.finally(() => inFlight.delete(done));
    inFlight.add(done);
    return done;
  };
  return { tracked, settled: () => Promise.allSettled(inFlight) };
}
