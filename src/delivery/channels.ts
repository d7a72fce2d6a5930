/**
 * Runs the messengers: each account in one process only, whoever holds its lease. Another process stands by and takes
 * over when the holder is gone.
 */
import type { ChannelLog, ChannelState, Messenger, Receive } from '../domain/channel.ts';
import type { AccountKey, Leases } from '../domain/mail.ts';
import type { ChannelStanding } from '../domain/metrics.ts';
import { type Loop, startLoop } from './loop.ts';

/** One configured account: a messenger is made anew each time that this process begins to run it. */
export interface ChannelSource extends AccountKey {
  create(): Messenger;
}

export interface ChannelsTools {
  sources: readonly ChannelSource[];
  leases: Leases;
  /** This process among those that share the database. */
  holder: string;
  /** Whether a holder is known to be gone, before its lease ends. */
  isGone: (holder: string) => boolean;
  receiveFor: (messenger: Messenger) => Receive;
  now: () => Date;
  log: ChannelLog;
  /** A messenger was started: what waits for it can be worked on. */
  onRunning: () => void;
}

export interface Channels {
  /** The messengers that this process runs just now. */
  running(): readonly Messenger[];
  /** Every configured account, in the order of the settings. */
  standing(): ChannelStanding[];
  /** Stops every messenger and lets the accounts go. */
  stop(): Promise<void>;
}

/** Renewed three times in its life. */
const LEASE_MS = 9_000;
const RENEW_MS = 3_000;

/** Begins to run every account that no other process runs. */
export function startChannels(tools: ChannelsTools): Channels {
  const { sources, leases, holder, log } = tools;
  const running = new Map<ChannelSource, Messenger>();
  const standingBy = new Map<ChannelSource, ChannelState>();
  const begin = async (source: ChannelSource) => {
    const messenger = source.create();
    running.set(source, messenger);
    standingBy.delete(source);
    await messenger.start(tools.receiveFor(messenger));
    tools.onRunning();
  };
  const end = async (source: ChannelSource) => {
    const messenger = running.get(source);
    running.delete(source);
    await messenger?.stop();
  };
  const tend = async (source: ChannelSource) => {
    const { platform, account } = source;
    const held = await leases.take(leaseName(source), holder, leaseFrom(tools.now()), tools.isGone);
    if (held && !running.has(source)) {
      log.info({ platform, account }, 'channel starts');
      await begin(source);
    } else if (!held && running.has(source)) {
      log.warn({ platform, account }, 'another process runs this channel now');
      await end(source);
    }
    if (!held && !standingBy.has(source)) standingBy.set(source, standby(tools.now()));
  };
  const round = async () => {
    for (const source of sources)
      await tend(source).catch((error) =>
        log.error({ platform: source.platform, err: error }, 'a channel could not be started'),
      );
    return RENEW_MS;
  };
  const loop: Loop = startLoop(round, {
    everyMs: RENEW_MS,
    onError: (error) => log.error({ err: error }, 'channels could not be tended'),
  });
  return {
    running: () => [...running.values()],
    standing: () =>
      sources.map((source) => ({
        platform: source.platform,
        account: source.account,
        state: running.get(source)?.state() ?? standingBy.get(source) ?? standby(tools.now()),
      })),
    async stop() {
      await loop.stop();
      await Promise.allSettled([...running.keys()].map(end));
      await Promise.allSettled(sources.map((source) => leases.release(leaseName(source), holder)));
    },
  };
}

const leaseName = ({ platform, account }: AccountKey): string => `channel ${platform} ${account}`;

function leaseFrom(now: Date) {
  return { now: now.toISOString(), until: new Date(now.getTime() + LEASE_MS).toISOString() };
}

function standby(now: Date): ChannelState {
  const detail = 'another process runs this account';
  return { status: 'stopped', since: now.toISOString(), detail, loginQr: null };
}
