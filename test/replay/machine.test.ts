import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../../src/database.ts';
import { laterBy } from '../../src/domain/china-time.ts';
import { createLog } from '../../src/log.ts';
import { saying } from '../../src/reception/answerer.ts';
import { boundRecipients } from '../../src/recipients.ts';
import { readSent } from '../../src/replay/channel.ts';
import { dayOf } from '../../src/replay/events.ts';
import { replayFiles } from '../../src/replay/files.ts';
import { playYear } from '../../src/replay/machine.ts';
import type { JobsOf, ReplaySpec } from '../../src/replay/stage.ts';
import { calendar } from './support.ts';

const SPEC: ReplaySpec = {
  year: 2025,
  regions: 1,
  projects: 3,
  seed: 1,
  from: '2025-01-01',
  until: '2025-03-31',
  policy: null,
};
const HOUR_MS = 60 * 60 * 1000;

/** Says good morning to everybody on working days; the first attempt of each fifth day fails half way. */
const mornings =
  (failed = new Set<string>()): JobsOf =>
  (app) => [
    {
      name: 'morning',
      rule: { cron: '0 9 * * *', workdaysOnly: true },
      async run(now) {
        const day = dayOf(now);
        for (const to of await boundRecipients(app.store)) {
          const push = { key: `${day}-${to.chatId}`, to, answer: saying('早上好'), what: 'alert' };
          await app.sendPush({ ...push, audience: 'staff', now, expiresAt: laterBy(now, HOUR_MS) });
          if (!day.endsWith('5') || failed.has(day)) continue;
          failed.add(day);
          throw new Error('cut off');
        }
      },
    },
  ];

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'replay-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

const log = createLog('silent');
const sentIn = (folder: string) => readSent(replayFiles(folder).sentPath);

test('every moment of a quarter is played once, and a later process goes on where an earlier one stopped', async () => {
  const folder = newFolder();
  await playYear(folder, { ...SPEC, until: '2025-02-14' }, { jobsOf: mornings(), log });
  const before = sentIn(folder).length;
  await playYear(folder, SPEC, { jobsOf: mornings(), log });
  const sent = sentIn(folder);
  const workdays = calendar.workdaysBetween('2024-12-31', '2025-03-31');
  const people = new Set(sent.map(({ chatId }) => chatId)).size;
  expect(before).toBeGreaterThan(0);
  expect(sent).toHaveLength(workdays * people);
  expect(new Set(sent.map(({ key }) => key)).size).toBe(sent.length);
  expect(sent.every(({ at }) => calendar.nextWorkMoment(at) === at)).toBe(true);
  const { store } = await openDatabase(replayFiles(folder).dbPath);
  onTestFinished(() => store.close());
  expect(await store.readerFor('operator').documents()).toHaveLength(2);
  expect((await store.jobs.all())[0]).toMatchObject({ outcome: 'done', holder: null });
});
