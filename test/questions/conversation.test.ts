import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { sharedEngine } from './shared-engine.ts';
import { linesOf, textOf } from './support.ts';

const { ask, newTalk } = sharedEngine();

const CANTEEN = '青羊区2025年社区食堂进展怎么样';

describe('a question that fits several lists', () => {
  const question = '老旧小区改造进展怎么样';

  test('is asked back with every region and year that it fits', async () => {
    const answer = await ask(question);
    expect(answer.kind).toBe('clarify');
    expect(answer.projects.toSorted()).toEqual(['haishu-2025-01', 'qingyang-2024-01', 'qingyang-2025-03']);
    expect(answer.choices.map(({ text }) => text).toSorted()).toEqual([
      '宁波市海曙区2025年',
      '成都市青羊区2024年',
      '成都市青羊区2025年',
    ]);
  });

  test('is asked back without a figure of any of them', async () => {
    expect(textOf(await ask(question))).not.toMatch(/24个|30个|20个|%/);
  });

  test.each(['1', '第一个', '选1', '１', '第1个吧'])('is settled by its number: %s', async (reply) => {
    const talk = newTalk();
    const { choices } = await talk.say(question);
    const answer = await talk.say(reply);
    expect(answer).toMatchObject({ kind: 'answer' });
    expect(linesOf(answer, 'head')[0]).toContain(choices[0]!.text);
  });

  test('is settled by each text that is offered', async () => {
    const { choices, projects } = await ask(question);
    const answers = await Promise.all(choices.map(({ text }) => ask(question, text)));
    expect(answers.map((answer) => answer.projects)).toEqual(projects.map((id) => [id]));
    const labelled = await Promise.all(choices.map(({ label }) => ask(question, label)));
    expect(labelled.map((answer) => answer.projects)).toEqual(projects.map((id) => [id]));
  });

  test.each([
    ['海曙区', 'haishu-2025-01'],
    ['宁波', 'haishu-2025-01'],
    ['我问的是海曙区', 'haishu-2025-01'],
    ['2024年', 'qingyang-2024-01'],
    ['青羊区2025年的', 'qingyang-2025-03'],
  ])('is settled by a name: %s', async (reply, id) => {
    expect((await ask(question, reply)).projects).toEqual([id]);
  });

  test('is asked back again while two still fit', async () => {
    const talk = newTalk();
    await talk.say(question);
    const again = await talk.say('青羊区');
    expect(again.kind).toBe('clarify');
    expect(again.choices).toHaveLength(2);
    expect((await talk.say('2025年')).projects).toEqual(['qingyang-2025-03']);
  });

  test('waits while something else is asked that has no answer here', async () => {
    const answer = await ask(question, '今天天气怎么样', '海曙区');
    expect(answer.projects).toEqual(['haishu-2025-01']);
  });

  test('is dropped when another question is answered', async () => {
    const answer = await ask(question, CANTEEN, '责任单位是谁');
    expect(answer.projects).toEqual(['qingyang-2025-04']);
  });

  test('no choice has a number that was not offered', async () => {
    expect((await ask(question, '9')).kind).not.toBe('answer');
  });

  test('keeps what was asked: a target stays a target', async () => {
    const answer = await ask('老旧小区改造的目标是多少个', '海曙区');
    expect(answer.projects).toEqual(['haishu-2025-01']);
    expect(textOf(answer)).toContain('20个');
  });

  test('needs no asking back in a chat that belongs to a region', async () => {
    const answer = await newTalk({ region: 'haishu' }).ask(question);
    expect(answer.projects).toEqual(['haishu-2025-01']);
  });

  test('a region that is named wins over the region of the chat', async () => {
    const answer = await newTalk({ region: 'haishu' }).ask('青羊区2025年老旧小区改造进展');
    expect(answer.projects).toEqual(['qingyang-2025-03']);
  });

  test('a list of a unit is asked back by region', async () => {
    const answer = await ask('区民政局负责哪些项目');
    expect(answer.kind).toBe('clarify');
    expect(answer.choices).toHaveLength(3);
    expect((await ask('区民政局负责哪些项目', '双流区')).projects).toEqual(['shuangliu-2025-02']);
  });

  test('a place in a list is asked back when no region is named', async () => {
    const answer = await ask('第2项进展如何');
    expect(answer.kind).toBe('clarify');
    expect((await ask('第2项进展如何', '双流区')).projects).toEqual(['shuangliu-2025-02']);
  });
});

