/** How a messenger stands, kept for `state()`. */
import type { ChannelState } from '../domain/channel.ts';

/** The state of one channel; `since` moves only when the status does. */
export interface Standing {
  set(status: ChannelState['status'], detail?: string | null): void;
  get(): ChannelState;
}

/** A channel that has not begun yet. */
export function createStanding(now: () => Date): Standing {
  let state: ChannelState = { status: 'starting', since: now().toISOString(), detail: null, loginQr: null };
  return {
    set(status, detail = null) {
      const since = status === state.status ? state.since : now().toISOString();
      state = { ...state, status, since, detail };
    },
    get: () => state,
  };
}
