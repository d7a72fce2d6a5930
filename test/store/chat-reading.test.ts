import { expect, test } from 'vitest';
import { openDatabase } from '../../src/database.ts';
import { document, NOW, project } from './fixtures.ts';

test('a report from a chat is read by the rules for documents, and its figures stay its own', async () => {
  const { store } = await openDatabase(':memory:');
  await store.saveImport(document([project(1, { title: '加装电梯', goal: '加装电梯30部。' })]), NOW);
  await store.saveChatReport(
    {
      projectId: 'wuhou-2025-01',
      rate: null,
      status: null,
      text: '目前，已完成年度计划的60%。已加装电梯18部，预计9月底全部完工。',
      reportedBy: { unit: null, role: 'staff' },
      at: '2025-07-12T02:00:00.000Z',
      today: '2025-07-12',
    },
    NOW,
  );
  const [filed] = (await store.history('wuhou-2025-01', 'staff'))?.reports ?? [];
  expect(filed).toMatchObject({ statedRate: 0.6, status: 'in_progress', pairs: [] });
  expect(filed?.clauses.map(({ part }) => part)).toEqual(['note', 'note']);
  expect(filed?.figures).toContainEqual(expect.objectContaining({ kind: 'actual', value: 18, unit: '部' }));
  expect(filed?.milestones).toMatchObject([{ due: '2025-09-30' }]);
  const [staff] = await store.readerFor('staff').dossiers(['wuhou-2025-01']);
  expect(staff).toMatchObject({ statedRate: null, computedRate: null, figures: [], reported: { rate: 0.6 } });
  await store.close();
});
