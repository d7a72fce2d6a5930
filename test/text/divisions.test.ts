import { describe, expect, test } from 'vitest';
import { loadDivisions } from '../../src/text/divisions.ts';

const divisions = loadDivisions();
const found = (text: string) => divisions.find(text).map((m) => m.divisions.map((d) => d.fullName).join('/'));

describe('names of divisions', () => {
  test.each([
    ['槐荫区', '济南市槐荫区'],
    ['济南章丘', '济南市章丘区'],
    ['山东省济南市槐荫区', '济南市槐荫区'],
    ['双江', '临沧市双江拉祜族佤族布朗族傣族自治县'],
    ['内蒙古', '内蒙古自治区'],
    ['张家港市', '张家港市'],
    ['仙桃', '仙桃市'],
    ['北京朝阳', '北京市朝阳区'],
  ])('%s is %s', (name, fullName) => {
    expect(divisions.byName(name).map((d) => d.fullName)).toContain(fullName);
  });

  test('a name borne by several districts yields them all until the city is said', () => {
    expect(divisions.byName('市中区').length).toBe(4);
    expect(divisions.byName('济南市市中区').map((d) => d.code)).toEqual(['370103']);
  });

  test('knows parents and towns', () => {
    expect(divisions.byName('槐荫区')[0]?.parentName).toBe('济南市');
    expect(divisions.towns('乐余镇').map((d) => d.fullName)).toEqual(['张家港市乐余镇']);
  });
});

describe('places in running text', () => {
  test.each([
    ['历下区的停车位建了多少', ['济南市历下区']],
    ['烟台的呢', ['烟台市']],
    ['那章丘呢', ['济南市章丘区']],
    ['比较槐荫和章丘', ['济南市槐荫区', '济南市章丘区']],
    ['北京市朝阳区怎么样', ['北京市朝阳区']],
    ['洛阳老城区改造', ['洛阳市老城区']],
  ])('%s', (text, names) => {
    expect(found(text)).toEqual(names);
  });

  test.each([
    '城市中心的停车位',
    '推进和平发展，扩大就业',
    '老城区和新城区改造',
    '区公安局会同区民政局',
    '美丽新乡村建设',
    '完成安装300套，提高安全水平',
    '省、市和县级财政',
    '推广安装一氧化碳报警器',
    '安宁疗护全覆盖、安居工程',
    '入海口生态修复',
    '资源整合，绿色通道',
  ])('finds no place in %s', (text) => {
    expect(found(text)).toEqual([]);
  });
});
