import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { readOrder, readTime } from '../../src/commands/subscription-order.ts';
import { document, project, WUHOU } from '../store/fixtures.ts';
import { type Desk, LIST, openDesk, words } from './support.ts';

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});

const staff = { personId: 'staff' };
const inGroup = { chatKind: 'group' as const };

describe('digests are ordered in the chat', () => {
  test('with what, when and the next time said back; listed and ended by number', async () => {
    expect(await desk.told('订阅日报 8:30 区住建局 武侯区', { personId: 'clerk' })).toBe(
      '已订阅日报（编号 1）：成都市武侯区，区住建局的项目，每个工作日 08:30，下一次 2025-07-11 08:30，没有变化就不发。',
    );
    expect(await desk.told('订阅周报 周一 9:00', { personId: 'clerk' })).toContain(
      '每周一 09:00（遇休息日顺延到下一个工作日），下一次 2025-07-14 09:00',
    );
    expect(await desk.told('我的订阅', { personId: 'clerk' })).toMatch(
      /1\. 日报｜.*\n2\. 周报｜成都市武侯区｜/u,
    );
    expect(await desk.told('我的订阅', staff)).toBe(words.subscription.none);
    expect(await desk.told('退订', { personId: 'clerk' })).toContain('退订 编号');
    expect(await desk.told('退订 1', staff)).toBe(words.subscription.none);
    expect(await desk.told('退订 9', { personId: 'clerk' })).toBe(words.subscription.gone);
    expect(await desk.told('退订 1', { personId: 'clerk' })).toBe('已退订1个。');
    expect(await desk.told('退订 全部', { personId: 'clerk' })).toBe('已退订1个。');
  });

  test('the same again only changes the time', async () => {
    await desk.told('订阅日报', staff);
    expect(await desk.told('订阅日报 下午5点半', staff)).toContain('已改订阅（编号 1）：日报');
    expect(await desk.told('我的订阅', staff)).toContain('17:30');
  });

  test('one’s own unit and projects need a unit and a name', async () => {
    expect(await desk.told('订阅日报 本单位', { personId: 'clerk' })).toContain('区住建局的项目');
    expect(await desk.told('订阅日报 本单位', staff)).toBe(words.subscription.noUnit);
    expect(await desk.told('订阅周报 我牵头的', { personId: 'leader' })).toContain('张三的项目');
    expect(await desk.told('订阅周报 我牵头的', staff)).toBe(words.subscription.noOfficial);
    expect(await desk.told('订阅日报 区水务局', staff)).toContain('没有“区水务局”这个单位');
  });

  test('what cannot be read or falls into the night is answered with how to write it', async () => {
    expect(await desk.told('订阅日报 周一 9:00', staff)).toBe(words.subscription.usage);
    expect(await desk.told('订阅日报 8:30 9:30', staff)).toBe(words.subscription.usage);
    expect(await desk.told('订阅日报 3:00', staff)).toContain('07:00 至 21:00');
  });

  test('residents, a consumer channel, and a group without an operator’s order get none', async () => {
    expect(await desk.told('订阅日报', { personId: 'nobody' })).toBe(words.common.denied);
    expect(await desk.told('订阅日报', { ...staff, platform: 'wechat' })).toBe(words.common.denied);
    expect(await desk.told('订阅日报', { ...staff, ...inGroup })).toBe(words.common.denied);
    const boss = { personId: 'boss', ...inGroup };
    expect(await desk.told('订阅日报', boss)).toBe(words.subscription.publicGroup);
    await desk.told('本群设为 工作人员 武侯区', boss);
    expect(await desk.told('订阅日报', boss)).toContain('已订阅日报（编号 1）：成都市武侯区');
    expect(await desk.told('退订 全部', { ...staff, ...inGroup })).toBe(words.common.denied);
  });
});

