import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Question } from '../../src/questions/question.ts';
import { allLists } from './lists.ts';
import { openEngine, SETUP_MS, type TestEngine, understanding } from './support.ts';

let base: TestEngine;
let understand: (text: string, today?: string) => Promise<Question>;

beforeAll(async () => {
  base = await openEngine(allLists());
  understand = await understanding(base);
}, SETUP_MS);
afterAll(() => base.close());

describe('places', () => {
  test.each([
    ['the full name', '成都市青羊区停车位', ['qingyang']],
    ['the short name', '青羊区停车位', ['qingyang']],
    ['the bare name', '青羊停车位', ['qingyang']],
    ['traditional characters', '青羊區停車位', ['qingyang']],
    ['a name typed alike', '清羊区停车位', ['qingyang']],
    ['a bare name typed alike', '青洋停车位', ['qingyang']],
    ['Latin letters', 'QingYang 停车位', ['qingyang']],
    ['the city for all its districts', '成都市停车位', ['qingyang', 'shuangliu']],
    ['the city without its ending', '成都停车位', ['qingyang', 'shuangliu']],
    ['a city with one stored district', '宁波停车位', ['haishu']],
    ['two districts behind their city', '成都市青羊区和双流区停车位', ['qingyang', 'shuangliu']],
    ['two districts of two cities', '海曙区和双流停车位', ['haishu', 'shuangliu']],
    ['a district behind the city above it', '宁波的海曙区停车位', ['haishu']],
    ['a district of the same name elsewhere', '枣庄市市中区背街小巷', ['shizhong']],
  ])('%s', async (_, text, slugs) => {
    const { scope } = await understand(text);
    expect(scope.regionSlugs).toEqual(slugs);
    expect(scope.unknownPlaces).toEqual([]);
  });

  test('a city named counts as one place, two districts as two', async () => {
    expect((await understand('成都市停车位')).scope.placesNamed).toBe(1);
    expect((await understand('青羊区，青羊的停车位')).scope.placesNamed).toBe(1);
    expect((await understand('成都市青羊区和双流区停车位')).scope.placesNamed).toBe(2);
  });

  test.each([
    ['北京市海淀区停车位', '北京市海淀区'],
    ['海淀停车位', '海淀'],
    ['上海停车位', '上海'],
    ['上海的海曙区停车位', '上海的海曙区'],
    ['济南市市中区背街小巷', '济南市市中区'],
  ])('%s is somewhere without a list', async (text, place) => {
    const { scope } = await understand(text);
    expect(scope).toMatchObject({ regionSlugs: null, unknownPlaces: [place] });
  });

  test.each(['成都路改造', '停车位', '老旧小区'])('%s names no place', async (text) => {
    const { scope } = await understand(text);
    expect(scope).toMatchObject({ regionSlugs: null, unknownPlaces: [], everywhere: false });
  });

  test.each(['各区停车位', '所有地区的停车位', '各地停车位'])('%s means everywhere', async (text) => {
    expect((await understand(text)).scope.everywhere).toBe(true);
  });

  test('a place is no topic', async () => {
    const { concepts } = await understand('成都市青羊区2025年停车位');
    expect(concepts.filter(({ printed }) => /成都|青羊|2025/.test(printed))).toEqual([]);
  });
});

describe('years', () => {
  test.each([
    ['今年停车位', [2025]],
    ['去年停车位', [2024]],
    ['前年停车位', [2023]],
    ['明年停车位', [2026]],
    ['2024年停车位', [2024]],
    ['24年停车位', [2024]],
    ['2024年和2025年停车位', [2024, 2025]],
  ])('%s', async (text, years) => {
    expect((await understand(text)).scope).toMatchObject({ years, span: null });
  });

  test('are counted from the day of the question', async () => {
    expect((await understand('去年停车位', '2026-01-01')).scope.years).toEqual([2025]);
    expect((await understand('去年停车位', '2025-12-31')).scope.years).toEqual([2024]);
  });

  test('a number of things is no year', async () => {
    expect((await understand('新增2000个停车位')).scope.years).toBeNull();
  });
});

describe('spans inside a year', () => {
  test.each([
    ['上半年停车位', '2025-01-01', '2025-06-30'],
    ['去年下半年停车位', '2024-07-01', '2024-12-31'],
    ['二季度停车位', '2025-04-01', '2025-06-30'],
    ['上季度停车位', '2025-04-01', '2025-06-30'],
    ['本月停车位', '2025-07-01', '2025-07-31'],
    ['上个月停车位', '2025-06-01', '2025-06-30'],
    ['1-6月停车位', '2025-01-01', '2025-06-30'],
    ['截至6月停车位', '2025-01-01', '2025-06-30'],
  ])('%s', async (text, from, to) => {
    expect((await understand(text)).scope.span).toMatchObject({ from, to });
  });

  test('the month before January is in the year before', async () => {
    const { scope } = await understand('上个月停车位', '2025-01-15');
    expect(scope.span).toMatchObject({ from: '2024-12-01', to: '2024-12-31' });
    expect(scope.years).toEqual([2024]);
  });
});

