import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadIntents } from '../../src/questions/intents.ts';
import { QUERY_NAMES } from '../../src/questions/queries/registry.ts';
import { listDataFiles } from '../../src/text/data-file.ts';
import { loadGuards } from '../../src/text/guards.ts';
import { COMMAND_PHRASINGS, QUESTION_PHRASINGS } from '../access/phrasings.ts';
import { type Desk, openDesk, textOf, words } from './support.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});

const PEOPLE = ['somebody', 'staff', 'leader', 'boss'] as const;

/** What only staff or higher may see or do; residents get the same refusal for each. */
const STAFF_ONLY = [
  '日报',
  '疑点',
  '导出',
  '导入',
  '上报',
  '上报 第1项 60% 已完工',
  '疑点 武侯区',
  '日报 武侯',
];
const OPERATOR_ONLY = [
  '绑定码 工作人员 区住建局',
  '解绑 telegram:staff',
  '关闭 话题 停车 1天 核对',
  '关闭 渠道 telegram 维护',
  '开启 1',
  '开关',
  '审计',
  '审计 20',
  '渠道',
  '死信',
  '死信 重发 1',
];

test.each(STAFF_ONLY)('a resident who says “%s” is refused, told nothing, and recorded', async (text) => {
  const reply = await desk.say(text, { personId: 'somebody' });
  expect(reply?.answer).toMatchObject({ kind: 'refuse', reason: 'not_allowed', sources: [], projects: [] });
  expect(textOf(reply!)).toBe(words.common.denied);
  const [last] = await desk.store.audit.recent(1);
  expect(last).toMatchObject({ actor: 'telegram:somebody', outcome: 'denied' });
});

test.each(OPERATOR_ONLY)('staff and leaders who say “%s” are refused', async (text) => {
  for (const personId of ['somebody', 'staff', 'leader']) {
    const reply = await desk.say(text, { personId });
    expect(reply?.answer.reason).toBe('not_allowed');
    expect(textOf(reply!)).toBe(words.common.denied);
  }
});

test.each(['本群设为 领导', '本群地区 武侯区', '关闭 本群 维护', '开启 本群'])(
  'in a group nobody below an operator may say “%s”',
  async (text) => {
    for (const personId of ['somebody', 'staff', 'leader'])
      expect(await desk.told(text, { personId, chatKind: 'group' })).toBe(words.common.denied);
    expect(await desk.store.access.chats.chats()).toEqual([]);
  },
);

test('in a group staff are asked to come to the private chat, residents learn nothing', async () => {
  for (const text of STAFF_ONLY) {
    expect(await desk.told(text, { personId: 'staff', chatKind: 'group' })).toBe(words.common.inPrivate);
    expect(await desk.told(text, { personId: 'somebody', chatKind: 'group' })).toBe(words.common.denied);
  }
});

test('a channel that carries only public matter gives staff nothing internal', async () => {
  const lower = { ...desk.channel, highestRole: 'resident' as const };
  const before = desk.channel;
  desk.channel = lower;
  for (const text of STAFF_ONLY)
    expect(await desk.told(text, { personId: 'boss' })).toBe(words.common.denied);
  desk.channel = before;
});

test.each(COMMAND_PHRASINGS)('“%s” in a mixed group gives a resident nothing of staff', async (text) => {
  const reply = await desk.say(text, { personId: 'somebody', chatKind: 'group' });
  if (reply === null) return;
  const said = textOf(reply);
  expect(said).not.toMatch(/分项加起来|区住建局自|新增\d|[2-9A-Z]{4}-[2-9A-Z]{4}/u);
  expect(reply.file).toBeUndefined();
  expect(reply.answer.choices).toEqual([]);
});

test.each(QUESTION_PHRASINGS)('“%s” is a question, whoever says it', async (text) => {
  for (const personId of PEOPLE) expect(await desk.say(text, { personId })).toBeNull();
});

describe('what people ask is never taken for a command', () => {
  /** These words are commands by intention. */
  const BY_INTENTION = new Set([...words.words.help]);

  const questions = (): string[] => {
    const sets = ['tune', 'held'].flatMap((name) =>
      readFileSync(new URL(`../eval/questions/${name}.jsonl`, import.meta.url), 'utf8')
        .split('\n')
        .filter(Boolean)
        .flatMap((line) => (JSON.parse(line) as { turns: string[] }).turns),
    );
    const intents = loadIntents(QUERY_NAMES).flatMap(({ examples, never }) => [...examples, ...never]);
    const guarded = loadGuards().flatMap(({ examples, never }) => [...examples, ...never]);
    return [...new Set([...sets, ...intents, ...guarded])].filter((text) => !BY_INTENTION.has(text));
  };

  test('no question of the question sets, no example of an intent or a guard', async () => {
    expect(listDataFiles().length).toBeGreaterThan(10);
    const all = questions();
    expect(all.length).toBeGreaterThan(500);
    const taken: string[] = [];
    for (const text of all) if ((await desk.say(text, { personId: 'boss' })) !== null) taken.push(text);
    expect(taken).toEqual([]);
  });

  test('no question that begins or ends with a word of a command', async () => {
    const all = questions();
    const commandWords = Object.values(words.words).flat();
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...commandWords),
        fc.constantFrom(...all.filter((text) => text.length > 4)),
        fc.boolean(),
        async (word, question, before) => {
          const text = before ? `${word}${question}` : `${question}${word}`;
          expect(await desk.say(text, { personId: 'boss' })).toBeNull();
        },
      ),
      { numRuns: 150 },
    );
  });
});
