import mammoth from 'mammoth';
import { expect, test } from 'vitest';
import { at, document, HALF_YEAR, JULY, openTown, projects, START, type Town } from './support.ts';

async function textOf(town: Town, month: string, now: string, role: 'staff' | 'leader' = 'staff') {
  const file = await town.port.bulletin({ region: 'wuhou', month, role }, now);
  expect(file?.name).toBe(`民生实事月报草稿-wuhou-${month}.docx`);
  return (await mammoth.extractRawText({ buffer: Buffer.from(file!.bytes) })).value.split(/\n+/);
}

const later = () =>
  document(projects({ 2: { statedRate: 0.3, lagging: true, reason: '场地未落实。' } }), {
    period: JULY,
    title: '2025年民生实事推进情况（1—7月）',
  });

test('the draft says the same figures as the documents, each with its day and source', async () => {
  const town = await openTown();
  await town.store.saveImport(later(), at('08-05 10:00'));
  const lines = await textOf(town, '2025-07', at('08-06 10:00'));
  expect(lines.slice(0, 3)).toEqual([
    '成都市武侯区民生实事2025年7月进展通报',
    '（草稿，由程序按已收录文件汇总，发布前请人工核对）',
    '统计时间：截至2025-07-31',
  ]);
  const text = lines.join('|');
  expect(text).toContain('清单共3项。');
  expect(text).toMatch(/占3项的33\.3%/u);
  expect(text).toContain('写明或可折算完成率的2项，其余1项未说明，不按零计。');
  expect(text).toContain('停车设施建设|区住建局|50%（折算）|58.1%|');
  expect(text).toContain('截至2025-07-31[1]（按指标折算 2500个/5000个）');
  expect(text).toContain('|社区食堂建设|区民政局|30%|');
  expect(text).toContain('第2项 社区食堂建设：');
  expect(text).toContain('文件说明：场地未落实。');
  expect(text).toContain('[1]《2025年民生实事推进情况（1—7月）》，截至2025-07-31');
});

test('a month that is past is told as it was known for its end', async () => {
  const town = await openTown();
  await town.store.saveImport(later(), at('08-05 10:00'));
  const text = (await textOf(town, '2025-06', at('08-06 10:00'))).join('|');
  expect(text).toContain('|社区食堂建设|区民政局|55%|');
  expect(text).toContain('截至2025-06-30[1]');
  expect(text).not.toContain('场地未落实');
  expect((await textOf(town, '2025-03', at('08-06 10:00'))).join('|')).toContain('本期及以前没有进展材料');
});

test('what is past its own day is counted and marked as overdue', async () => {
  const town = await openTown();
  const due = [{ what: '全部完工', due: '2025-05-31', printed: '5月底', clause: 1 }];
  const early = projects({ 2: { goal: '新建社区食堂12家，5月底前全部完工。', milestones: due } });
  await town.store.saveImport(document(early, { period: HALF_YEAR }), START);
  const text = (await textOf(town, '2025-06', START)).join('|');
  expect(text).toContain('逾期1项，占3项的33.3%。');
  expect(text).toContain('应于2025-05-31完成，已逾期');
});

test('doubts stand in an annex for staff; what is for leaders is in no draft for staff', async () => {
  const town = await openTown();
  const finding = { kind: 'claimVersusFigures', severity: 'doubt', clause: null } as const;
  const doubted = projects({ 3: { findings: [{ ...finding, message: '写完成100%，数字只有3/4' }] } });
  await town.store.saveImport(document(doubted, { period: HALF_YEAR }), START);
  const secret = document(projects({ 2: { statedRate: 0.07 } }), { period: JULY, audience: 'leader' });
  await town.store.saveImport(secret, at('07-31 10:00'));
  const forStaff = await textOf(town, '2025-07', at('08-06 10:00'));
  const annex = forStaff.findIndex((line) => line.startsWith('附件：材料疑点'));
  expect(forStaff.slice(annex).join('|')).toContain('第3项 老旧小区加装电梯：写完成100%，数字只有3/4');
  expect(forStaff.join('|')).not.toContain('|7%|');
  expect((await textOf(town, '2025-07', at('08-06 10:00'), 'leader')).join('|')).toContain('|7%|');
});

test('no list of that year, no draft', async () => {
  const town = await openTown();
  expect(await town.port.bulletin({ region: 'wuhou', month: '2024-06', role: 'staff' }, START)).toBeNull();
});

test('texts with characters that no XML may hold still make a document', async () => {
  const town = await openTown();
  await town.store.saveImport(
    document(projects({ 3: { title: '加装<b>电梯</b>\u0000\u000b\ud800&' } }), { period: JULY }),
    START,
  );
  expect((await textOf(town, '2025-07', at('08-06 10:00'))).join('|')).toContain('<b>电梯</b>');
});
