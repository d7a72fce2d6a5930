/** What became of the alerts of a replay, as the database has it. */
import type { Store } from '../store/store.ts';

export interface AlertCounts {
  /** Kind → step → how many outbreaks somebody was told of at that step. */
  told: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** How many outbreaks somebody was told to be over. */
  ended: number;
  /** How the alerts stand at the end: `firing`, `acknowledged`, `resolved`. */
  states: Readonly<Record<string, number>>;
  /** How many silences were asked for. */
  silences: number;
}

/** Before everything. */
const EVER = '0000';

/** Counts every alert of every region. */
export async function countAlerts(store: Pick<Store, 'alerts' | 'readerFor'>): Promise<AlertCounts> {
  const regions = (await store.readerFor('operator').regions()).map(({ slug }) => slug);
  const alerts = await store.alerts.alerts({ regions, resolvedSince: EVER, fingerprints: [] });
  const fingerprints = alerts.map(({ fingerprint }) => fingerprint);
  const notices = await store.alerts.notices(fingerprints);
  const kinds = new Map(alerts.map(({ fingerprint, kind }) => [fingerprint, kind]));
  const told = new Set<string>();
  const ended = new Set<string>();
  for (const { fingerprint, round, step, occasion } of notices) {
    if (occasion === 'resolved') ended.add(`${fingerprint} ${round}`);
    else told.add([kinds.get(fingerprint), step, round, fingerprint].join(' '));
  }
  return {
    told: grouped([...told].map((one) => one.split(' '))),
    ended: ended.size,
    states: counted(alerts.map(({ state }) => state)),
    silences: (await store.alerts.silences(fingerprints, EVER)).length,
  };
}

function grouped(pairs: readonly string[][]): AlertCounts['told'] {
  const kinds = Map.groupBy(pairs, ([kind]) => kind!);
  return Object.fromEntries([...kinds].map(([kind, own]) => [kind, counted(own.map(([, step]) => step!))]));
}

function counted(names: readonly string[]): Record<string, number> {
  return Object.fromEntries([...Map.groupBy(names, (name) => name)].map(([name, all]) => [name, all.length]));
}
