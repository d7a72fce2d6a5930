import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { QINGYANG } from './lists.ts';
import {
  actual,
  document,
  entry,
  linesOf,
  openEngine,
  SETUP_MS,
  type TestEngine,
  target,
  textOf,
} from './support.ts';

const PERIOD = { label: '2025年上半年', start: '2025-01-01', end: '2025-06-30' };

const list = document(
  [
    entry(1, {
      title: '农村公路提升',
      note: '总投资8600万元，惠及群众12000人。',
      figures: [
        actual('总投资', 86_000_000, '元', { printed: '8600万元' }),
        actual('惠及群众', 12_000, '人', { printed: '12000人' }),
      ],
      statedRate: 0.5,
    }),
    entry(2, {
      title: '社区食堂建设',
      goal: '投入资金1.2亿元。',
      note: '助餐补贴每餐3元，服务老人4100人。',
      figures: [
        target('投入资金', 120_000_000, '元', { printed: '1.2亿元' }),
        actual('服务老人', 4100, '人'),
      ],
      statedRate: 0.9,
    }),
    entry(3, { title: '口袋公园建设', note: '建成4个。', figures: [actual('建成', 4, '个')] }),
  ],
  { region: QINGYANG, period: PERIOD, title: '青羊区2025年民生实事上半年推进情况' },
);

let engine: TestEngine;
beforeAll(async () => {
  engine = await openEngine([list]);
}, SETUP_MS);
afterAll(() => engine.close());

const ask = (text: string) => engine.talk().ask(text);

describe('projects in the order of a figure', () => {
  test.each(['青羊区投资最大的是哪个项目', '青羊区最花钱的项目'])('by what they cost: %s', async (asked) => {
    const answer = await ask(asked);
    expect(linesOf(answer, 'head')[0]).toContain('写了金额的有2项（另1项没有写）');
    expect(answer.projects).toEqual(['qingyang-2025-02', 'qingyang-2025-01']);
    expect(linesOf(answer, 'item')[0]).toContain('1.2亿元');
  });

  test('by the people they serve, never by their rates', async () => {
    const answer = await ask('青羊区惠及人数最多的是哪项');
    expect(answer.projects[0]).toBe('qingyang-2025-01');
    expect(textOf(answer)).not.toContain('完成率');
  });

  test('by their rates where nothing else is said', async () => {
    expect((await ask('青羊区最慢的是哪项')).projects).toEqual(['qingyang-2025-01']);
  });

  test('are counted by what they have to do with', async () => {
    expect((await ask('青羊区有几件跟公园有关')).projects).toEqual(['qingyang-2025-03']);
  });
});
