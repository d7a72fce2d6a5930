import { expect, test } from 'vitest';
import { fine, later, openWorld, slow } from './support.ts';

test('what is over for long is forgotten, with what was said of it; what fires stays', async () => {
  const world = await openWorld();
  await world.bind('leader', { role: 'leader' });
  await world.report([slow(1), slow(2)]);
  await world.run();
  await world.report([fine(1), slow(2, { statedRate: 0.25 })], '2025-07-05');
  await world.run(later(1));
  const all = [
    ...(await world.store.alerts.alerts({ regions: ['wuhou'], resolvedSince: '', fingerprints: [] })),
  ];
  const over = all.filter(({ state }) => state === 'resolved').map(({ fingerprint }) => fingerprint);
  expect(over).toHaveLength(1);
  expect(await world.store.alerts.forgetBefore(later(0))).toBe(0);
  expect(await world.store.alerts.forgetBefore(later(2))).toBe(1);
  expect(await world.store.alerts.notices(over)).toEqual([]);
  expect((await world.store.alerts.ids()).size).toBe(all.length - 1);
});

test('of two looks at the same moment only one is kept', async () => {
  const world = await openWorld();
  await world.bind('leader', { role: 'leader' });
  await world.report([slow(1)]);
  await Promise.all([world.run(), world.run(), world.run()]);
  expect(world.told()).toEqual(['leader']);
});
