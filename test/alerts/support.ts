/** Alerts on a real database with the shipped policy, words and calendar, and whoever is told. */
import { expect } from 'vitest';
import { createAlertDesk, createAlertPorts, createAlerts, type RunReport } from '../../src/alert-ports.ts';
import type { AlertPolicy } from '../../src/alerts/policy.ts';
import type { Rights } from '../../src/domain/access-records.ts';
import type { Capabilities } from '../../src/domain/message.ts';
import type { ImportedProject } from '../../src/domain/project.ts';
import type { Push } from '../../src/domain/push.ts';
import { loadPolicy } from '../../src/policy.ts';
import { ground } from '../../src/questions/ground.ts';
import type { Store } from '../../src/store/store.ts';
import { bound, TRUSTED } from '../access/support.ts';
import { document, openTestStore, project } from '../store/fixtures.ts';

/** Thursday, ten in the morning in China. */
export const NOW = '2025-07-10T02:00:00.000Z';
const DAY_MS = 24 * 60 * 60 * 1000;

/** So many days and hours after `NOW`. */
export const later = (days: number, hours = 0): string =>
  new Date(Date.parse(NOW) + days * DAY_MS + hours * 60 * 60 * 1000).toISOString();

export const unit = (name: string) => ({ name, role: 'responsible' as const, word: '责任单位' });
export const leads = (name: string) => ({ name, role: 'lead' as const, word: '牵头领导' });

/** A half year after its begin 20% done: 29.6 points below the year's course. */
export const slow = (position: number, given: Partial<ImportedProject> = {}): ImportedProject =>
  project(position, {
    title: `停车设施建设${'甲乙丙丁戊己庚辛壬癸'[position - 1] ?? position}`,
    note: '已完成年度任务的20%。',
    statedRate: 0.2,
    units: [unit('区住建局')],
    officials: [leads('张三')],
    ...given,
  });

export const fine = (position: number, given: Partial<ImportedProject> = {}) =>
  slow(position, { note: '已完成年度任务的60%。', statedRate: 0.6, ...given });

export interface World {
  store: Store;
  pushes: Push[];
  /** Whether the outbox takes what it is given. */
  accepts: boolean;
  run(now?: string, options?: { region?: string; dryRun?: boolean }): Promise<RunReport>;
  desk: ReturnType<typeof createAlertDesk>;
  bind(personId: string, rights: Partial<Rights>): Promise<void>;
  /** Another report of 武侯区, for the period that ends on a day. */
  report(projects: ImportedProject[], end?: string, given?: Parameters<typeof document>[1]): Promise<void>;
  /** Messages since the last call, by whom they went to. */
  told(): string[];
  texts(): string;
}

interface Given {
  policy?: Partial<AlertPolicy>;
  capabilities?: Partial<Capabilities>;
  store?: Store;
}

/** Nobody is bound yet and nothing is stored. */
export async function openWorld({
  policy = {},
  capabilities = {},
  store: given,
}: Given = {}): Promise<World> {
  const store = given ?? (await openTestStore());
  const shipped = loadPolicy();
  let seen = 0;
  const world: World = {
    store,
    pushes: [],
    accepts: true,
    run: (now = NOW, options = {}) => createAlerts(ports).run(now, options),
    desk: undefined as never,
    bind: (personId, rights) => bound(store, personId, rights),
    async report(projects, end = '2025-06-30', more = {}) {
      const period = { label: end, start: '2025-01-01', end };
      await store.saveImport(document(projects, { period, ...more }), NOW);
    },
    told() {
      const fresh = world.pushes.slice(seen).map(({ to }) => to.chatId);
      seen = world.pushes.length;
      return fresh.sort();
    },
    texts: () => world.pushes.map(textOf).join('\n'),
  };
  const ports = createAlertPorts({
    store,
    platforms: {
      capabilities: (platform) =>
        platform === 'wechat'
          ? { ...TRUSTED, push: 'always', highestRole: 'resident' }
          : { ...TRUSTED, push: 'always', buttons: true, ...capabilities },
    },
    policy: { ...shipped, alerts: { ...shipped.alerts, ...policy } },
    async sendPush(push) {
      expect(ground(push.answer)).toEqual({ answer: push.answer, rejected: [] });
      if (world.accepts && !world.pushes.some(({ key }) => key === push.key)) world.pushes.push(push);
      return world.accepts ? { accepted: true } : { accepted: false, reason: 'test' };
    },
  });
  world.desk = createAlertDesk(ports);
  return world;
}

export const textOf = ({ answer }: Pick<Push, 'answer'>): string =>
  answer.blocks.map(({ text }) => text).join('\n');

/** The only alert of a kind. */
export function alertOf({ alerts }: RunReport, kind: string) {
  const found = alerts.filter((alert) => alert.kind === kind);
  expect(found).toHaveLength(1);
  return found[0]!;
}