describe('bounds on a rate', () => {
  const at = (value: number, inclusive: boolean) => ({ value, inclusive });

  test.each([
    ['完成率低于60%的', { below: at(0.6, false) }],
    ['完成率不到一半的', { below: at(0.5, false) }],
    ['完成率不足三成的', { below: at(0.3, false) }],
    ['完成率不超过60%的', { below: at(0.6, true) }],
    ['60%以下的', { below: at(0.6, true) }],
    ['百分之六十以下的', { below: at(0.6, true) }],
    ['完成率超过八成的', { above: at(0.8, false) }],
    ['完成率不低于80%的', { above: at(0.8, true) }],
    ['达到100%的', { above: at(1, true) }],
    ['完成率50%以上的', { above: at(0.5, true) }],
    ['70%到85%之间的', { above: at(0.7, true), below: at(0.85, true) }],
    ['七成到九成之间', { above: at(0.7, true), below: at(0.9, true) }],
    ['85%到70%之间的', { above: at(0.7, true), below: at(0.85, true) }],
  ])('%s', async (text, bounds) => {
    const { rate } = (await understand(text)).conditions;
    expect(rate).toMatchObject(bounds);
    expect({ above: rate?.above, below: rate?.below }).toEqual({
      above: undefined,
      below: undefined,
      ...bounds,
    });
  });

  test.each(['低于1500个的', '新增1500个停车位', '完成率最低的'])('%s holds none', async (text) => {
    expect((await understand(text)).conditions.rate).toBeNull();
  });

  test('keep the words of the person', async () => {
    expect((await understand('完成率低于60%的')).conditions.rate?.printed).toBe('低于60%');
  });
});

describe('other conditions', () => {
  test.each([
    ['第4项', [4]],
    ['第十四件怎么样', [14]],
    ['第二十项', [20]],
    ['3号项目', [3]],
    ['第1项和第3项', [1, 3]],
  ])('%s names places of a list', async (text, positions) => {
    expect((await understand(text)).conditions.positions).toEqual(positions);
  });

  test.each(['第一季度停车位', '9月3号停车位'])('%s names none', async (text) => {
    expect((await understand(text)).conditions.positions).toEqual([]);
  });

  test.each([
    ['完成率最低的三个', 'lowest', 3],
    ['进度最慢的2个项目', 'lowest', 2],
    ['最快的是哪个', 'highest', null],
    ['完成率前五名', 'highest', 5],
  ])('%s is a place in an order', async (text, order, top) => {
    expect((await understand(text)).conditions).toMatchObject({ order, top });
  });

  test.each([
    ['已完成的有哪些', 'done'],
    ['还没完成的', 'notDone'],
    ['没开工的', 'notStarted'],
    ['正在推进的', 'inProgress'],
    ['有哪些项目', null],
  ])('%s is a state', async (text, status) => {
    expect((await understand(text)).conditions.status).toBe(status);
  });

  test.each([
    ['改造了多少公里', '公里'],
    ['惠及多少户', '户'],
    ['培训了几场', '场'],
    ['义诊多少人次', '人次'],
    ['发了多少钱', '元'],
    ['投入了多少万元', '元'],
    ['覆盖率是多少', '%'],
    ['路有多长', '公里'],
    ['进展怎么样', null],
  ])('%s asks for a measure', async (text, measure) => {
    expect((await understand(text)).conditions.measure).toBe(measure);
  });
});

describe('names', () => {
  test.each([
    ['its full name', '区民政局负责哪些项目', ['区民政局']],
    ['its name without the level', '民政局负责哪些项目', ['区民政局']],
    ['its short name', '区卫健局负责哪些项目', ['区卫生健康局']],
    ['another short name', '区人社局负责哪些项目', ['区人力资源和社会保障局']],
  ])('a unit by %s', async (_, text, names) => {
    expect((await understand(text)).units.flatMap((unit) => unit.names)).toEqual(names);
  });

  test('a unit without projects is known to be one', async () => {
    expect((await understand('区水利局负责哪些项目')).units).toEqual([{ printed: '区水利局', names: [] }]);
  });

  test('an official', async () => {
    expect((await understand('韩磊牵头哪些项目')).officials).toEqual(['韩磊']);
    expect((await understand('张三牵头哪些项目')).officials).toEqual([]);
  });
});

describe('what a question is about', () => {
  const terms = async (text: string) =>
    (await understand(text)).concepts
      .filter(({ known }) => known)
      .flatMap((c) => c.alternatives.map(({ term }) => term));

  test.each([
    ['a word of the documents', '口袋公园建好了吗', '口袋公园'],
    ['a typo that sounds alike', '口袋公圆建好了吗', '口袋公园'],
    ['what people call it', '停车难解决了吗', '停车位'],
  ])('%s', async (_, text, term) => {
    expect(await terms(text)).toContain(term);
  });

  test('words that no document has are known to be unknown', async () => {
    const { concepts } = await understand('海底隧道建好了吗');
    expect(concepts.some(({ printed, known }) => printed.includes('隧道') && !known)).toBe(true);
  });

  test('words that only ask are none', async () => {
    expect((await understand('进展怎么样？什么时候完成？')).concepts).toEqual([]);
  });
});

describe('what points back', () => {
  test.each([
    ['它进展如何', { pointsBack: true, refersBack: true }],
    ['这个项目谁负责', { pointsBack: true, refersBack: true }],
    ['那海曙呢', { pointsBack: false, refersBack: true }],
    ['其中哪些没完成', { withinList: true, refersBack: true }],
    ['不是，我问的是停车位', { correction: true }],
    ['停车位进展如何', { pointsBack: false, refersBack: false, withinList: false, correction: false }],
  ])('%s', async (text, expected) => {
    expect(await understand(text)).toMatchObject(expected);
  });
});

describe('a message', () => {
  test('is read without mentions, pictures and differences of form', async () => {
    const plain = await understand('青羊区2025年停车位进展如何');
    const dressed = await understand('@民生助手 青羊區２０２５年停車位進展如何😀');
    expect(dressed.scope).toEqual(plain.scope);
    expect(dressed.concepts).toEqual(plain.concepts);
    expect(dressed.intents).toEqual(plain.intents);
  });
});
