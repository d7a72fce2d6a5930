import { describe, expect, test } from 'vitest';
import { figuresOf, read } from '../reading/project.ts';
import { listIn } from './grid.ts';

const sidesIn = (title: string, ...texts: string[]) =>
  listIn(title, ...texts.map((text, i) => `${i + 1}.${'渠塘路桥'[i]}改造。${text}`)).projects.map((p) => [
    p.goal,
    p.note,
  ]);

describe('what was planned and what came of it, without labels', () => {
  test('while the year is not over, what is told of all of it is the plan', () => {
    const texts = ['年内疏浚12公里、护岸3处。', '全年清淤9口。截至8月底清淤6口。', '目前加固5座。'];
    expect(sidesIn('平昌县2021年民生实事1—8月进展情况', ...texts)).toEqual([
      ['年内疏浚12公里、护岸3处。', ''],
      ['全年清淤9口。', '截至8月底清淤6口。'],
      ['', '目前加固5座。'],
    ]);
    const whole = sidesIn('平昌县2021年民生实事完成情况', ...texts.slice(0, 2), '已加固5座。');
    expect(whole.slice(0, 1)).toEqual([['', '年内疏浚12公里、护岸3处。']]);
  });

  test('a bare sentence is the plan where the next one tells how it stands', () => {
    expect(
      sidesIn(
        '平昌县2021年民生实事上半年进展情况',
        '铺设干渠20公里。受汛期影响，目前仅铺设干渠7公里。',
        '新增床位300张。目前食堂已开3家。',
        '培训率保持在95%以上。截至目前培训率96.2%。',
      ),
    ).toEqual([
      ['铺设干渠20公里。', '受汛期影响，目前仅铺设干渠7公里。'],
      ['新增床位300张。', '目前食堂已开3家。'],
      ['培训率保持在95%以上。', '截至目前培训率96.2%。'],
    ]);
  });

  test('both in one sentence: each figure is what its own part says', () => {
    const project = read({
      note: '全年新增座椅300个，到位231个；应于6月底前完成东渠4公里清淤，目前清淤1.2公里。',
    });
    expect(figuresOf(project, 'target')).toEqual(['新增座椅 300个', expect.stringContaining('4公里')]);
    expect(figuresOf(project, 'actual')).toEqual(['到位 231个', '清淤 1.2公里']);
    const shares = read({ note: '招录护士126名，完成年度任务150名的84%。' });
    expect(figuresOf(shares, 'target')).toEqual([expect.stringContaining('150名')]);
    const december = { label: '', start: '2025-01-01', end: '2025-12-31' };
    expect(figuresOf(read({ note: '全年新增座椅300个。' }, { period: december }), 'target')).toEqual([]);
  });

  test('who signed behind the last sentence is no part of it', () => {
    const signed = ['　平昌县民生办', '　平昌县民生办　2021年9月2日', '　共两处。'].map(
      (end) =>
        sidesIn(
          '平昌县2021年民生实事1—8月进展情况',
          '已疏浚3公里。',
          '已护岸2处。',
          `已加固5座。${end}`,
        )[2]![1],
    );
    expect(signed).toEqual(['已加固5座。', '已加固5座。', '已加固5座。　共两处。']);
  });
});
