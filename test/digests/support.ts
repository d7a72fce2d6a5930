/** Digests over a real database, with the shipped schedule, calendar and words; what is sent lands in its outbox. */
import { expect } from 'vitest';
import { createDigestDesk, type DigestDesk, type DigestDeskParts } from '../../src/digest-desk.ts';
import type { Role } from '../../src/domain/access.ts';
import type { NewSubscription, Subscription } from '../../src/domain/digest.ts';
import { type Capabilities, PLAIN_TEXT } from '../../src/domain/message.ts';
import type { ImportedProject } from '../../src/domain/project.ts';
import type { Push } from '../../src/domain/push.ts';
import { loadPolicy } from '../../src/policy.ts';
import { createSendPush } from '../../src/push.ts';
import { ground } from '../../src/questions/ground.ts';
import type { Store } from '../../src/store/store.ts';
import { bound } from '../access/support.ts';
import { document, figure, openTestStore, project } from '../store/fixtures.ts';

/** Thursday 2025-07-10, 8:00 in China. */
export const START = '2025-07-10T00:00:00.000Z';

/** An instant in China: `07-11 08:30`. */
export const at = (time: string): string => new Date(`2025-${time.replace(' ', 'T')}:00+08:00`).toISOString();

export const HALF_YEAR = { label: '2025年上半年', start: '2025-01-01', end: '2025-06-30' };
export const JULY = { label: '2025年1-7月', start: '2025-01-01', end: '2025-07-31' };

const by = (name: string) => [{ name, role: 'responsible' as const, word: '责任单位' }];

/** 车位: paired figures, half done; 食堂: half done as stated; 电梯: nothing said. */
export function projects(changed: Record<number, Partial<ImportedProject>> = {}): ImportedProject[] {
  return [
    project(1, {
      title: '停车设施建设',
      goal: '新增公共停车位5000个。',
      note: '截至6月底，已新增公共停车位2500个。',
      units: by('区住建局'),
      figures: parking(2500),
      pairs: [{ target: 0, actual: 1, ratio: 0.5, statedRatio: null }],
      ...changed[1],
    }),
    project(2, {
      title: '社区食堂建设',
      goal: '新建社区食堂12家。',
      note: '正在建设。',
      statedRate: 0.55,
      units: by('区民政局'),
      ...changed[2],
    }),
    project(3, { title: '老旧小区加装电梯', goal: '加装电梯。', units: by('区住建局'), ...changed[3] }),
  ];
}

export const parking = (actual: number, target = 5000) => [
  figure({ kind: 'target', value: target, unit: '个', clause: 1 }),
  figure({ kind: 'actual', value: actual, unit: '个', clause: 2 }),
];

export const half = { target: 0, actual: 1, statedRatio: null };

/** A channel over which everybody may be told everything, without pictures. */
export const OPEN: Capabilities = {
  ...PLAIN_TEXT,
  identifies: true,
  highestRole: 'operator',
  push: 'always',
};

export interface Town extends DigestDesk {
  store: Store;
  /** Everything handed over, with every figure checked. */
  pushes: Push[];
  order(given?: Partial<NewSubscription>, role?: Role, now?: string): Promise<Subscription>;
  /** Runs, and gives `outcome` by subscription. */
  run(now: string): Promise<Record<number, string>>;
  /** The lines of the last push. */
  last(): string;
}

/** Staff member `staff` and leader `leader`, both bound; channel and parts as told. */
export async function openTown(
  channel: Capabilities = OPEN,
  parts: Partial<DigestDeskParts> = {},
): Promise<Town> {
  const store = await openTestStore();
  await store.saveImport(document(projects(), { period: HALF_YEAR }), START);
  await bound(store, 'staff', { role: 'staff' });
  await bound(store, 'leader', { role: 'leader' });
  const pushes: Push[] = [];
  const platforms = { capabilities: () => channel };
  const outbox = createSendPush({ store, platforms, onRejected: () => {} });
  const desk = createDigestDesk({
    store,
    platforms,
    policy: loadPolicy().schedule,
    async send(push) {
      expect(ground(push.answer).rejected).toEqual([]);
      const result = await outbox(push);
      if (result.accepted) pushes.push(push);
      return result;
    },
    picture: async () => null,
    ...parts,
  });
  return {
    ...desk,
    store,
    pushes,
    async order(given = {}, role = 'staff', now = START) {
      const found = await desk.digests.subscribe({ ...ORDER, ...given }, role, now);
      return found!.subscription;
    },
    async run(now) {
      const { entries } = await desk.digests.run(now);
      return Object.fromEntries(entries.map(({ subscriptionId, outcome }) => [subscriptionId, outcome]));
    },
    last: () => (pushes.at(-1)?.answer.blocks ?? []).map(({ text }) => text).join('\n'),
  };
}

/** The daily digest of everything at half past eight, for `staff` in private. */
const ORDER: NewSubscription = {
  kind: 'daily',
  platform: 'telegram',
  account: 'bot',
  chatId: 'staff',
  chatKind: 'private',
  personId: 'staff',
  scope: { region: null, unit: null, official: null, projects: null },
  time: '08:30',
  weekday: null,
  by: 'telegram:staff',
};

export { document, project };