describe('a follow-up', () => {
  test.each([
    ['asks for the unit', ['责任单位是谁'], 'qingyang-2025-04', '区民政局'],
    ['asks what is left', ['还差多少'], 'qingyang-2025-04', '7处'],
    ['asks for the official', ['分管领导是谁'], 'qingyang-2025-04', '周敏'],
    ['asks for the target', ['目标是多少'], 'qingyang-2025-04', '12处'],
    ['points back by a word', ['它的责任单位是谁'], 'qingyang-2025-04', '区民政局'],
    ['names another district', ['那双流区呢'], 'shuangliu-2025-02', '9处'],
    ['names another district barely', ['双流区的呢'], 'shuangliu-2025-02', '9处'],
    ['names another project', ['那公交线路呢'], 'qingyang-2025-09', '4条'],
    ['corrects the project', ['不是，我问的是停车位'], 'qingyang-2025-02', '1860个'],
    ['corrects the district', ['不是，我问的是双流区'], 'shuangliu-2025-02', '9处'],
    ['changes the district', ['换双流区'], 'shuangliu-2025-02', '9处'],
    ['names a place in the list', ['第5项呢'], 'qingyang-2025-05', '32160户'],
    ['comes after thanks', ['谢谢', '责任单位是谁'], 'qingyang-2025-04', '区民政局'],
    ['comes after a refusal', ['今天天气怎么样', '责任单位是谁'], 'qingyang-2025-04', '区民政局'],
    [
      'comes after other follow-ups',
      ['分管领导是谁', '还差多少', '责任单位是谁'],
      'qingyang-2025-04',
      '区民政局',
    ],
  ])('%s', async (_, turns, id, words) => {
    const answer = await ask(CANTEEN, ...turns);
    expect(answer.projects).toEqual([id]);
    expect(textOf(answer)).toContain(words);
  });

  test('repeats the question for another district', async () => {
    const answer = await ask('青羊区2025年社区食堂还差多少处', '那双流区呢');
    expect(answer.projects).toEqual(['shuangliu-2025-02']);
    expect(textOf(answer)).toContain('已达到目标');
  });

  test('repeats the question for another year', async () => {
    const answer = await ask('青羊区2025年停车位目标是多少', '那2024年呢');
    expect(answer.projects).toEqual(['qingyang-2024-02']);
    expect(textOf(answer)).toContain('1200个');
  });

  test('for a place without a list is refused, not answered for the last one', async () => {
    const answer = await ask(CANTEEN, '那北京市海淀区呢');
    expect(answer).toMatchObject({ kind: 'refuse', reason: 'no_data', projects: [] });
    expect(textOf(answer)).not.toMatch(/5处|12处/);
  });

  test('is led on from the district spoken of last', async () => {
    const answer = await ask(CANTEEN, '海曙区养老床位的目标是多少', '那停车位呢');
    expect(answer.projects).toEqual(['haishu-2025-02']);
  });

  test('finds elsewhere what only another district has', async () => {
    expect((await ask(CANTEEN, '供热管网改造进展如何')).projects).toEqual(['shizhong-2025-01']);
  });

  test('without anything before it is not understood', async () => {
    for (const text of ['责任单位是谁', '详情', '1', '第二个', '那双流区的呢，还差多少'])
      expect(textOf(await ask(text))).not.toMatch(/\d+[处个条户]/);
  });
});

describe('a list just shown', () => {
  const list = '青羊区2025年韩磊牵头哪些项目';

  test('is narrowed by 其中', async () => {
    expect((await ask(list, '其中哪些没完成')).projects).toEqual(['qingyang-2025-03']);
    expect((await ask(list, '其中哪些已经完成')).projects).toEqual(['qingyang-2025-02', 'qingyang-2025-08']);
  });

  test('is put in order by 其中', async () => {
    expect((await ask(list, '其中完成率最低的是哪个')).projects).toEqual(['qingyang-2025-03']);
  });

  test('is narrowed by a unit', async () => {
    const answer = await ask('青羊区2025年有哪些项目', '其中哪些是区交通运输局负责的');
    expect(answer.projects).toEqual(['qingyang-2025-02', 'qingyang-2025-09']);
  });

  test('is counted', async () => {
    const answer = await ask(list, '一共几项');
    expect(answer.projects).toHaveLength(3);
    expect(textOf(answer)).toContain('3项');
    expect(textOf(answer)).not.toMatch(/青羊区2025年共3项|12件/);
  });

  test.each([
    ['第二个怎么样了', 'qingyang-2025-03'],
    ['第一个的责任单位是谁', 'qingyang-2025-02'],
  ])('is gone into by its number: %s', async (text, id) => {
    expect((await ask(list, text)).projects).toEqual([id]);
  });

  test('goes on with 更多 only once it was shown', async () => {
    expect((await ask('更多')).kind).toBe('smalltalk');
    expect((await ask(CANTEEN, '更多')).kind).toBe('smalltalk');
  });
});

