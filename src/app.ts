/** Plugs the question side together: settings in, a program that answers out. */
import { randomUUID } from 'node:crypto';
import { type Access, createAccess } from './access/access.ts';
import type { Manners } from './access/manners-data.ts';
import { type ConsoleAdapter, createConsoleAdapter } from './adapters/console/adapter.ts';
import { render } from './adapters/render.ts';
import { type Alerts, createAlertDesk, createAlertPorts, createAlerts } from './alert-ports.ts';
import { type Moment, momentOf } from './clock.ts';
import { createCommandDesk } from './command-desk.ts';
import type { Config } from './config.ts';
import { openDatabase, type ProgramDatabase } from './database.ts';
import { createDigestDesk } from './digest-desk.ts';
import type { Digests } from './digests/digests.ts';
import { ANYBODY, type Role } from './domain/access.ts';
import type { Answer } from './domain/answer.ts';
import type { Handle } from './domain/channel.ts';
import { InputError } from './domain/errors.ts';
import type { Capabilities, IncomingMessage, OutgoingMessage } from './domain/message.ts';
import type { SendPush } from './domain/push.ts';
import { createLiveWords, type LiveWords } from './live-words.ts';
import type { Log } from './log.ts';
import { loadManners } from './manners.ts';
import { openDigestSummary } from './model.ts';
import { createMetrics, type ReadableMetrics } from './operations/metrics.ts';
import { NO_PLATFORMS, type Platforms } from './platforms.ts';
import { loadPolicy } from './policy.ts';
import { createSendPush } from './push.ts';
import { type AnswerContext, createEngine } from './questions/engine.ts';
import { ground } from './questions/ground.ts';
import type { ConversationState } from './questions/state.ts';
import type { Trace } from './questions/trace.ts';
import { type Answerer, createAnswerer } from './reception/answerer.ts';
import { type DeferredConversations, deferConversations } from './reception/conversations.ts';
import { createDirectHandle } from './reception/direct.ts';
import { createKeyedQueue } from './reception/keyed-queue.ts';
import type { Reply } from './reception/ports.ts';
import { createReviewLog } from './review-log.ts';
import { importSeeds } from './seeds.ts';
import { normaliseText } from './text/normalise.ts';
import { VERSION } from './version.ts';

export type { Trace } from './questions/trace.ts';

/** Who asks at the command line, when, and about where. */
export interface TerminalAsker extends Moment {
  role: Role;
  /** Slug of the region that questions without a place are about. */
  region?: string;
}

export interface App {
  readonly store: ProgramDatabase['store'];
  readonly access: Access;
  readonly metrics: ReadableMetrics;
  /** Words that the program itself says in a chat. */
  readonly texts: Manners['texts'];
  /** How the words of questions stand. */
  readonly words: Pick<LiveWords, 'current' | 'state'>;
  /** Says something unasked. */
  readonly sendPush: SendPush;
  /** What is due to those who subscribed. */
  readonly digests: Digests;
  /** What is wrong with projects, told to whom it concerns. */
  readonly alerts: Alerts;
  readonly answerer: Answerer;
  readonly conversations: DeferredConversations<unknown>;
  /** Answers one message of the operator at the terminal, outside of any channel; `trace` hears why. */
  answer(message: IncomingMessage, asker: TerminalAsker, trace?: Trace): Promise<Answer>;
  /** The handler of a channel that hands the answer over in the same breath. */
  direct(capabilities: Capabilities): Handle;
  close(): Promise<void>;
}

/** What may differ between entrances. */
export interface AppOptions {
  /** Whether an empty database gets the sample documents first. */
  seeds: boolean;
  /** The chat platforms; none where none is run. */
  platforms?: Platforms;
  /** Whether questions that go wrong are kept for review: where people ask, not where operators try. */
  reviews?: boolean;
}

export const clock = (): Moment => momentOf(new Date());

