import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { sharedEngine } from './shared-engine.ts';
import { linesOf, textOf } from './support.ts';

const { ask, newTalk } = sharedEngine();

const QUESTION = '老旧小区改造进展怎么样';

describe('one of the choices is taken', () => {
  test.each(['1', '１', '一', '①', '第一个', '选1', '1号', '1吧', '就1', '我要第1个', '1.'])(
    'by its number: %s',
    async (reply) => {
      const talk = newTalk();
      const { choices } = await talk.say(QUESTION);
      const answer = await talk.say(reply);
      expect(answer.kind).toBe('answer');
      expect(linesOf(answer, 'head')[0]).toContain(choices[0]!.text);
    },
  );

  test.each([
    ['海曙那个', 'haishu-2025-01'],
    ['海曙区的', 'haishu-2025-01'],
    ['2024那个', 'qingyang-2024-01'],
    ['宁波', 'haishu-2025-01'],
  ])('by part of its name: %s', async (reply, id) => {
    expect((await ask(QUESTION, reply)).projects).toEqual([id]);
  });

  test.each(['都要', '全部', '都看看', '1和2和3', '1、2、3', '1 2 3', '第一个、第二个和第三个'])(
    'or several at once: %s',
    async (reply) => {
      const talk = newTalk();
      const { projects } = await talk.say(QUESTION);
      const answer = await talk.say(reply);
      expect(answer.kind).toBe('answer');
      expect(answer.projects.toSorted()).toEqual(projects.toSorted());
      expect(linesOf(answer, 'head')).toHaveLength(3);
    },
  );

  test('two of three', async () => {
    const talk = newTalk();
    const { projects } = await talk.say(QUESTION);
    expect((await talk.say('1和3')).projects).toEqual([projects[0], projects[2]]);
  });
});

describe('a number that is not offered', () => {
  test.each(['9', '第八个', '0', '1和7'])(
    'is told with what there is, which still waits: %s',
    async (reply) => {
      const talk = newTalk();
      const { choices } = await talk.say(QUESTION);
      const again = await talk.say(reply);
      expect(again.kind).toBe('clarify');
      expect(again.choices).toEqual(choices);
      expect(textOf(again)).toContain('没有第');
      expect((await talk.say('2')).kind).toBe('answer');
    },
  );
});

describe('choices', () => {
  test('are forgotten after another full question', async () => {
    const answer = await ask(QUESTION, '双流区农村公路修了多少公里', '1');
    expect(answer).toMatchObject({ kind: 'refuse', projects: [] });
  });

  test('are those of the person who was asked, also when two take turns', async () => {
    const chatId = randomUUID();
    const [first, second] = [newTalk({ chatId, personId: 'a' }), newTalk({ chatId, personId: 'b' })];
    const mine = await first.say(QUESTION);
    const theirs = await second.say('区民政局负责哪些项目');
    const chosen = await second.say('2');
    expect(textOf(chosen)).toContain(theirs.choices[1]!.text);
    expect((await first.say('2')).projects).toEqual([mine.projects[1]]);
  });

  test('of one person are none of another', async () => {
    const chatId = randomUUID();
    await newTalk({ chatId, personId: 'a' }).say(QUESTION);
    const answer = await newTalk({ chatId, personId: 'b' }).say('1');
    expect(answer).toMatchObject({ kind: 'refuse', projects: [] });
  });

  test('of a group are none of a private chat', async () => {
    await newTalk({ chatId: 'group', personId: 'a' }).say(QUESTION);
    const answer = await newTalk({ chatId: 'private', personId: 'a' }).say('1');
    expect(answer).toMatchObject({ kind: 'refuse', projects: [] });
  });
});

describe('what is said instead of a choice', () => {
  test('about another matter is answered, though it names a place', async () => {
    expect((await ask(QUESTION, '算了，看看双流的社区食堂')).projects).toEqual(['shuangliu-2025-02']);
  });

  test('about the same matter asks back again, and the choice then answers that', async () => {
    const talk = newTalk();
    await talk.say(QUESTION);
    expect((await talk.say('责任单位是谁')).kind).toBe('clarify');
    const answer = await talk.say('海曙那个');
    expect(answer.projects).toEqual(['haishu-2025-01']);
    expect(linesOf(answer, 'quote')).toEqual([]);
  });
});

test('nothing is asked back where every place is meant: each has its line with its place', async () => {
  const answer = await ask('哪些地方在搞老旧小区改造');
  expect(answer.kind).toBe('list');
  for (const place of ['青羊区2025年', '海曙区2025年']) expect(textOf(answer)).toContain(place);
});

test('哪个多 after two places compares them', async () => {
  const answer = await ask('青羊区2025年社区食堂目标是多少', '双流呢', '哪个多');
  expect(answer.projects.toSorted()).toEqual(['qingyang-2025-04', 'shuangliu-2025-02']);
});
