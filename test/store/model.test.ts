import { expect, test } from 'vitest';
import { openTestStore } from './fixtures.ts';

test('a day has so many calls, also over restarts, and the next day begins anew', async () => {
  const { model } = await openTestStore();
  expect(await Promise.all([1, 2, 3].map(() => model.take('2025-07-10', 2)))).toEqual([true, true, false]);
  expect(await model.take('2025-07-11', 2)).toBe(true);
  expect(await model.take('2025-07-12', 0)).toBe(false);
});

test('a draft is kept by its key, and so is that there was no good one', async () => {
  const { model } = await openTestStore();
  await model.set('a', '⟦n1⟧已建成');
  await model.set('b', null);
  expect([await model.get('a'), await model.get('b'), await model.get('c')]).toEqual([
    '⟦n1⟧已建成',
    null,
    undefined,
  ]);
  await model.forgetBefore('9999-01-01T00:00:00.000Z');
  expect(await model.get('a')).toBeUndefined();
});
