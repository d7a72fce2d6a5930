import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { QINGYANG } from './lists.ts';
import { document, entry, openEngine, SETUP_MS, type TestEngine, textOf, unit } from './support.ts';

const PERIOD = { label: '2025年上半年', start: '2025-01-01', end: '2025-06-30' };
const EDUCATION = [unit('区教育局')];

const list = document(
  [
    entry(1, {
      title: '心理健康服务提升',
      goal: '开通心理援助热线。',
      note: '心理援助热线（028-87654321）全天开通，已接听6200人次。',
      units: [unit('区卫生健康局')],
    }),
    entry(2, {
      title: '晒水河东段整治',
      goal: '整治河道2公里，修复沿河步道。',
      note: '河道清淤已完成，步道预计9月底贯通。',
      units: [unit('区水务局')],
    }),
    entry(3, {
      title: '学校周边交通整治',
      goal: '整治18所学校的周边交通秩序。',
      note: '18所学校的周边交通秩序整治完毕。',
      units: [unit('区公安分局')],
    }),
    entry(4, {
      title: '优质教育扩容',
      goal: '新建学校3所。',
      note: '3所学校主体封顶。',
      units: EDUCATION,
    }),
  ],
  { region: QINGYANG, period: PERIOD, title: '青羊区2025年民生实事上半年推进情况' },
);

let engine: TestEngine;
beforeAll(async () => {
  engine = await openEngine([list]);
}, SETUP_MS);
afterAll(() => engine.close());

const ask = (...turns: string[]) => engine.talk().ask(...turns);

describe('whom to call', () => {
  test('is told where the document prints a number', async () => {
    const answer = await ask('青羊区心理援助热线电话是多少');
    expect(textOf(answer)).toContain('028-87654321');
    expect(textOf(answer)).toContain('区卫生健康局');
  });

  test('is the unit where no number is printed, also of the project spoken of last', async () => {
    const answer = await ask('青羊区晒水河整治进展', '有联系电话吗');
    expect(textOf(answer)).toContain('没有写联系电话');
    expect(textOf(answer)).toContain('区水务局');
  });

  test('is never the private number of an official', async () => {
    expect(await ask('青羊区区长手机号多少')).toMatchObject({ kind: 'refuse', reason: 'not_allowed' });
  });
});

describe('who is responsible', () => {
  test.each(['负责人是谁', '谁是责任人'])(
    '%s asks for the official of the project spoken of',
    async (asked) => {
      const answer = await ask('青羊区晒水河整治进展', asked);
      expect(textOf(answer)).toContain('没有写明牵头或分管领导，责任单位：区水务局');
    },
  );
});

describe('where the figures come from', () => {
  test.each(['你们这些数据从哪来的', '青羊区的进展是哪天的数据', '这是几月份的数据'])('%s', async (asked) => {
    const answer = await ask(asked);
    expect(answer.kind).toBe('answer');
    expect(textOf(answer)).toContain('《青羊区2025年民生实事上半年推进情况》，截至2025-06-30');
  });
});

describe('which project is meant', () => {
  test('is told by a place that one is named after, though no other word is shared', async () => {
    expect((await ask('晒水河那个啥时候能走车')).projects).toEqual(['qingyang-2025-02']);
  });

  test('is not told by a place beside which something is done', async () => {
    expect((await ask('青羊区今年要建几所学校')).projects).toEqual(['qingyang-2025-04']);
    expect((await ask('青羊区学校周边交通整治了几所')).projects).toEqual(['qingyang-2025-03']);
  });

  test('is of the year of the list, whatever year somebody starts school', async () => {
    expect(await ask('青羊区孩子明年上小学，新学校建好了吗')).toMatchObject({ kind: 'answer' });
  });
});
