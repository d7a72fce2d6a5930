/** Whether the program can do its work just now. */
import type { ChannelState } from '../domain/channel.ts';
import type { ChannelStanding, OutboxFigures } from '../domain/metrics.ts';
import { READINESS } from './wording.ts';

/** What is asked to find out. */
export interface ReadinessSources {
  projectCount: () => Promise<number>;
  outbox: () => Promise<OutboxFigures>;
  channels: () => readonly ChannelStanding[];
  now: () => Date;
  /** Told of a database that does not answer. */
  onError: (error: unknown) => void;
}

/** What anybody may know of it: no accounts, no details. */
export interface Readiness {
  ready: boolean;
  /** Chinese; null when ready. */
  reason: string | null;
  channels: { name: string; status: ChannelState['status'] }[];
}

/** How long a due message of a ready channel may wait. Pauses that platforms ask for move the due time. */
export const STUCK_AFTER_MS = 10 * 60 * 1000;

/** Asks the database, the outbox and the channels. Never rejects. */
export function createReadiness(sources: ReadinessSources): () => Promise<Readiness> {
  return async () => {
    const channels = sources.channels();
    const reason = (await databaseProblem(sources, channels)) ?? channelProblem(channels);
    return { ready: reason === null, reason, channels: namedChannels(channels) };
  };
}

async function databaseProblem(
  { projectCount, outbox, now, onError }: ReadinessSources,
  channels: readonly ChannelStanding[],
): Promise<string | null> {
  try {
    if ((await projectCount()) === 0) return READINESS.empty;
    const { overdue } = await outbox();
    const waits = overdue
      .filter((account) => channels.some((channel) => isReady(channel, account)))
      .map(({ dueAt }) => now().getTime() - Date.parse(dueAt));
    const longestMs = Math.max(0, ...waits);
    return longestMs > STUCK_AFTER_MS ? READINESS.stuck(Math.floor(longestMs / 60_000)) : null;
  } catch (error) {
    onError(error);
    return READINESS.database;
  }
}

/** What waits for a channel that is not ready waits for that channel, not for the program. */
function isReady(channel: ChannelStanding, { platform, account }: { platform: string; account: string }) {
  return channel.platform === platform && channel.account === account && channel.state.status === 'ready';
}

/** One living channel is enough; one that waits for its login needs the program to go on serving the operator's page. */
function channelProblem(channels: readonly ChannelStanding[]): string | null {
  const allDown = channels.length > 0 && channels.every(({ state }) => state.status === 'down');
  return allDown ? READINESS.channels : null;
}

/** Platforms, numbered where there are several accounts: `telegram`, `telegram 2`. */
function namedChannels(channels: readonly ChannelStanding[]): Readiness['channels'] {
  return channels.map(({ platform, state }, index) => {
    const earlier = channels.slice(0, index).filter((other) => other.platform === platform).length;
    return { name: earlier === 0 ? platform : `${platform} ${earlier + 1}`, status: state.status };
  });
}
