import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { COMMAND_PHRASINGS, QUESTION_PHRASINGS } from '../access/phrasings.ts';
import { SHEET } from '../cli/terminal.ts';
import { GROUP } from '../support/telegram-server.ts';
import { openTown, read, type Town } from './support.ts';

/** Stands in the internal sheet, the chat report and the doubts of the import, and nowhere else. */
const INTERNAL = /7391|78\.25|资金链断裂|6417|物业尚未进场|疑点：|请核对|住建局内部/;

const INTERNAL_SHEET = `成都市武侯区2025年民生实事项目内部调度表（三季度）
序号,项目名称,年度目标,责任单位,进展情况,完成率（%）
1,停车设施建设,新增公共停车位5000个。,区住建局,截至9月底，已新增公共停车位7391个，施工单位资金链断裂。,78.25
2,社区食堂建设,新建社区食堂12家。,区民政局,已建成社区食堂9家。,100
3,老旧小区加装电梯,加装电梯30部。,区住建局、区规划局,已加装电梯11部。,30
`;

const STAFF = 9001;
const OPERATOR = 9002;
let town: Town;
let nextPerson = 20_000;

beforeAll(async () => {
  town = await openTown([
    await read('武侯区上半年.csv', SHEET),
    await read('内部调度.csv', INTERNAL_SHEET, { audience: 'staff' }),
  ]);
  await town.bind(STAFF, { role: 'staff', unit: '区住建局', region: 'wuhou' });
  await town.bind(OPERATOR, { role: 'operator' });
  const [third] = (await town.store.reader.list({})).filter(({ position }) => position === 3);
  const now = new Date().toISOString();
  const told = { text: '电梯井6417处已开挖，物业尚未进场', rate: 0.5, status: null };
  const reportedBy = { unit: '区住建局', role: 'staff' as const };
  await town.store.saveChatReport(
    { projectId: third!.id, ...told, reportedBy, at: now, today: now.slice(0, 10) },
    now,
  );
});

afterAll(() => town.stop());

const person = (id = ++nextPerson) => ({ id, is_bot: false, first_name: '某' });
const group = (id: number) => ({ ...GROUP, id: -2_000_000 - id });

/** A resident in a group where staff and residents listen; the bot is spoken to by name. */
async function inMixedGroup(text: string): Promise<string> {
  const from = person();
  return town.say({ text: `@minsheng_bot ${text}`, from, chat: group(from.id) });
}

describe('what is for staff alone', () => {
  test('is told to staff in private: the sheet, the report of the chat, the doubts', async () => {
    const ask = (text: string) => town.say({ text, from: person(STAFF) });
    expect(await ask('武侯区第1项停车设施进展怎么样？')).toContain('7391');
    expect(await ask('武侯区第3项电梯进展怎么样？')).toContain('物业尚未进场');
    expect(await ask('疑点 武侯区')).toContain('社区食堂');
  });

  test.each([...COMMAND_PHRASINGS, ...QUESTION_PHRASINGS])(
    'does not come out in a mixed group by: %s',
    async (text) => {
      expect(await inMixedGroup(text)).not.toMatch(INTERNAL);
    },
  );

  test.each(['第1项停车位建了多少个', '停车设施完成率多少', '第3项最新进展', '哪些项目有疑点', '平均完成率'])(
    'does not come out by an ordinary question either, in a group or in private: %s',
    async (text) => {
      expect(await inMixedGroup(`武侯区${text}`)).not.toMatch(INTERNAL);
      expect(await town.say({ text: `武侯区${text}`, from: person() })).not.toMatch(INTERNAL);
    },
  );

  test('does not come out in a mixed group when staff ask there', async () => {
    const chat = group(1);
    const ask = (text: string) => town.say({ text: `@minsheng_bot ${text}`, from: person(STAFF), chat });
    for (const text of ['武侯区第1项停车设施进展怎么样？', '疑点 武侯区', '日报', '武侯区第3项进展'])
      expect(await ask(text)).not.toMatch(INTERNAL);
  });

  test('comes out in a group that an operator has set for staff, and no more when it is set back', async () => {
    const chat = group(2);
    const operator = (text: string) =>
      town.say({ text: `@minsheng_bot ${text}`, from: person(OPERATOR), chat });
    const ask = () =>
      town.say({ text: '@minsheng_bot 武侯区第1项停车设施进展怎么样？', from: person(), chat });
    expect(await ask()).not.toMatch(INTERNAL);
    await operator('本群设为 工作人员 武侯区');
    expect(await ask()).toContain('7391');
    await operator('本群设为 公开');
    expect(await ask()).not.toMatch(INTERNAL);
  });

  test('is not changed by a member of the group: reports, documents and switches are refused and recorded', async () => {
    await inMixedGroup('上报 武侯 第1项 100% 已完成');
    await inMixedGroup('关闭 渠道 telegram 维护');
    expect(await inMixedGroup('武侯区第1项停车设施进展怎么样？')).toContain('1250');
    const denials = await town.store.audit.list({ limit: 50, action: 'report' });
    expect(denials.some(({ outcome }) => outcome === 'denied')).toBe(true);
    expect(JSON.stringify(await town.store.audit.recent(500))).not.toMatch(/100%|已完成|维护/);
  });
});
