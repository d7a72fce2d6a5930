import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalUnit } from '../../src/text/measures.ts';
import { parseNumeral } from '../../src/text/numerals.ts';
import { findQuantities, findRanges } from '../../src/text/quantities.ts';

const read = (text: string) => findQuantities(text).map(({ value, unit }) => `${value}${unit}`);

describe('findQuantities', () => {
  it('counts people where the text says who they are in place of a unit', () => {
    expect(read('解决2.6万农村人口饮水问题')).toEqual(['26000人']);
    expect(read('培训5000农民工')).toEqual(['5000人']);
    expect(read('3居民小区')).toEqual([]);
  });

  it.each([
    ['新增城镇就业1.99万人', '19900人'],
    ['拨付救助资金966.42万元', '9664200元'],
    ['改造130万平方米', '1300000平方米'],
    ['服务5370余人次', '5370人次'],
    ['20余万元', '200000元'],
    ['新增500张床位', '500张'],
    ['新增3000个学位', '3000个'],
    ['新增学位1,700个', '1700个'],
    ['增配AED 300台', '300台'],
    ['核准2363户（次）', '2363户次'],
    ['标准为15元/平方米', '15元/平方米'],
    ['增设停车场两处', '2处'],
    ['完成率69.9％', '69.9%'],
    ['提高3个百分点', '3个百分点'],
    ['日处理800立方米/日', '800立方米/日'],
    ['目前5个街道已确定', '5个'],
    ['护坡2300延长米', '2300延长米'],
    ['清淤沟渠18条（段）', '18条'],
    ['添置农机26台（套）设备', '26台'],
    ['放流鱼苗40万尾', '400000尾'],
    ['照明灯杆210杆', '210杆'],
    ['锅炉增容80蒸吨', '80蒸吨'],
    ['配送午餐6.2万餐', '62000餐'],
    ['轮训1.5万人天', '15000人天'],
    ['设计流量6立方米/秒', '6立方米/秒'],
    ['随访的41人均已好转', '41人'],
  ])('reads %s', (text, figure) => {
    expect(read(text)).toEqual([figure]);
  });

  it.each([
    ['a span', '创建1-2个，二者择一'],
    ['an age', '35至64岁妇女，60周岁以上，0—17岁'],
    ['an ordinal', '第3件，第12场'],
    ['a rank', '位居全国前10名'],
    ['a date', '2025年6月底、3月10日、11月份'],
    ['a document number', '政办字〔2025〕5号'],
    ['a telephone number', '热线0532-58525525、12345热线、110报警'],
    ['an address', '济齐路365号6号楼'],
    ['a line', '地铁4号线、318路公交'],
    ['a plot', 'X-1地块、B3栋'],
    ['opening hours', '24小时自助服务'],
    ['a time limit', '7天内办结，2小时内响应'],
    ['a frequency', '每周开展2次'],
    ['a distance', '150米半径范围内'],
    ['the size of a school', '36班小学'],
    ['a name', '举办“520阳光100场”主题活动、《三年计划20项》'],
    ['a phase', '二期工程、3期项目'],
    ['an average', '全县2024人均收入，3基础、2025首届、2025集中'],
  ])('sees no figure in %s', (_what, text) => {
    expect(read(text)).toEqual([]);
  });

  it('says which way a limit goes and what is only about right', () => {
    const limits = (text: string) =>
      findQuantities(text).map(({ direction, approximation }) => [direction, approximation]);
    expect(limits('不少于20场')).toEqual([['atLeast', null]]);
    expect(limits('20场以上')).toEqual([['atLeast', null]]);
    expect(limits('不超过3万元')).toEqual([['atMost', null]]);
    expect(limits('失业率控制在4.3%以内')).toEqual([['atMost', null]]);
    expect(limits('约300家')).toEqual([['exactly', '约']]);
    expect(limits('300家左右')).toEqual([['exactly', '左右']]);
    expect(limits('230余个')).toEqual([['atLeast', '余']]);
    expect(limits('已签约32家，附近5个')).toEqual([
      ['exactly', null],
      ['exactly', null],
    ]);
  });

  it('never reports a value whose digits are not printed', () => {
    const piece = fc.oneof(
      fc.constantFrom(...'新增个处约余万亿千百，。、“”（）-至月年第每人元%％．.,'),
      fc.integer({ min: 0, max: 99999 }).map(String),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 25 }), (pieces) => {
        const text = pieces.join('');
        for (const quantity of findQuantities(text)) {
          expect(text.slice(quantity.start, quantity.end)).toBe(quantity.printed);
          const number = quantity.printed.slice(0, quantity.printed.lastIndexOf(quantity.unit[0] ?? ''));
          const bare = (quantity.percent ? quantity.printed : number).replace(/[余多来\s]/g, '');
          expect(parseNumeral(bare)).toBe(quantity.value);
        }
      }),
    );
  });
});

describe('findRanges', () => {
  it('gives both ends of a span', () => {
    expect(findRanges('创建示范社区1-2个')).toMatchObject([
      { low: 1, high: 2, unit: '个', printed: '1-2个' },
    ]);
  });
  it('leaves ages and years out', () => {
    expect(findRanges('18-70岁，2023-2025年，18周岁至60周岁')).toEqual([]);
  });
});

describe('canonicalUnit', () => {
  it('gives units that count alike one name', () => {
    expect(canonicalUnit('名')).toBe(canonicalUnit('人'));
    expect(canonicalUnit('场次')).toBe(canonicalUnit('场'));
    expect(canonicalUnit('人次')).not.toBe(canonicalUnit('人'));
  });
});
