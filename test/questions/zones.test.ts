import { expect, test } from 'vitest';
import { loadCues } from '../../src/questions/cues.ts';
import { findZones } from '../../src/questions/understand/zones.ts';

const cues = loadCues();
const region = (slug: string, fullName: string) => ({
  ...{ slug, fullName, shortNames: [fullName], parentName: null, code: null, years: [2025] },
});
const PARK = region('park', '苏州市苏州工业园区');
const TECH = region('tech', '济南高新技术产业开发区');
const ECONOMIC = region('economic', '济南经济技术开发区');

function zonesOf(text: string, regions = [PARK, TECH, ECONOMIC], named: string[] = []): string[] {
  return findZones(text, { regions, named, cues }).map(({ slug }) => slug);
}

test.each([
  ['园区停车位建了多少', ['park']],
  ['我们园区停车位建了多少', ['park']],
  ['高新区停车位建了多少', ['tech']],
  ['经开区停车位建了多少', ['economic']],
])('%s: a zone is known by its kind where it is the only one', (text, slugs) => {
  expect(zonesOf(text)).toEqual(slugs);
});

test('two zones of a kind, or the word inside another, are no zone', () => {
  expect(zonesOf('开发区停车位建了多少')).toEqual([]);
  expect(zonesOf('产业园区配套建了多少')).toEqual([]);
});

test('beside another place it counts only for that place', () => {
  expect(zonesOf('章丘的园区', [PARK, TECH], ['zhangqiu'])).toEqual([]);
  expect(zonesOf('苏州园区', [PARK, TECH], ['park'])).toEqual(['park']);
});
