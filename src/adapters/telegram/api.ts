/** The clients of the Bot API: grammY with the right patience for each purpose. */
import { globalAgent as httpAgent } from 'node:http';
import { globalAgent as httpsAgent } from 'node:https';
import { autoRetry } from '@grammyjs/auto-retry';
import { Api } from 'grammy';
import type { Pace, Stoppable } from './pace.ts';
import type { TelegramAccount } from './settings.ts';

/** One account's clients. */
export interface Clients {
  /** For asking for updates: waits as long as Telegram holds the request open. */
  polling: Api;
  /** For messages: never tries again by itself, the outbox does. */
  delivery: Api;
  /** For everything at the start and around: waits out a short flood limit. */
  upkeep: Api;
}

/** How the upkeep behaves when Telegram asks for a pause: short ones are waited out, twice. */
const PATIENCE = {
  maxRetryAttempts: 2,
  maxDelaySeconds: 5,
  rethrowHttpErrors: true,
  rethrowInternalServerErrors: true,
};

/** What grammY takes as a signal; the platform's own fits. */
type ApiSignal = NonNullable<Parameters<Api['getMe']>[0]>;

/** A signal of any library, as grammY wants it. */
export function apiSignal(signal: Stoppable): ApiSignal {
  return signal as ApiSignal;
}

/**
 * The clients of an account; nothing connects yet. They use the agents of Node, which keep connections open and go
 * through the proxy of the environment when `NODE_USE_ENV_PROXY=1` is set.
 */
export function createClients({ token, apiRoot }: TelegramAccount, pace: Pace): Clients {
  const baseFetchConfig = { agent: apiRoot.startsWith('https:') ? httpsAgent : httpAgent };
  const client = (timeoutSeconds: number) => new Api(token, { apiRoot, timeoutSeconds, baseFetchConfig });
  const upkeep = client(pace.requestSeconds);
  upkeep.config.use(autoRetry(PATIENCE));
  return {
    polling: client(pace.pollSeconds + pace.requestSeconds),
    delivery: client(pace.requestSeconds),
    upkeep,
  };
}
