import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { InputError } from '../../src/domain/errors.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { at, createCalendar } from '../../src/timetable/calendar.ts';
import { nextDue } from '../../src/timetable/rule.ts';
import { createTimetable, type Job, startTimetable } from '../../src/timetable/timetable.ts';
import { endWithTest } from '../support/child.ts';

const DAILY = { cron: '30 8 * * *' };
const QUIET = { info: () => {}, warn: () => {}, error: () => {} };
const calendar = createCalendar();

async function openFile(path = join(mkdtempSync(join(tmpdir(), 'jobs-')), 'test.db')): Promise<Store> {
  const store = await openStore(path, { tokenise: (text) => text.split('') });
  onTestFinished(() => store.close());
  return store;
}

/** A job that notes when it was run. */
function noting(name: string, rule = DAILY): Job & { runs: string[] } {
  const runs: string[] = [];
  return { name, rule, runs, run: async (now) => runs.push(now) };
}

function timetableOf(store: Store, jobs: readonly Job[], holder = 'a', isGone = (_: string) => false) {
  const now = () => new Date(at('2025-06-01', '00:00'));
  return createTimetable({ jobs, records: store.jobs, holder, isGone, now, log: QUIET, calendar });
}

test('rules are read in China, whatever the zone of the machine', () => {
  expect(nextDue({ cron: '0 9 * * 1' }, at('2025-06-03', '12:00'), calendar)).toBe(at('2025-06-09', '09:00'));
  expect(nextDue(DAILY, at('2025-06-03', '08:30'), calendar)).toBe(at('2025-06-04', '08:30'));
});

test('a rule for working days leaves out holidays', () => {
  const rule = { ...DAILY, workdaysOnly: true };
  expect(nextDue(rule, at('2025-09-30', '12:00'), calendar)).toBe(at('2025-10-09', '08:30'));
});

test.each(['', '8:30', '* * *', '0 30 8 * * *', '61 8 * * *', '0 0 31 2 *'])(
  'the rule %j is refused at once',
  async (cron) => {
    const store = await openFile();
    expect(() => timetableOf(store, [noting('daily', { cron })])).toThrow(InputError);
  },
);

test('a new job waits for its time, runs once then, and waits again', async () => {
  const store = await openFile();
  const job = noting('daily');
  const timetable = timetableOf(store, [job]);
  for (const time of ['08:00', '08:29', '08:30', '08:31', '20:00'])
    await timetable.runDue(at('2025-06-03', time));
  expect(job.runs).toEqual([at('2025-06-03', '08:30')]);
  expect(await timetable.nextDue()).toBe(at('2025-06-04', '08:30'));
});

test('after an outage of a week a daily job runs once', async () => {
  const store = await openFile();
  const job = noting('daily');
  await timetableOf(store, [job]).runDue(at('2025-06-03', '08:00'));
  const later = timetableOf(store, [job], 'b');
  expect(await later.runDue(at('2025-06-10', '15:00'))).toEqual([{ name: 'daily', outcome: 'done' }]);
  expect(await later.runDue(at('2025-06-10', '15:05'))).toEqual([]);
  expect(await later.nextDue()).toBe(at('2025-06-11', '08:30'));
});

test('a failing job is tried again after pauses that grow, tells of it, and does not hold up others', async () => {
  const store = await openFile();
  const tries: string[] = [];
  const failing: Job = {
    name: 'failing',
    rule: DAILY,
    run: async (now) => {
      tries.push(now);
      if (tries.length < 3) throw new TypeError('no names of people in the record');
    },
  };
  const other = noting('other');
  const timetable = timetableOf(store, [failing, other]);
  await timetable.runDue(at('2025-06-03', '08:00'));
  await timetable.runDue(at('2025-06-03', '08:30'));
  expect((await timetable.standing())[0]).toMatchObject({
    outcome: 'failed',
    reason: 'TypeError',
    failures: 1,
  });
  for (let minute = 31; minute < 60; minute++) await timetable.runDue(at('2025-06-03', `08:${minute}`));
  expect(tries).toEqual(['08:30', '08:31', '08:33'].map((time) => at('2025-06-03', time)));
  expect((await timetable.standing())[0]).toMatchObject({ outcome: 'done', reason: null, failures: 0 });
  expect(other.runs).toHaveLength(1);
});

