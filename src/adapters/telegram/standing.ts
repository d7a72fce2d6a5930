/** How an account stands, and the log line for every change of it. */
import type { ChannelState } from '../../domain/channel.ts';
import type { MessengerTools } from '../kind.ts';
import type { Failure } from './failures.ts';

export interface Standing {
  state(): ChannelState;
  ready(detail: string | null): void;
  failed(failure: Failure): void;
  /** Final. */
  stopped(): void;
}

/** The standing of an account that has not connected yet. */
export function createStanding(account: string, { log, now }: Pick<MessengerTools, 'log' | 'now'>): Standing {
  let state: ChannelState = { status: 'starting', since: now().toISOString(), detail: null, loginQr: null };
  const change = (status: ChannelState['status'], detail: string | null) => {
    if (state.status === 'stopped' || (state.status === status && state.detail === detail)) return;
    const since = state.status === status ? state.since : now().toISOString();
    state = { status, since, detail, loginQr: null };
    if (status === 'down') log.warn({ account, detail }, 'telegram: not connected');
    else log.info({ account, detail }, `telegram: ${status}`);
  };
  return {
    state: () => state,
    ready: (detail) => change('ready', detail),
    failed: (failure) => change('down', explained(failure)),
    stopped: () => change('stopped', null),
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
