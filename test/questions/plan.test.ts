import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allLists } from './lists.ts';
import { type Conversation, linesOf, openEngine, SETUP_MS, type TestEngine, textOf } from './support.ts';

let base: TestEngine;
let ask: Conversation['ask'];

beforeAll(async () => {
  base = await openEngine(allLists());
  ask = (...turns) => base.talk({ role: 'leader' }).ask(...turns);
}, SETUP_MS);

afterAll(async () => {
  expect(base.rejected).toEqual([]);
  await base.close();
});

const qingyang = (...positions: number[]) =>
  positions.map((position) => `qingyang-2025-${String(position).padStart(2, '0')}`);

describe('what is named decides, whatever the shape of the sentence', () => {
  test.each([
    ['a unit', '青羊区2025年交通运输局的活', [2, 9]],
    ['a unit by its field', '青羊区2025年民政手上的', [4]],
    ['an official', '韩磊名下的', [2, 3, 8]],
    ['an official and a bound', '韩磊管的里面不到一半的', [3]],
    ['two units together', '青羊区2025年住建局和交通运输局一起管的是哪个', [2]],
    ['a bound', '青羊区2025年一半都没到的', [3, 4, 9, 10]],
    ['a state', '青羊区2025年已经办结的', [2, 7, 8, 11]],
    ['numbers', '青羊区2025年第2到4项是啥', [2, 3, 4]],
    ['a field of life', '青羊区2025年跟停车交通有关的有哪些', [2, 9]],
  ])('%s', async (_, text, positions) => {
    expect((await ask(text)).projects).toEqual(qingyang(...positions));
  });

  test('a count is asked for by 几项', async () => {
    const answer = await ask('青羊区2025年交通运输局几项');
    expect(answer.kind).toBe('answer');
    expect(textOf(answer)).toContain('2项');
  });

  test('a state is counted out of how many there are', async () => {
    expect(textOf(await ask('青羊区2025年办结了几项'))).toMatch(/共11项，其中已完成的4项/);
  });

  test('the head of a list names its conditions with the word of the sheet', async () => {
    const answer = await ask('韩磊手里完成率不到一半的');
    expect(linesOf(answer, 'head')[0]).toMatch(/韩磊牵头且完成率不到一半的共1项/);
  });

  test('a person who is told to do something is no list', async () => {
    expect((await ask('给韩磊发个督办单')).kind).toBe('refuse');
  });
});

describe('of each project of a list is told what was asked', () => {
  test('officials', async () => {
    const answer = await ask('青羊区2025年不到一半的都是谁管的');
    expect(linesOf(answer, 'item')[0]).toMatch(/老旧小区改造.*牵头领导韩磊/);
    expect(linesOf(answer, 'item').at(-1)).toContain('文件未写明');
  });

  test('reasons, word for word or said to be missing', async () => {
    const answer = await ask('双流区哪些滞后，分别什么原因');
    expect(answer.projects).toEqual(['shuangliu-2025-01', 'shuangliu-2025-03']);
    expect(answer.blocks.filter(({ role }) => role === 'quote' || role === 'note').length).toBeGreaterThan(1);
  });
});

describe('what lags', () => {
  test.each(['双流区掉队的', '双流区有没有拖拉的', '双流区未达序时的有哪些'])('%s', async (text) => {
    expect((await ask(text)).projects).toEqual(['shuangliu-2025-01', 'shuangliu-2025-03']);
  });

  test('is turned round by what keeps to the plan', async () => {
    expect((await ask('双流区达序时的有哪些')).projects).toEqual(['shuangliu-2025-02']);
  });

  test('below the clock is by rates where nothing is flagged', async () => {
    const answer = await ask('青羊区2025年哪些低于时间进度');
    expect(answer.projects).toEqual(expect.arrayContaining(qingyang(3, 4, 9, 10)));
    expect(answer.projects).not.toContain('qingyang-2025-01');
  });

  test('below the clock is by flags where there are any', async () => {
    expect((await ask('双流区哪些慢于序时')).projects).toEqual(['shuangliu-2025-01', 'shuangliu-2025-03']);
  });

  test('ahead of the clock is reckoned, and said to be, where no document says it', async () => {
    const answer = await ask('青羊区2025年哪些快于序时进度');
    expect(answer.projects).toContain('qingyang-2025-01');
    expect(textOf(answer)).toMatch(/没有标明.*按完成率与时间进度（49\.6%）相比/);
  });

  test('names what it was not narrowed by', async () => {
    const answer = await ask('青羊区2025年平均完成率最低的三项哪些超额');
    expect(textOf(answer)).toContain('没有按');
  });
});

describe('who bears what', () => {
  test.each(['青羊区2025年完成率最低的两项，分别谁负责', '青羊区2025年完成率最低的两个项目是哪个单位负责'])(
    '%s asks who bears the last two, not which of the bearers is last',
    async (question) => {
      const answer = await ask(question);
      expect(linesOf(answer, 'head')[0]).toContain('完成率最低的2项');
      expect(linesOf(answer, 'item')).toHaveLength(2);
      for (const line of linesOf(answer, 'item')) expect(line).toMatch(/区.+局|领导|区长/);
    },
  );

  test('officials are never ranked by how well they do, only told with what they bear', async () => {
    const answer = await ask('青羊区2025年谁管的项目平均进度最低');
    expect(linesOf(answer, 'head')[0]).toContain('不给个人排名');
    expect(linesOf(answer, 'item')).toContain('周敏：2项');
    expect(textOf(answer)).not.toContain('%');
  });

  test('units with two or more', async () => {
    const answer = await ask('青羊区2025年哪些单位有两项以上');
    for (const name of ['区住房和城乡建设局', '区交通运输局', '区综合行政执法局'])
      expect(textOf(answer)).toContain(`${name}：2项`);
    expect(textOf(answer)).not.toContain('区民政局');
  });

  test('one of two named officials bears more', async () => {
    const answer = await ask('韩磊和周敏谁分管得多');
    expect(linesOf(answer, 'head')[0]).toMatch(/韩磊.*3项/);
  });
});

describe('dates of a list', () => {
  test('a due day is no state', async () => {
    expect((await ask('青羊区2025年9月要完成的有哪些')).projects).toEqual(qingyang(3));
  });

  test('without a span are all that are written', async () => {
    expect((await ask('青羊区2025年哪些有硬期限')).projects).toEqual(qingyang(3));
  });

  test('a span without any says so', async () => {
    expect(textOf(await ask('青羊区2025年11月要完成的有哪些'))).toContain('没有2025年11月到期');
  });
});

describe('whole lists beside each other', () => {
  test('by how many projects they have', async () => {
    const text = textOf(await ask('青羊区2024年和2025年哪年项目多'));
    expect(text).toMatch(/3项[\s\S]*11项[\s\S]*相差8项/);
  });

  test('a count that is doubted is told even when it agrees', async () => {
    expect(textOf(await ask('双流区2025年实际列了几项，数对不对'))).toContain('3');
  });
});
