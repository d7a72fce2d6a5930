/** What is forgotten after a while, so that nothing personal is kept for longer than it is needed. */
import type { Log } from './log.ts';
import type { Store } from './store/store.ts';

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;

/** Answered messages are known, and sent ones can be looked up, for so long. */
const MEMORY_MS = 7 * DAY_MS;

/** Used and wrong codes, drafts of the model, digests that were sent. */
const MONTH_MS = 30 * DAY_MS;

/** Alerts that are over, with what was said of them. */
const ALERTS_MS = 400 * DAY_MS;

/** Questions kept for review, whatever their age. */
const MOST_REVIEWS = 5000;

/** Tidies now and every hour until told to stop. */
export async function keepHouse(
  store: Store,
  { log, reviewDays }: { log: Log; reviewDays: number },
): Promise<() => void> {
  const tidy = async () => {
    const ago = (ms: number) => new Date(Date.now() - ms).toISOString();
    const now = ago(0);
    await store.inbox.forgetBefore(ago(MEMORY_MS), now);
    await store.outbox.forgetBefore(ago(MEMORY_MS));
    await store.conversations().forgetExpired(now);
    await store.model.forgetBefore(ago(MONTH_MS));
    await store.digests.forgetBefore(ago(MONTH_MS));
    await store.access.tidy(now, ago(MONTH_MS));
    await store.alerts.forgetBefore(ago(ALERTS_MS));
    await store.reviews.tidy(ago(reviewDays * DAY_MS).slice(0, 10), MOST_REVIEWS);
  };
  await tidy();
  const timer = setInterval(() => {
    tidy().catch((error) => log.error({ err: error }, 'tidying failed'));
  }, HOUR_MS);
  timer.unref();
  return () => clearInterval(timer);
}
