import { expect, test } from 'vitest';
import { laterBy } from '../../src/domain/china-time.ts';
import { openTestStore } from '../store/fixtures.ts';
import { accessOver, message, NOW } from './support.ts';

const group = (account: string, text: string, given = {}) =>
  message({ chatKind: 'group', account, text, ...given });

async function house() {
  const access = accessOver(await openTestStore());
  return (...given: Parameters<typeof group>) => access.answers(group(...given), NOW);
}

test('what was said to two accounts is answered by one of them', async () => {
  const answers = await house();
  const both = await Promise.all([
    answers('bot1', '@机器人乙 停车位建了多少'),
    answers('bot2', '@机器人甲 停车位建了多少'),
  ]);
  expect(both.filter(Boolean)).toHaveLength(1);
});

test('what was said to one account alone is answered by it, whoever answered before', async () => {
  const answers = await house();
  expect(await answers('bot1', '停车位建了多少')).toBe(true);
  expect(await answers('bot2', '电梯装了几部')).toBe(true);
});

test('the holder of a claim keeps it, another takes over when it is over', async () => {
  const access = accessOver(await openTestStore());
  const at = (account: string, seconds: number) =>
    access.answers(group(account, '停车位'), laterBy(NOW, seconds * 1000));
  expect(await at('bot1', 0)).toBe(true);
  expect(await at('bot1', 50)).toBe(true);
  expect(await at('bot2', 100)).toBe(false);
  expect(await at('bot2', 111)).toBe(true);
  expect(await at('bot1', 120)).toBe(false);
});

test('private chats and pressed buttons belong to the account that they came to', async () => {
  const access = accessOver(await openTestStore());
  const choice = { parcelKey: 'k', index: 0 };
  for (const account of ['bot1', 'bot2']) {
    expect(await access.answers(message({ account, text: '停车位' }), NOW)).toBe(true);
    expect(await access.answers(group(account, '', { choice }), NOW)).toBe(true);
  }
});

test('the same words of two people are two questions', async () => {
  const answers = await house();
  expect(await answers('bot1', '停车位', { personId: 'a' })).toBe(true);
  expect(await answers('bot2', '停车位', { personId: 'b' })).toBe(true);
});