describe('日报 on request', () => {
  test('of a subscriber is what is new since their last one, told without moving it', async () => {
    await desk.told('订阅日报', staff);
    expect(await desk.told('日报', staff)).toBe('成都市武侯区自上次（2025-07-10 09:00）以来没有变化。');
    const done = { ...LIST.projects[0]!, status: 'done' as const };
    const period = { label: '2025年1-7月', start: '2025-01-01', end: '2025-07-31' };
    await desk.store.saveImport(document([done], { period }), '2025-07-10T02:00:00.000Z');
    for (let time = 0; time < 2; time++) expect(await desk.told('日报', staff)).toContain('新完成（1）');
  });

  test('looks back as many days as are asked for', async () => {
    desk.today = '2025-07-15';
    expect(await desk.told('日报', staff)).toBe('成都市武侯区自2025-07-14起没有变化。');
    expect(await desk.told('日报 7天', staff)).toContain('成都市武侯区自2025-07-08起有变化的项目共3项');
    expect(await desk.told('日报 7天 武侯区', staff)).toContain('自2025-07-08起');
    expect(await desk.say('日报 7天内哪些完成了', staff)).toBeNull();
  });
});

test('月报 hands over the draft; a month to come and a question are none', async () => {
  const reply = await desk.say('月报 武侯区 6月', staff);
  expect(reply?.file).toMatchObject({ name: '民生实事月报草稿-wuhou-2025-06.docx', kind: 'document' });
  expect(await desk.told('月报', staff)).toContain('2025-06');
  expect(await desk.told('月报 2025-09', staff)).toBe('2025-09还没有到。');
  expect(await desk.say('月报 什么时候出', staff)).toBeNull();
  expect(await desk.told('月报', { personId: 'nobody' })).toBe(words.common.denied);
});

test('months without a region ask which one', async () => {
  const haishu = { ...WUHOU, slug: 'haishu', fullName: '宁波市海曙区', shortNames: ['海曙'], code: '330203' };
  await desk.store.saveImport(document([project(1)], { region: haishu }), '2025-07-10T02:00:00.000Z');
  expect((await desk.say('月报', { personId: 'leader' }))?.answer.choices).toEqual([
    { label: '成都市武侯区', text: '月报 成都市武侯区 2025-06' },
    { label: '宁波市海曙区', text: '月报 宁波市海曙区 2025-06' },
  ]);
});

describe('reading an order', () => {
  const tools = { words, role: 'staff' as const, regions: async () => [{ ...WUHOU, years: [2025] }] };

  test.each([
    ['8:30', '08:30'],
    ['17:05', '17:05'],
    ['8点', '08:00'],
    ['8点半', '08:30'],
    ['下午3点15分', '15:15'],
    ['25:00', null],
    ['8:60', null],
    ['30', null],
  ])('%s is %s', (text, time) => expect(readTime(text)).toBe(time));

  test('the parts may stand in any order', async () => {
    const parts = ['周五9:00', '武侯区', '区住建局'];
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(parts, { minLength: 3 }), async (shuffled) => {
        expect(await readOrder(`订阅周报 ${shuffled.join(' ')}`, tools)).toMatchObject({
          ...{ kind: 'weekly', time: '09:00', weekday: 5, of: { unit: '区住建局' } },
          region: { slug: 'wuhou' },
        });
      }),
    );
  });

  test('a question stays a question, whatever word it begins with', async () => {
    const begins = fc.constantFrom('订阅日报', '订阅日报 ', '订阅周报 周一 ', '订阅', '退订的', '日报 ', '');
    const asks = fc.constantFrom('有什么用', '怎么订', '哪些项目滞后？', '能订吗', '完成了多少');
    await fc.assert(
      fc.asyncProperty(
        begins,
        fc.string({ unit: fc.constantFrom('停', '车', '位', '项', ' ') }),
        asks,
        async (a, b, c) => {
          expect(await readOrder(`${a}${b}${c}`.trim(), tools)).toBeNull();
        },
      ),
    );
  });
});