test('a changed rule holds at once, and a due time from a wrong clock is put right', async () => {
  const store = await openFile();
  await timetableOf(store, [noting('daily')]).runDue(at('2035-06-03', '08:00'));
  const timetable = timetableOf(store, [noting('daily')]);
  await timetable.runDue(at('2025-06-03', '08:00'));
  expect(await timetable.nextDue()).toBe(at('2025-06-03', '08:30'));
  const moved = timetableOf(store, [noting('daily', { cron: '0 9 * * *' })]);
  await moved.runDue(at('2025-06-03', '08:00'));
  expect(await moved.nextDue()).toBe(at('2025-06-03', '09:00'));
});

test('of two processes one runs a job, and the other takes it up only after the lease of a silent one', async () => {
  const store = await openFile();
  const { promise: open, resolve } = Promise.withResolvers<void>();
  const hanging: Job = { name: 'daily', rule: DAILY, run: () => open };
  const first = timetableOf(store, [hanging]);
  await first.runDue(at('2025-06-03', '08:00'));
  const running = first.runDue(at('2025-06-03', '08:30'));
  const job = noting('daily');
  const second = timetableOf(store, [job], 'b');
  await vi.waitFor(async () => expect((await second.standing())[0]?.holder).toBe('a'));
  expect(await second.runDue(at('2025-06-03', '08:30'))).toEqual([]);
  expect(await second.runDue(at('2025-06-03', '08:32'))).toEqual([{ name: 'daily', outcome: 'done' }]);
  resolve();
  expect(await running).toEqual([{ name: 'daily', outcome: 'lost' }]);
  expect(await second.nextDue()).toBe(at('2025-06-04', '08:30'));
});

test('a job of a process that is known to be gone is taken up at once', async () => {
  const store = await openFile();
  const hanging: Job = { name: 'daily', rule: DAILY, run: () => new Promise(() => {}) };
  const first = timetableOf(store, [hanging]);
  await first.runDue(at('2025-06-03', '08:00'));
  void first.runDue(at('2025-06-03', '08:30'));
  const job = noting('daily');
  const second = timetableOf(store, [job], 'b', (holder) => holder === 'a');
  await vi.waitFor(async () => expect((await second.standing())[0]?.holder).toBe('a'));
  expect(await second.runDue(at('2025-06-03', '08:30'))).toHaveLength(1);
});

test('a running timetable keeps the lease of a long run, never overlaps with itself, and waits for it to stop', async () => {
  const store = await openFile();
  await store.jobs.plan('long', '* * * * *', '2025-01-01T00:00:00.000Z');
  const { promise: open, resolve } = Promise.withResolvers<void>();
  let begun = 0;
  const tools = { records: store.jobs, isGone: () => false, now: () => new Date(), log: QUIET };
  const timing = { leaseMs: 150, everyMs: 20 };
  const long: Job = {
    name: 'long',
    rule: { cron: '* * * * *' },
    run: () => {
      begun++;
      return open;
    },
  };
  const timetable = startTimetable({ ...tools, ...timing, holder: 'a', jobs: [long] });
  const other = noting('long', { cron: '* * * * *' });
  const rival = startTimetable({ ...tools, ...timing, holder: 'b', jobs: [other] });
  await new Promise((wait) => setTimeout(wait, 500));
  expect([begun, other.runs.length]).toEqual([1, 0]);
  await rival.stop();
  let stopped = false;
  const stopping = timetable.stop().then(() => {
    stopped = true;
  });
  await new Promise((wait) => setTimeout(wait, 50));
  expect(stopped).toBe(false);
  resolve();
  await stopping;
  expect((await store.jobs.all())[0]).toMatchObject({ outcome: 'done', holder: null });
});

test('a job that is cut off by the death of its process is run again by the next one', async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'jobs-')), 'test.db');
  const store = await openFile(path);
  const instant = at('2025-06-03', '08:30');
  await store.jobs.plan('daily', DAILY.cron, instant);
  const script = new URL('./hanging-job.ts', import.meta.url).pathname;
  const child = endWithTest(
    spawn(process.execPath, [script, path, instant], { stdio: ['ignore', 'pipe', 'inherit'] }),
  );
  await once(child.stdout, 'data');
  child.kill('SIGKILL');
  await once(child, 'exit');
  const job = noting('daily');
  expect(await timetableOf(store, [job], 'b').runDue(instant)).toEqual([]);
  expect(await timetableOf(store, [job], 'b').runDue(at('2025-06-03', '08:32'))).toHaveLength(1);
});
