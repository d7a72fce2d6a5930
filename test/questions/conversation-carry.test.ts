import { describe, expect, test } from 'vitest';
import { sharedEngine } from './shared-engine.ts';
import { textOf } from './support.ts';

const { ask, newTalk } = sharedEngine();

describe('a place that is said', () => {
  test.each(['我在双流', '双流', '我是双流的', '双流区的，我问一下'])(
    'is answered and kept: %s',
    async (text) => {
      const talk = newTalk();
      const answer = await talk.say(text);
      expect(answer.kind).not.toBe('refuse');
      expect(textOf(answer)).toContain('双流');
      expect((await talk.say('社区食堂建了几处')).projects).toEqual(['shuangliu-2025-02']);
    },
  );

  test.each([
    ['a refusal', '双流区今天天气怎么样'],
    ['nothing found', '双流区殡仪馆什么时候搬'],
    ['thanks', '双流区', '谢谢'],
  ])('is kept through %s', async (_, ...turns) => {
    expect((await ask(...turns, '社区食堂建了几处')).projects).toEqual(['shuangliu-2025-02']);
  });

  test('is forgotten with 取消, and the region of the chat counts again', async () => {
    const talk = newTalk({ region: 'haishu' });
    await talk.say('双流区社区食堂建了几处');
    await talk.say('取消');
    expect((await talk.say('停车位目标是多少')).projects).toEqual(['haishu-2025-02']);
  });

  test('takes what was shown of elsewhere off the table', async () => {
    const answer = await ask('青羊区2025年社区食堂怎么样', '双流区殡仪馆什么时候搬', '责任单位是谁');
    expect(textOf(answer)).not.toContain('青羊区');
  });
});

describe('what is asked is asked again', () => {
  test.each([
    ['a bound', '青羊区2025年完成率低于42%的有哪些', '那双流呢', []],
    ['a state', '青羊区2025年没完成的有哪些', '双流呢', ['shuangliu-2025-01', 'shuangliu-2025-03']],
    ['an official for another', '青羊区2025年周敏牵头哪些项目', '陈静呢', ['qingyang-2025-07']],
    ['a unit for another', '青羊区2025年区民政局负责哪些项目', '教育局呢', ['qingyang-2025-11']],
    ['a place in the list for another', '青羊区2025年第3项谁负责', '第9项呢', ['qingyang-2025-09']],
  ])('%s: %s → %s', async (_, first, second, projects) => {
    expect((await ask(first, second)).projects.toSorted()).toEqual(projects);
  });

  test('an order for another place', async () => {
    const answer = await ask('枣庄市市中区完成率最低的是哪个', '那青羊区2025年的呢');
    expect(answer.projects.toSorted()).toEqual(['qingyang-2025-09', 'qingyang-2025-10']);
  });
});

describe('of a list just shown', () => {
  const LIST = '青羊区2025年韩磊牵头哪些项目';

  test.each([
    ['最后一个怎么样', 'qingyang-2025-08'],
    ['倒数第二个怎么样', 'qingyang-2025-03'],
    ['3', 'qingyang-2025-08'],
    ['第二个谁负责', 'qingyang-2025-03'],
    ['第二个为什么慢', 'qingyang-2025-03'],
  ])('%s is that one', async (text, id) => {
    expect((await ask(LIST, text)).projects).toEqual([id]);
  });

  test('going into one of it keeps the list', async () => {
    const talk = newTalk();
    await talk.say(LIST);
    expect((await talk.say('第二个谁负责')).projects).toEqual(['qingyang-2025-03']);
    expect((await talk.say('什么时候完')).projects).toEqual(['qingyang-2025-03']);
    expect((await talk.say('最后一个呢')).projects).toEqual(['qingyang-2025-08']);
  });

  test.each([
    ['都是谁负责的', ['区住房和城乡建设局', '区公园城市建设局']],
    ['都啥进展', ['1860个', '11个', '8个']],
    ['分别什么时候完成', ['9月底']],
  ])('%s is asked of every one', async (text, words) => {
    const answer = await ask(LIST, text);
    expect(answer.projects).toEqual(['qingyang-2025-02', 'qingyang-2025-03', 'qingyang-2025-08']);
    for (const word of words) expect(textOf(answer)).toContain(word);
  });

  test('an order is put on the list again, not on the one that it picked', async () => {
    const talk = newTalk();
    await talk.say(LIST);
    expect((await talk.say('最慢的是哪个')).projects).toEqual(['qingyang-2025-03']);
    expect((await talk.say('完成率最高的呢')).projects).toEqual(['qingyang-2025-02']);
    expect((await talk.say('还没干完的是哪个')).projects).toEqual(['qingyang-2025-03']);
  });

  test('a share may be said without its sign', async () => {
    expect((await ask(LIST, '低于60的呢')).projects).toEqual(['qingyang-2025-03']);
  });

  test('一共几个 is its size', async () => {
    expect(textOf(await ask(LIST, '一共几个'))).toContain('3项');
  });
});

describe('what was spoken of before', () => {
  test('the other one is the one before the last', async () => {
    const turns = ['青羊区2025年社区食堂怎么样', '那公交线路呢', '另一个谁负责'];
    expect((await ask(...turns)).projects).toEqual(['qingyang-2025-04']);
  });

  test('the one above is the last one', async () => {
    const turns = ['青羊区2025年有哪些项目', '第3项怎么样', '上面那个谁负责'];
    expect((await ask(...turns)).projects).toEqual(['qingyang-2025-03']);
  });
});

describe('what names nothing else', () => {
  test.each([
    ['还剩几天', '82天'],
    ['好久弄完嘛', '9月底'],
    ['惠及户数多少', '6300户'],
  ])('is asked of the project spoken of last: %s', async (text, told) => {
    const answer = await ask('青羊区2025年老旧小区改造怎么样', text);
    expect(answer.projects).toEqual(['qingyang-2025-03']);
    expect(textOf(answer)).toContain(told);
  });

  test.each(['殡仪馆什么时候建好', '猪肉多少钱一斤', '地铁几号通'])(
    'is not meant where another thing is named: %s',
    async (text) => {
      expect((await ask('青羊区2025年老旧小区改造怎么样', text)).kind).toBe('refuse');
    },
  );
});