/** Opens the database and loads words and intents. @throws InputError naming everything that is wrong */
export async function openApp(config: Config, log: Log, options: AppOptions): Promise<App> {
  const database = await openDatabase(config.dbPath);
  const { store } = database;
  if (options.seeds) await importSeeds(database, log, clock().now);
  const { platforms = NO_PLATFORMS } = options;
  const words = await createLiveWords({ synonymsPath: config.synonymsPath, log });
  const metrics = createMetrics({
    version: VERSION,
    outbox: () => store.outbox.figures(clock().now),
    channels: () => platforms.standing(),
    wordProblems: () => words.state().problems.length,
    now: () => new Date(),
  });
  const conversations = deferConversations<ConversationState>(store.conversations());
  const policy = loadPolicy(config.policyPath);
  const engine = await createEngine({
    words: words.current,
    readerFor: store.readerFor,
    history: store.history,
    conversations,
    segmenter: database.segmenter(),
    policy: policy.schedule,
    onRejected: ({ figures }) => reject(figures),
    ...(options.reviews && config.reviewDays > 0 ? { onReview: createReviewLog(store.reviews, log) } : {}),
  });
  const manners = loadManners();
  const sendPush = createSendPush({ store, platforms, onRejected: reject });
  const { digests, port } = createDigestDesk({
    store,
    platforms,
    policy: policy.schedule,
    send: sendPush,
    ...(config.model
      ? { summarise: openDigestSummary(config.model, { log, now: () => clock().now, kept: store.model }) }
      : {}),
  });
  const alertPorts = createAlertPorts({ store, platforms, policy, sendPush });
  const desk = createCommandDesk({
    store,
    metrics,
    platforms,
    digests: port,
    alerts: createAlertDesk(alertPorts),
    log,
  });
  const access = createAccess({
    rights: store.access.rights,
    chats: store.access.chats,
    manners,
    log,
    plain: (text) => normaliseText(text).toLowerCase(),
    identifies: (platform) => platforms.identifies(platform),
    isSwitching: desk.isSwitching,
  });
  const ask = (message: IncomingMessage, context: Omit<AnswerContext, 'region'>, region: string | null) =>
    engine.answer(message, { ...context, ...(region === null ? {} : { region }) });
  const answerer = createAnswerer({
    identify: access.identify,
    switchedOff: access.switchedOff,
    command: desk.commandsWith(access.codes),
    ask: (message, { disclosure, region }, moment) => ask(message, { ...moment, role: disclosure }, region),
    ground: (answer) => grounded(answer, reject),
    render: renderReply,
    apology: manners.texts.failed,
    log,
    metrics,
  });
  const queue = createKeyedQueue();
  return {
    store,
    access,
    metrics,
    texts: manners.texts,
    words,
    sendPush,
    digests,
    alerts: createAlerts(alertPorts),
    answerer,
    conversations,
    async answer(message, { region, ...asker }, trace) {
      const context = { ...asker, ...(trace ? { trace } : {}) };
      const answer = await ask(message, context, region ?? ANYBODY.region);
      const change = conversations.takeChange(message);
      if (change) await store.conversations().save(change.key, change.state, change.expiresAt);
      return answer;
    },
    direct: (capabilities) =>
      createDirectHandle(
        {
          inbox: store.inbox,
          admit: access.admit,
          answerer,
          conversations,
          queue,
          clock,
          render: renderReply,
          apology: manners.texts.failed,
          log,
          metrics,
        },
        capabilities,
      ),
    close() {
      words.close();
      return store.close();
    },
  };

  function reject(figures: readonly string[]) {
    metrics.groundingRejected();
    log.error({ figures }, 'a line with figures that nothing backs was left out');
  }
}

function grounded(answer: Answer, reject: (figures: readonly string[]) => void): Answer {
  const { answer: backed, rejected } = ground(answer);
  for (const { figures } of rejected) reject(figures);
  return backed;
}

const renderReply = ({ answer, file }: Reply, capabilities: Capabilities): OutgoingMessage[] =>
  render(answer, capabilities, file);

/** The terminal chat. */
export function createConsoleChannel(input: NodeJS.ReadStream, output: NodeJS.WriteStream): ConsoleAdapter {
  const terminal = input.isTTY === true && output.isTTY === true;
  return createConsoleAdapter({ input, output, terminal, newId: randomUUID });
}

/** Slug of the stored region a person names by slug, full or short name. @throws InputError naming those stored */
export async function findRegion(app: Pick<App, 'store'>, name: string): Promise<string> {
  const regions = await app.store.readerFor('operator').regions();
  const fits = regions.filter(
    ({ slug, fullName, shortNames }) => slug === name || fullName === name || shortNames.includes(name),
  );
  if (fits.length === 1) return fits[0]!.slug;
  const known = regions.map((region) => region.fullName).join('、') || '（数据库是空的）';
  const found = fits.length === 0 ? '库里没有' : '不止一个地区叫';
  throw new InputError([{ where: '--region', message: `${found}“${name}”，可用：${known}` }]);
}
