/** How the app stands with the platform, by its answers; while it stands badly, it knocks again by itself. */
import type { ChannelLog, ChannelState } from '../../domain/channel.ts';
import { createStanding } from '../standing.ts';
import type { ApiAnswer } from './api-answer.ts';
import type { AppApi } from './app-api.ts';
import { isBroken } from './errcodes.ts';

export interface AppHealth {
  begin(): void;
  end(): void;
  /** Takes note of an answer of the platform. */
  hear(answer: ApiAnswer): void;
  state(): ChannelState;
}

export interface AppHealthOptions {
  api: Pick<AppApi, 'authenticate'>;
  log: ChannelLog;
  now: () => Date;
  /** Between two knocks. */
  probeMs: number;
}

/** Nothing is asked before `begin`. */
export function createAppHealth({ api, log, now, probeMs }: AppHealthOptions): AppHealth {
  const standing = createStanding(now);
  let timer: NodeJS.Timeout | undefined;

  const knock = async () => hear(await api.authenticate());
  const hear = ({ errcode, errmsg }: ApiAnswer) => {
    if (standing.get().status === 'stopped') return;
    if (errcode === 0) standing.set('ready');
    if (!isBroken(errcode)) return;
    const detail = errcode > 0 ? `errcode ${errcode}: ${errmsg}` : errmsg;
    if (standing.get().status !== 'down') log.warn({ platform: 'wecom-app', detail }, 'the channel is down');
    standing.set('down', detail);
    clearTimeout(timer);
    timer = setTimeout(knock, probeMs);
  };
  return {
    begin: () => void knock(),
    end() {
      clearTimeout(timer);
      standing.set('stopped');
    },
    hear,
    state: standing.get,
  };
}
