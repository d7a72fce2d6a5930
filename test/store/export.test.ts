import { expect, test } from 'vitest';
import { document, figure, NOW, openTestStore, project } from './fixtures.ts';

test('exports rates in percent, parts by role, pairs by their own places and doubts only', async () => {
  const store = await openTestStore();
  const unit = (name: string, role: 'lead' | 'supporting') => ({ name, role, word: '单位' });
  const official = (name: string, role: 'lead' | 'contact') => ({ name, role, word: '领导' });
  const finding = (severity: 'doubt' | 'note') => ({
    kind: 'missing' as const,
    severity,
    message: severity,
    clause: null,
  });
  await store.saveImport(
    document([
      project(1, {
        number: '101',
        statedRate: 0.28,
        lagging: true,
        units: [unit('区民政局', 'lead'), unit('区残联', 'supporting')],
        officials: [official('李明', 'lead'), official('王芳', 'contact')],
        figures: [
          figure({ kind: 'actual', value: 1, unit: '%' }),
          figure({ kind: 'target', value: 4, unit: '家', direction: 'atLeast' }),
          figure({ kind: 'actual', value: 3, unit: '家', asOf: '2025-05-31' }),
        ],
        pairs: [{ target: 1, actual: 2, ratio: 0.75, statedRatio: null }],
        findings: [finding('doubt'), finding('note')],
      }),
      project(2, { number: '二' }),
      project(3, { number: '一-（一）-2' }),
    ]),
    NOW,
  );
  const [first, second, third] = await store.exportProjects();
  expect(first).toMatchObject({
    number: 1,
    printed_number: '101',
    completion_rate: 28,
    lagging: true,
    units: ['区民政局'],
    supporting_units: ['区残联'],
    leaders: ['李明'],
    contacts: ['王芳'],
    period: { label: '2025年上半年', end: '2025-06-30' },
    targets: [{ indicator: '新增', comparator: '>=', value: 4, unit: '家' }],
    actuals: [{ as_of: null }, { value: 3, as_of: '2025-05-31' }],
    pairs: [{ target: 0, actual: 1, ratio: 0.75, stated_ratio: null }],
    anomalies: ['doubt'],
  });
  expect([second?.number, third?.number]).toEqual([2, '一-（一）-2']);
});
