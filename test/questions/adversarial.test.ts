import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answer } from '../../src/domain/answer.ts';
import { LONGEST_QUESTION } from '../../src/questions/engine.ts';
import { type Checker, createChecker } from './adversarial-checks.ts';
import { dialogues } from './adversarial-inputs.ts';
import { slowestPatterns } from './adversarial-patterns.ts';
import { allLists } from './lists.ts';
import { openEngine, SETUP_MS, type TestEngine } from './support.ts';

const DIALOGUES = 450;
/** Beyond this a pattern grows faster than its text. */
const EXPLODES_MS = 500;

let base: TestEngine;
let check: Checker;

beforeAll(async () => {
  base = await openEngine(allLists());
  check = await createChecker(base.reader);
}, SETUP_MS);
afterAll(() => base.close());

test(
  'some thousand hostile messages are all answered soundly, and the same again',
  async () => {
    let messages = 0;
    const faults: unknown[] = [];
    for (const turns of fc.sample(dialogues, { numRuns: DIALOGUES, seed: 20 })) {
      const [chat, again] = [base.talk(), base.talk()];
      const repeats = turns.length === 1;
      for (const [turn, text] of turns.entries()) {
        messages++;
        const answer = await chat.say(text);
        const said = check({ turns: turns.slice(0, turn + 1), answer });
        const same = !repeats || JSON.stringify(await again.say(text)) === JSON.stringify(answer);
        if (said.length > 0 || !same) faults.push({ turns: turns.slice(0, turn + 1), said, same });
      }
    }
    expect(faults).toEqual([]);
    expect(base.rejected).toEqual([]);
    expect(messages).toBeGreaterThan(1000);
  },
  SETUP_MS,
);

test(
  'no pattern explodes on a text made for it',
  () => {
    expect(slowestPatterns().filter(({ ms }) => ms > EXPLODES_MS)).toEqual([]);
  },
  SETUP_MS,
);

test('the longest message that is read is answered, a longer one is declined', async () => {
  const ask = (length: number) => base.talk().ask('停'.repeat(length));
  expect((await ask(LONGEST_QUESTION + 1)).reason).toBe('not_understood');
  expect((await ask(LONGEST_QUESTION)).blocks.length).toBeGreaterThan(0);
});

describe('the checks themselves find', () => {
  const sound = () => base.talk().ask('青羊区2025年公共停车位建设进展怎么样');
  const asked = ['青羊区2025年公共停车位建设进展怎么样'];
  const without = (answer: Answer, more: Partial<Answer>) =>
    check({ turns: asked, answer: { ...answer, ...more } });

  test('nothing in a sound answer', async () => expect(without(await sound(), {})).toEqual([]));

  test.each([
    ['a figure of nobody', '已新增公共停车位77777个'],
    ['a slot that was not filled', '共{count}项'],
    ['what programs say', 'undefined'],
    ['an empty line', ' '],
  ])('%s', async (_, text) => {
    const answer = await sound();
    const blocks = [...answer.blocks, { role: 'text', text, evidence: [] } as const];
    expect(without(answer, { blocks })).toHaveLength(1);
  });

  test('a refusal without a reason', async () =>
    expect(without(await sound(), { kind: 'refuse', sources: [] })).toHaveLength(1));
});
