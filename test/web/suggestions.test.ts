import { expect, it } from 'vitest';
import { createSuggestions } from '../../src/web/suggestions.ts';
import { fakePorts, XSS } from './fakes.ts';

it('suggests questions about projects and lists that are stored', async () => {
  const suggested = await createSuggestions(fakePorts().projects)();
  expect(suggested).toEqual([
    '云河区老旧小区改造进展怎么样？',
    '白杨县“两癌”免费检查由哪个单位负责？',
    '云河区2025年有哪些民生实事？',
  ]);
  expect(suggested.join()).not.toContain(XSS);
});

it('suggests nothing over an empty database', async () => {
  expect(await createSuggestions({ regions: async () => [], list: async () => [] })()).toEqual([]);
});
