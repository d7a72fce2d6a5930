/** How the app stands with the platform, by its answers; while it stands badly, it knocks again by itself. */
import type { ChannelLog, ChannelState } from '../../domain/channel.ts';
import type { AppApi } from './app-api.ts';
import { isBroken } from './errcodes.ts';
import type { ApiAnswer } from './http.ts';

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
  let state: ChannelState = { status: 'starting', since: now().toISOString(), detail: null, loginQr: null };
  let timer: NodeJS.Timeout | undefined;

  const report = (status: ChannelState['status'], detail: string | null) => {
    if (state.status === 'stopped' || (state.status === status && state.detail === detail)) return;
    state = { status, since: now().toISOString(), detail, loginQr: null };
    log[status === 'down' ? 'warn' : 'info']({ status, detail }, 'WeCom app');
  };
  const knock = async () => hear(await api.authenticate());
  const hear = ({ errcode, errmsg }: ApiAnswer) => {
    if (errcode === 0) report('ready', null);
    if (!isBroken(errcode) || state.status === 'stopped') return;
    report('down', errcode > 0 ? `errcode ${errcode}: ${errmsg}` : errmsg);
    clearTimeout(timer);
    timer = setTimeout(knock, probeMs);
  };
  return {
    begin: () => void knock(),
    end() {
      clearTimeout(timer);
      report('stopped', null);
    },
    hear,
    state: () => state,
  };
}
