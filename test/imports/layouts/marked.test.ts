import { describe, expect, test } from 'vitest';
import { read } from '../reading/project.ts';
import { listIn } from './grid.ts';
import { names } from './read-fixture.ts';

describe('items with a mark instead of a number', () => {
  test('below headings that tell their state; what stands below the last one is left out', () => {
    const { projects, layout } = listIn(
      '云和县2023年民生实事上半年办到哪了',
      '已竣工',
      '✅ 城北客运站翻新',
      '更换座椅180张，5月20日启用。',
      '▲候车大厅换了新模样',
      '✅ 新增路灯90盏',
      '崇头、石塘两镇共装95盏。',
      '正在推进',
      '✅ 为独居老人装报警器600户',
      '已装240户。',
      '责任单位：县民政局',
      '接下来，全县将继续加快进度。',
    );
    expect(layout).toBe('marked-list');
    expect(projects.map((p) => [p.title, p.note, read(p).status])).toEqual([
      ['城北客运站翻新', '更换座椅180张，5月20日启用。', 'done'],
      ['新增路灯90盏', '崇头、石塘两镇共装95盏。', 'done'],
      ['为独居老人装报警器600户', '已装240户。', 'in_progress'],
    ]);
    expect(projects.map((p) => names(p.units))).toEqual([[], [], ['responsible 县民政局']]);
  });

  test('squares and pictures that differ from item to item are marks as well', () => {
    const opening = '鹤峰县2024年为民办实事进展';
    const bodies = ['已铺设管网6公里。', '目前完成3所。', '累计培训400人。'];
    const lists = [
      ['◆', '◆', '◆'],
      ['🏫', '🌳', '🚌'],
    ].map((marks) =>
      listIn(opening, ...marks.flatMap((mark, i) => [`${mark} 实事${'甲乙丙'[i]}工程`, bodies[i]!])),
    );
    for (const { projects } of lists)
      expect(projects.map((p) => [p.title, p.note])).toEqual(
        bodies.map((body, i) => [`实事${'甲乙丙'[i]}工程`, body]),
      );
  });

  test('marked points below numbered items begin none', () => {
    const { projects } = listIn(
      '宜章县2022年民生实事进展情况',
      ...['改造集市', '新建泊位', '安装路灯'].flatMap((name, i) => [
        `${i + 1}.${name}`,
        '● 城区已完成5处。',
        '● 乡镇已完成3处。',
      ]),
    );
    expect(projects.map((p) => p.title)).toEqual(['改造集市', '新建泊位', '安装路灯']);
  });
});
