import { beforeAll, describe, expect, test } from 'vitest';
import { createDesk, SHEET } from '../cli/terminal.ts';

const desk = createDesk();
const RATES = `成都市双流区2025年民生实事进展情况（上半年）
序号,项目名称,工作目标,责任单位,进展情况,完成率（%）
1,社区食堂建设,新建社区食堂9处,区民政局,已建成社区食堂3处,33%
2,公园绿道建设,建设绿道18公里,区公园城市建设局,正在推进,45%
`;

beforeAll(async () => {
  await desk.run('import', desk.file('武侯区.csv', SHEET));
  expect(await desk.run('import', desk.file('双流区.csv', RATES))).toMatchObject({ code: 0 });
});

describe('assess', () => {
  test('prints a line for each project with rate, plan, points and the reason', async () => {
    const { code, out } = await desk.run('assess', '--today', '2025-07-10', '--region', '双流');
    expect(code).toBe(0);
    const [header, first, second] = out.split('\n');
    expect(header).toMatch(/^编号 +项目 +判断 +完成率 +应达 +差（百分点） +说明$/);
    expect(first).toMatch(/^shuangliu-2025-01 .*预警 +33% +49\.6% +-16\.6 +截至2025-06-30，完成33%/);
    expect(second).toMatch(/达序时 +45% +49\.6% +-4\.6/);
  });

  test('prints the verdicts themselves as JSON', async () => {
    const { out } = await desk.run('assess', '--today', '2025-07-10', '--json');
    const verdicts = JSON.parse(out) as { projectId: string }[];
    expect(verdicts.find(({ projectId }) => projectId === 'shuangliu-2025-01')).toMatchObject({
      light: 'warn',
      decidedBy: 'line',
      preset: 'standard',
      rate: 0.33,
      pointsBehind: 16.6,
      overdue: false,
      due: '2025-12-31',
      line: '预警：截至2025-06-30，完成33%，时间进度为49.6%，低16.6个百分点',
    });
  });

  test('goes by the policy that is given', async () => {
    const policy = desk.file(
      'policy.yaml',
      'schedule: {preset: yinchuan, reportCycleDays: 60, dueSoonDays: 30, claimTolerancePoints: 20, tolerancePoints: 8}\n',
    );
    const other = createDesk({ MINSHENG_POLICY: policy, MINSHENG_DB: desk.db });
    const { out } = await other.run('assess', '--today', '2025-07-10', '--region', '双流', '--json');
    expect(JSON.parse(out)[0]).toMatchObject({ light: 'onSchedule', preset: 'yinchuan' });
  });

  test('refuses a day that is none', async () => {
    const { code, err } = await desk.run('assess', '--today', '7月1日');
    expect([code, err]).toEqual([2, '--today：现为“7月1日”，应是日期，例如 2025-06-30\n']);
  });
});
