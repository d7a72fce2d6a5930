/**
 * Digests: who is due → may it go now → who reads it today → what is new since the last one → prepare → send →
 * remember. Nothing new, nothing sent. What was prepared is sent as it was, whatever happens in between.
 */
import { type Audience, type Role, reaches, readerOf } from '../domain/access.ts';
import type { Answer } from '../domain/answer.ts';
import type {
  DigestOutcome,
  DigestScope,
  NewSubscription,
  Snapshot,
  Subscription,
} from '../domain/digest.ts';
import type { OutgoingFile } from '../domain/message.ts';
import { composeDigest, type WordedDigest, withSummary } from './compose.ts';
import { differenceOf } from './difference.ts';
import type { DigestPorts, PictureData } from './ports.ts';
import { audienceOf, type Reached, reach } from './readers.ts';
import { scopeName, standingsIn } from './scope.ts';
import { snapshotOf } from './snapshot.ts';
import { dayOf, endOfDay, mayGo, nextSlot } from './when.ts';

/** Most subscriptions of one chat. */
const MOST_SUBSCRIPTIONS = 10;

/** What is decided about one due digest, with its reason in English. */
export interface DigestDecision {
  subscription: Subscription;
  outcome: 'send' | 'waiting' | Exclude<DigestOutcome, 'sent'>;
  reason: string;
  digest: WordedDigest | null;
  audience: Audience | null;
}

/** What came of one due digest. `failed` and `waiting` ones stay due. */
export interface RunEntry {
  subscriptionId: number;
  slot: string;
  outcome: DigestOutcome | 'waiting' | 'failed';
  reason: string;
}

export interface RunReport {
  now: string;
  entries: RunEntry[];
}

/** Which subscriptions; absent = all. */
export interface RunFilter {
  /** Slug. */
  region?: string;
}

export interface Digests {
  /** What would be done now; nothing is sent or remembered. */
  due(now: string, filter?: RunFilter): Promise<DigestDecision[]>;
  run(now: string, filter?: RunFilter): Promise<RunReport>;
  /** Remembers how everything stands now: the first digest tells what changes from here on. Null when there are too many. */
  subscribe(
    asked: NewSubscription,
    role: Role,
    now: string,
  ): Promise<{ subscription: Subscription; renewed: boolean } | null>;
  /** What is new since a subscription's last digest, for somebody who asks; null when nothing is. */
  sinceLast(subscription: Subscription, role: Role, now: string): Promise<Answer | null>;
  /** What a scope is called. */
  nameOf(scope: DigestScope, role: Role): Promise<string>;
}

/** What is kept between preparing and sending. */
interface Prepared {
  answer: Answer;
  picture: PictureData | null;
  audience: Audience;
}

type Readable = Exclude<Reached, { reason: string }>;

export function createDigests(ports: DigestPorts): Digests {
  const dueNow = async (now: string, { region }: RunFilter = {}) =>
    (await ports.store.due(now)).filter(({ scope }) => region === undefined || scope.region === region);
  return {
    async due(now, filter) {
      const decisions: DigestDecision[] = [];
      for (const subscription of await dueNow(now, filter))
        decisions.push((await decide(subscription, now, ports)).decision);
      return decisions;
    },
    async run(now, filter) {
      const entries: RunEntry[] = [];
      for (const subscription of await dueNow(now, filter))
        entries.push(await runSafely(subscription, now, ports));
      return { now, entries };
    },
    async subscribe(asked, role, now) {
      if ((await ports.store.ofChat(asked)).length >= MOST_SUBSCRIPTIONS) return null;
      const reader = readerOf(audienceOf(role));
      const snapshot = await look({ scope: asked.scope, role: reader, now, last: null }, ports);
      const nextAt = nextSlot(asked, now, ports.calendar);
      return ports.store.subscribe(asked, { snapshot: snapshot.snapshot, nextAt, now });
    },
    async sinceLast(subscription, role, now) {
      const last = await ports.store.snapshot(subscription.id);
      const reader = readerOf(audienceOf(role));
      if (!reaches(reader, last.role)) return null;
      const { digest } = await news(subscription, { last, role: reader, now }, ports);
      return digest?.answer ?? null;
    },
    nameOf: (scope, role) => scopeName(scope, ports.readerFor(role), ports.words),
  };
}

