import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Role } from '../../src/domain/access.ts';
import { openStore } from '../../src/store/store.ts';
import { tokenise } from '../../src/text/tokens.ts';
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
  unit,
} from './support.ts';

const CANARY = '青鸾';
const TITLE = '聊天上报（区住建局，2025-07-08，未经文件确认）';
const REPORTED = '已加装电梯21部，其中3部待验收。';

const published = document([
  entry(1, {
    title: '停车设施建设',
    goal: '新增停车位500个。',
    note: '已新增停车位100个。',
    units: [unit('区住建局')],
  }),
  entry(4, {
    title: '老旧小区加装电梯',
    goal: '加装电梯30部。',
    note: '已加装电梯12部。',
    units: [unit('区住建局')],
    statedRate: 0.4,
    figures: [target('加装电梯', 30, '部'), actual('加装电梯', 12, '部')],
    pairs: [[0, 1]],
  }),
]);

const internal = document(
  [
    entry(1, {
      title: '停车设施建设',
      note: `${CANARY}停车楼因资金不足停工，缺口870万元。`,
      units: [unit(`区${CANARY}局`)],
      lagging: true,
    }),
    entry(5, { title: `${CANARY}大桥改造`, note: `${CANARY}大桥改造已完成35%。`, statedRate: 0.35 }),
  ],
  {
    audience: 'staff',
    title: `${CANARY}内部调度表`,
    period: { label: '2025年7月上旬', start: '2025-07-01', end: '2025-07-05' },
  },
);

let engine: TestEngine;

beforeAll(async () => {
  engine = await openEngine([published, internal]);
  const cut = (text: string) => tokenise(text, engine.segmenter);
  const store = await openStore(engine.path, { tokenise: cut });
  await store.saveChatReport(
    {
      projectId: 'wuhou-2025-04',
      rate: 0.7,
      status: null,
      text: REPORTED,
      reportedBy: { unit: '区住建局', role: 'staff' },
      at: '2025-07-08T02:00:00.000Z',
      today: '2025-07-08',
    },
    '2025-07-08T02:00:00.000Z',
  );
  await store.close();
}, SETUP_MS);

afterAll(() => engine?.close());

const ask = (text: string, role: Role, disclosure?: Role) =>
  engine.talk({ role, ...(disclosure === undefined ? {} : { disclosure }) }).say(text);

const QUESTIONS = [
  '停车设施建设进展怎么样',
  '停车设施为什么停工',
  '停车楼缺口多少万元',
  `${CANARY}大桥改造进展`,
  `${CANARY}大桥完成率`,
  `区${CANARY}局负责哪些项目`,
  '武侯区2025年有多少件民生实事',
  '武侯区民生实事平均完成率',
  '哪些项目滞后',
  '完成率最低的项目',
  '列出所有项目',
  '数据来自哪些文件',
  '第5项进展',
  '第4项进展',
  '加装电梯装了多少部',
  '加装电梯还差多少部',
  '有什么疑点',
  '停车设施建设的责任单位是谁',
  '详情',
];

describe('a resident, or staff in a group with residents,', () => {
  test.each(QUESTIONS)('hears nothing of internal documents and chats: %s', async (question) => {
    for (const answer of [await ask(question, 'resident'), await ask(question, 'leader', 'resident')]) {
      const told = JSON.stringify([answer.blocks.map(({ text }) => text), answer.sources, answer.choices]);
      const own = told.replaceAll(question, '');
      expect(own.includes(CANARY) && !question.includes(CANARY)).toBe(false);
      expect(own).not.toMatch(/870|35%|21部|70%|聊天上报|内部调度表|资金不足/u);
      expect(answer.projects).not.toContain('wuhou-2025-05');
    }
  });

  test('counts only what is public', async () => {
    expect(textOf(await ask('武侯区2025年有多少件民生实事', 'resident'))).toContain('2');
    expect(textOf(await ask('武侯区2025年有多少件民生实事', 'staff'))).toContain('3');
  });
});

describe('staff', () => {
  test('read the newest internal document', async () => {
    const answer = await ask('停车设施建设进展怎么样', 'staff');
    expect(textOf(answer)).toContain('缺口870万元');
    expect(answer.sources).toEqual([{ document: `${CANARY}内部调度表`, asOf: '2025-07-05' }]);
  });

  test('hear what was reported in a chat beside the document, with its day and that it is unconfirmed', async () => {
    const answer = await ask('第4项进展', 'staff');
    expect(linesOf(answer, 'note')).toEqual([`${TITLE}：〔70%〕「${REPORTED}」`]);
    expect(linesOf(answer, 'head')[0]).toContain('完成率40%');
    expect(linesOf(answer, 'quote').join()).toContain('已加装电梯12部');
    expect(answer.sources).toEqual([
      { document: '2025年民生实事推进情况（上半年）', asOf: '2025-06-30' },
      { document: TITLE, asOf: '2025-07-08' },
    ]);
    expect(engine.rejected).toEqual([]);
  });

  test('still compute with official figures alone', async () => {
    const lines = textOf(await ask('加装电梯还差多少部', 'staff')).split('\n');
    expect(lines.some((line) => line.includes('18'))).toBe(true);
    expect(lines.filter((line) => line.includes('21部'))).toEqual([`${TITLE}：〔70%〕「${REPORTED}」`]);
  });
});
