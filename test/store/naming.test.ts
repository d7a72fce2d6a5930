import { expect, test } from 'vitest';
import { projectName } from '../../src/store/naming.ts';
import { pinyinKey, pinyinSlug } from '../../src/text/pinyin.ts';

test('a project is called by its title, else by the opening of its goal', () => {
  expect(projectName('社区食堂', '建设食堂。', '')).toBe('社区食堂');
  expect(projectName(null, '新建幼儿园3所，新增学位900个。', '')).toBe('新建幼儿园3所');
  expect(projectName(null, '实施、推进：一', '')).toBe('实施、推进：一');
  expect(projectName(null, '', '全部建成。')).toBe('全部建成');
  expect(projectName('', ' ', '')).toBe('（无名称）');
});

test('a long opening is broken at a pause, never inside a number or an open bracket', () => {
  const long = '持续推进全区范围内公共场所和重点区域照明设施12345盏改造提升';
  expect(projectName(null, long, '')).toBe('持续推进全区范围内公共场所和重点区域照明设施');
  expect(projectName(null, '改造老旧供水管网、燃气管网、供热管网以及配套的各类附属设施和道路', '')).toBe(
    '改造老旧供水管网、燃气管网',
  );
  expect(projectName(null, '开展技能培训活动（包括家政服务、养老护理、电子商务等多个工种）', '')).toBe(
    '开展技能培训活动',
  );
});

test('names that sound alike have one key, and places a Latin name', () => {
  expect(pinyinKey('老就小区')).toBe(pinyinKey('老旧小区'));
  expect([pinyinSlug('槐荫'), pinyinSlug('绿园'), pinyinSlug('重庆')]).toEqual([
    'huaiyin',
    'lvyuan',
    'chongqing',
  ]);
});