/** One subscription's trouble is not the others'. */
async function runSafely(subscription: Subscription, now: string, ports: DigestPorts): Promise<RunEntry> {
  const { id, nextAt: slot } = subscription;
  try {
    return { subscriptionId: id, slot, ...(await runOne(subscription, now, ports)) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { subscriptionId: id, slot, outcome: 'failed', reason };
  }
}

interface Decided {
  decision: DigestDecision;
  /** What to remember when it is carried out. */
  snapshot: Snapshot | null;
  reader: Readable | null;
}

/** The stages, in order; the first that has something against it decides. */
async function decide(subscription: Subscription, now: string, ports: DigestPorts): Promise<Decided> {
  const closed = (outcome: DigestDecision['outcome'], reason: string, snapshot: Snapshot | null = null) => ({
    decision: { subscription, outcome, reason, digest: null, audience: null },
    snapshot,
    reader: null,
  });
  if (!mayGo(subscription.nextAt, now, ports.calendar))
    return closed('waiting', 'missed: it waits for an hour at which people may be disturbed');
  const reader = await reach(subscription, ports);
  if ('reason' in reader) return closed('refused', reader.reason);
  const { role } = reader.to;
  const last = await ports.store.snapshot(subscription.id);
  if (!reaches(role, last.role)) {
    const anew = await look({ scope: subscription.scope, role, now, last: null }, ports);
    return closed('restarted', `what was told last was for ${last.role}`, anew.snapshot);
  }
  const { digest, snapshot } = await news(subscription, { last, role, now }, ports);
  if (digest === null) return closed('nothing', 'nothing changed', snapshot);
  const { audience } = reader;
  return {
    decision: { subscription, outcome: 'send', reason: 'something changed', digest, audience },
    snapshot,
    reader,
  };
}

interface Look {
  scope: DigestScope;
  role: Role;
  now: string;
  last: Snapshot | null;
}

async function look({ scope, role, now, last }: Look, ports: DigestPorts) {
  const asked = { reader: ports.readerFor(role), scope, today: dayOf(now), last };
  const standings = await standingsIn(asked, ports);
  return { standings, snapshot: snapshotOf(standings, now, role) };
}

async function news(
  { kind, scope }: Subscription,
  { last, role, now }: { last: Snapshot; role: Role; now: string },
  ports: DigestPorts,
): Promise<{ digest: WordedDigest | null; snapshot: Snapshot }> {
  const { standings, snapshot } = await look({ scope, role, now, last }, ports);
  const found = differenceOf(last, standings, role);
  if (found.length === 0) return { digest: null, snapshot };
  const name = await scopeName(scope, ports.readerFor(role), ports.words);
  const parts = { kind, scope: name, since: last.at, news: found, standings };
  return { digest: composeDigest(parts, ports.words, ports.judge), snapshot };
}

async function runOne(
  subscription: Subscription,
  now: string,
  ports: DigestPorts,
): Promise<Pick<RunEntry, 'outcome' | 'reason'>> {
  const { id: subscriptionId, nextAt: slot } = subscription;
  const over = { subscriptionId, slot, nextAt: nextSlot(subscription, now, ports.calendar), now };
  const left = await ports.store.prepared(subscriptionId, slot);
  const reader = left === null ? null : await reach(subscription, ports);
  if (left !== null && reader !== null && !('reason' in reader))
    return deliver(left.content as Prepared, { subscription, reader, snapshot: left.snapshot, over }, ports);
  const { decision, snapshot, reader: found } = await decide(subscription, now, ports);
  const { outcome, reason, digest } = decision;
  if (outcome === 'waiting') return { outcome, reason };
  if (outcome !== 'send' || digest === null || found === null || snapshot === null) {
    const ended = outcome === 'send' ? 'refused' : outcome;
    await ports.store.finish({ ...over, outcome: ended, reason, snapshot });
    return { outcome: ended, reason };
  }
  const answer = withSummary(digest.answer, await summaryOf(digest.answer, ports), ports.words);
  const content: Prepared = { answer, picture: digest.picture, audience: found.audience };
  await ports.store.prepare({ subscriptionId, slot, content, snapshot }, now);
  return deliver(content, { subscription, reader: found, snapshot, over }, ports);
}

interface Delivery {
  subscription: Subscription;
  reader: Readable;
  snapshot: Snapshot;
  over: { subscriptionId: number; slot: string; nextAt: string; now: string };
}

/** A refused digest leaves what was told last as it was: the next one tells it. */
async function deliver(
  { answer, picture, audience }: Prepared,
  { reader, snapshot, over }: Delivery,
  ports: DigestPorts,
): Promise<Pick<RunEntry, 'outcome' | 'reason'>> {
  const file = reader.images && picture ? await draw(picture, ports) : null;
  const result = await ports.send({
    key: keyOf(over),
    to: reader.to,
    answer,
    ...(file ? { file } : {}),
    audience,
    what: 'digest',
    now: over.now,
    expiresAt: endOfDay(over.now),
  });
  const outcome = result.accepted ? 'sent' : 'refused';
  const reason = result.accepted ? 'something changed' : result.reason;
  await ports.store.finish({ ...over, outcome, reason, snapshot: result.accepted ? snapshot : null });
  return { outcome, reason };
}

/** The same for every attempt at one due digest. */
function keyOf({ subscriptionId, slot }: { subscriptionId: number; slot: string }): string {
  return `digest-${subscriptionId}-${slot.replace(/\D/g, '').slice(0, 12)}`;
}

/** A picture is a help: without one the text says it all. */
async function draw(data: PictureData, { picture, words }: DigestPorts): Promise<OutgoingFile | null> {
  try {
    const bytes = await picture(data);
    return bytes && { name: words.digest.pictureName, kind: 'image', bytes };
  } catch {
    return null;
  }
}

async function summaryOf({ blocks }: Answer, { summarise }: DigestPorts): Promise<string | null> {
  try {
    return await summarise(blocks.filter(({ role }) => role === 'item'));
  } catch {
    return null;
  }
}
