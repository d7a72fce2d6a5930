import { describe, expect, test } from 'vitest';
import { halvesOf, splitQuestions, tailOf } from '../../src/questions/conversation/parts.ts';
import { loadCues } from '../../src/questions/cues.ts';
import { sharedEngine } from './shared-engine.ts';
import { linesOf, textOf } from './support.ts';

const cues = loadCues();
const { ask, newTalk } = sharedEngine();

describe('a message is cut', () => {
  test.each([
    ['停车位建了多少个，谁负责？', ['停车位建了多少个，', '谁负责？']],
    ['章丘的停车位建了多少？市中呢？', ['章丘的停车位建了多少？', '市中呢？']],
    ['现在有几项慢了，慢在哪，差几个点', ['现在有几项慢了，', '慢在哪，', '差几个点']],
    ['超了没 占计划多少', ['超了没', '占计划多少']],
    ['停车位建了多少个，责任单位', ['停车位建了多少个，', '责任单位']],
    ['停车位建了多少，公厕呢，还有托位', ['停车位建了多少，', '公厕呢，', '还有托位']],
  ])('where both halves ask: %s', (text, parts) => {
    expect(splitQuestions(text, cues)).toEqual(parts);
  });

  test.each([
    '我家小孩三岁，一直没人带，听说今年要搞普惠托育，到底新增了多少个托位啊',
    '你好，想问一下，停车位建了多少个',
    '青羊区2025年民生实事里，完成率最高的是哪一项',
    '停车位，公厕，路灯',
    '停车位建了多少个，谢谢',
    '停车位建了多少个，还有个问题',
    '',
  ])('nowhere else: %s', (text) => {
    expect(splitQuestions(text, cues)).toEqual([text]);
  });

  test('into no more parts than one can answer', () => {
    const letter = Array.from({ length: 6 }, (_, i) => `第${i}件谁负责`).join('，');
    expect(splitQuestions(letter, cues)).toEqual([letter]);
  });

  test('between two subjects, what is asked going with each', () => {
    const halves = halvesOf('青羊区公厕和停车位分别怎么样', cues);
    expect(halves).toEqual([['青羊区公厕', '停车位分别怎么样']]);
    expect(tailOf(halves[0]![1], ['停车位'])).toBe('分别怎么样');
    expect(halvesOf('青羊区停车位怎么样', cues)).toEqual([]);
  });
});

describe('several questions in one message', () => {
  test('about one project get one head and every answer', async () => {
    const answer = await ask('青羊区2025年停车位建了多少个，谁负责？');
    expect(answer).toMatchObject({ kind: 'answer', projects: ['qingyang-2025-02'] });
    expect(linesOf(answer, 'head')).toHaveLength(1);
    expect(textOf(answer)).toMatch(/1860个[\s\S]*区住房和城乡建设局/);
    expect(answer.sources).toHaveLength(1);
  });

  test.each([
    ['青羊区2025年社区食堂还差几处，哪个单位管', ['qingyang-2025-04'], ['7处', '区民政局']],
    ['青羊区2025年社区食堂建了多少？双流呢？', ['qingyang-2025-04', 'shuangliu-2025-02'], ['5处', '9处']],
    [
      '青羊区2025年第3项谁负责，第9项呢',
      ['qingyang-2025-03', 'qingyang-2025-09'],
      ['区住房和城乡建设局', '区交通运输局'],
    ],
    [
      '青羊区2025年停车位建了多少，公交线路优化了几条',
      ['qingyang-2025-02', 'qingyang-2025-09'],
      ['1860个', '4条'],
    ],
  ])('%s', async (text, projects, words) => {
    const answer = await ask(text);
    expect(answer.projects.toSorted()).toEqual(projects);
    for (const word of words) expect(textOf(answer)).toContain(word);
  });

  test('the second says what is not there beside the first', async () => {
    const answer = await ask('双流区社区食堂建了几处，殡仪馆什么时候搬');
    expect(answer).toMatchObject({ kind: 'answer', projects: ['shuangliu-2025-02'] });
    expect(textOf(answer)).toMatch(/9处[\s\S]*没有查到/);
  });

  test('the reasons of a list stand in it', async () => {
    const answer = await ask('双流区哪些项目滞后了，原因是什么');
    expect(answer.projects.toSorted()).toEqual(['shuangliu-2025-01', 'shuangliu-2025-03']);
    expect(textOf(answer)).toContain('连续降雨');
  });

  test('wait together for the region', async () => {
    const talk = newTalk();
    expect((await talk.say('社区食堂建了几处，哪个单位管')).kind).toBe('clarify');
    const answer = await talk.say('双流区');
    expect(answer.projects).toEqual(['shuangliu-2025-02']);
    expect(textOf(answer)).toMatch(/9处[\s\S]*区民政局/);
  });

  test('are short together', async () => {
    const text = '青羊区2025年老旧小区改了多少个，谁负责，什么时候完，为什么慢';
    const answer = await ask(text);
    expect(answer.projects).toEqual(['qingyang-2025-03']);
    expect(textOf(answer).length).toBeLessThan(500);
    expect(new Set(answer.blocks.map((block) => block.text)).size).toBe(answer.blocks.length);
  });
});

describe('two subjects of one question', () => {
  test('are both answered', async () => {
    const answer = await ask('青羊区2025年停车位和公交线路分别怎么样');
    expect(answer.projects).toEqual(['qingyang-2025-02', 'qingyang-2025-09']);
    expect(textOf(answer)).toMatch(/1860个[\s\S]*4条/);
  });

  test('each with its own place', async () => {
    const answer = await ask('青羊区2025年停车位和双流区农村公路');
    expect(answer.projects).toEqual(['qingyang-2025-02', 'shuangliu-2025-01']);
  });

  test('can be counted off afterwards', async () => {
    const answer = await ask('青羊区2025年停车位和公交线路分别怎么样', '第二个谁负责');
    expect(answer.projects).toEqual(['qingyang-2025-09']);
    expect(textOf(answer)).toContain('区交通运输局');
  });

  test('that one project holds stay one', async () => {
    const answer = await ask('青羊区2025年老旧小区和居民怎么样');
    expect(answer.projects).toEqual(['qingyang-2025-03']);
  });
});