describe('starting over', () => {
  test('leaves no list for a number to choose from', async () => {
    expect((await ask('老旧小区改造进展怎么样', '算了', '1')).projects).toEqual([]);
  });

  test('forgets the project', async () => {
    const answer = await ask(CANTEEN, '算了', '责任单位是谁');
    expect(answer).toMatchObject({ kind: 'refuse', projects: [] });
  });

  test('forgets the question that waits', async () => {
    const answer = await ask('老旧小区改造进展怎么样', '算了', '海曙区');
    expect(answer.projects).not.toEqual(['haishu-2025-01']);
  });
});

describe('a conversation', () => {
  const later = (minutes: number) => new Date(Date.UTC(2025, 6, 10, 4, minutes)).toISOString();

  test('is remembered for half an hour of silence', async () => {
    const talk = newTalk();
    await talk.say(CANTEEN, { now: later(0) });
    expect((await talk.say('还差多少', { now: later(29) })).projects).toEqual(['qingyang-2025-04']);
    expect((await talk.say('责任单位是谁', { now: later(58) })).projects).toEqual(['qingyang-2025-04']);
  });

  test('is forgotten afterwards', async () => {
    const talk = newTalk();
    await talk.say(CANTEEN, { now: later(0) });
    expect(await talk.say('责任单位是谁', { now: later(31) })).toMatchObject({
      kind: 'refuse',
      projects: [],
    });
  });

  test('of two people in one chat stays two', async () => {
    const chatId = randomUUID();
    const [first, second] = [newTalk({ chatId, personId: 'a' }), newTalk({ chatId, personId: 'b' })];
    await first.say(CANTEEN);
    await second.say('双流区农村公路进展如何');
    expect((await first.say('责任单位是谁')).projects).toEqual(['qingyang-2025-04']);
    expect((await second.say('还差多少')).projects).toEqual(['shuangliu-2025-01']);
    expect((await first.say('还差多少')).projects).toEqual(['qingyang-2025-04']);
  });

  test('of one person in two chats stays two', async () => {
    const [first, second] = [newTalk(), newTalk()];
    await first.say(CANTEEN);
    expect((await second.say('责任单位是谁')).projects).toEqual([]);
  });

  test('two waiting questions in one chat are settled each by its own number', async () => {
    const chatId = randomUUID();
    const [first, second] = [newTalk({ chatId, personId: 'a' }), newTalk({ chatId, personId: 'b' })];
    await first.say('老旧小区改造进展怎么样');
    await second.say('区民政局负责哪些项目');
    expect((await first.say('海曙区')).projects).toEqual(['haishu-2025-01']);
    expect((await second.say('海曙区')).projects).toEqual(['haishu-2025-03']);
  });
});

describe('small talk', () => {
  test.each([
    ['你好，请问你能查什么', '我是民生实事问答助手'],
    ['谢谢！辛苦了，早点休息', '不客气'],
    ['你真没用，转人工', '没有人工坐席'],
    ['在吗？有个事想问', '您好'],
    ['什么破机器人，白问了', '抱歉'],
    ['你会累吗', '我是民生实事问答助手'],
    ['👍', '您好'],
  ])('of several parts is met by what asks most: %s', async (text, words) => {
    const answer = await ask(text);
    expect(answer).toMatchObject({ kind: 'smalltalk', projects: [] });
    expect(textOf(answer)).toContain(words);
  });

  test.each(['你好，青羊区2025年社区食堂建了几处', '谢谢，青羊区2025年社区食堂建了几处，辛苦了'])(
    'does not hide the question beside it: %s',
    async (text) => expect((await ask(text)).projects).toEqual(['qingyang-2025-04']),
  );

  test('thanks for a picture that follows an answer, and forgets nothing', async () => {
    const talk = newTalk();
    await talk.say(CANTEEN);
    expect(textOf(await talk.say('👍'))).toContain('不客气');
    expect((await talk.say('责任单位是谁')).projects).toEqual(['qingyang-2025-04']);
  });
});
