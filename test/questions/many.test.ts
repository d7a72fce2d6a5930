import { describe, expect, test } from 'vitest';
import { sharedEngine } from './shared-engine.ts';
import { linesOf, textOf } from './support.ts';

const { ask, newTalk } = sharedEngine();

const qingyang = (...positions: number[]) =>
  positions.map((position) => `qingyang-2025-${String(position).padStart(2, '0')}`);
const SOURCE = { document: '青羊区2025年民生实事上半年推进情况', asOf: '2025-06-30' };

describe('a list', () => {
  test('of everything comes ten at a time, with its source', async () => {
    const answer = await ask('青羊区2025年有哪些项目');
    expect(answer.kind).toBe('list');
    expect(linesOf(answer, 'head')[0]).toContain('11项');
    expect(linesOf(answer, 'item')).toHaveLength(10);
    expect(answer.choices).toEqual([{ label: '更多', text: '更多' }]);
    expect(answer.sources).toEqual([SOURCE]);
  });

  test('of a state is told with its reasons, whatever was listed before', async () => {
    const answer = await ask('青羊区2025年完成了几项', '没完成的说说原因');
    expect(answer.kind).toBe('list');
    expect(answer.projects).not.toContain(qingyang(8)[0]);
  });

  test('goes on where it stopped', async () => {
    const answer = await ask('青羊区2025年有哪些项目', '更多');
    expect(linesOf(answer, 'item')).toHaveLength(1);
    expect(linesOf(answer, 'item')[0]).toMatch(/^11\. .*课桌椅/);
    expect(answer.choices).toEqual([]);
  });

  test('ends', async () => {
    const answer = await ask('青羊区2025年有哪些项目', '更多', '更多');
    expect(answer.kind).toBe('smalltalk');
    expect(linesOf(answer, 'item')).toEqual([]);
  });

  test.each([
    ['a unit', '青羊区2025年区民政局负责哪些项目', [4]],
    ['a unit in whatever role', '青羊区2025年区交通运输局负责哪些项目', [2, 9]],
    ['a unit by its short name', '青羊区2025年区卫健局负责哪些项目', [7]],
    ['an official', '青羊区2025年韩磊牵头哪些项目', [2, 3, 8]],
    ['what is done', '青羊区2025年已完成的项目有哪些', [2, 7, 8, 11]],
    [
      'what is not done, leaving out what is not said',
      '青羊区2025年还没完成的项目有哪些',
      [1, 3, 4, 5, 9, 10],
    ],
    ['rates below a bound', '青羊区2025年完成率低于50%的项目有哪些', [3, 4, 9, 10]],
    ['rates not above a bound', '青羊区2025年完成率不超过40%的项目有哪些', [9, 10]],
    ['rates between bounds', '青羊区2025年完成率在41%到80%之间的项目有哪些', [1, 3, 4]],
    ['rates above all', '青羊区2025年完成率超过100%的项目有哪些', [2]],
  ])('by %s', async (_, text, positions) => {
    const answer = await ask(text);
    expect(answer.kind).toBe('list');
    expect(answer.projects).toEqual(qingyang(...positions));
    expect(linesOf(answer, 'head')[0]).toContain(`${positions.length}项`);
    expect(answer.sources).toEqual([SOURCE]);
  });

  test('a rate that is only computed fits no bound on stated rates', async () => {
    const answer = await ask('青羊区2025年完成率低于70%的项目有哪些');
    expect(answer.projects).not.toContain('qingyang-2025-05');
  });

  test.each([
    ['no rate is that low', '青羊区2025年完成率低于10%的有哪些'],
    ['a unit has nothing', '青羊区2025年区水利局负责哪些项目'],
  ])('is empty where %s', async (_, text) => {
    const answer = await ask(text);
    expect(answer).toMatchObject({ kind: 'answer', projects: [] });
    expect(textOf(answer)).toContain('没有');
  });

  test('of one official needs no region', async () => {
    expect((await ask('周敏牵头哪些项目')).projects).toEqual(qingyang(1, 4));
  });
});

describe('a count', () => {
  test('of all is told with the number that the document declares', async () => {
    const answer = await ask('青羊区2025年一共有多少项民生实事');
    expect(answer.kind).toBe('answer');
    expect(linesOf(answer, 'text')[0]).toContain('11项');
    expect(linesOf(answer, 'note')[0]).toMatch(/12件.*11件/);
  });

  test('says nothing of a declared number that is right or missing', async () => {
    const answer = await ask('双流区2025年一共有多少项民生实事');
    expect(linesOf(answer, 'text')[0]).toContain('3项');
    expect(linesOf(answer, 'note')).toEqual([]);
  });

  test.each([
    ['青羊区2025年已完成的项目有几个', 4, [2, 7, 8, 11]],
    ['青羊区2025年区交通运输局负责几个项目', 2, [2, 9]],
  ])('%s', async (text, count, positions) => {
    const answer = await ask(text);
    expect(answer.projects).toEqual(qingyang(...positions));
    expect(linesOf(answer, 'text')[0]).toContain(`${count}项`);
  });
});

describe('an order', () => {
  test('names all that tie for the last place and what it leaves out', async () => {
    const answer = await ask('青羊区2025年完成率最低的是哪个项目');
    expect(answer.projects).toEqual(qingyang(9, 10));
    expect(linesOf(answer, 'note')[0]).toContain('2项');
  });

  test('names all that tie for the third place', async () => {
    const answer = await ask('青羊区2025年完成率最高的三个项目');
    expect(answer.projects).toEqual(qingyang(2, 7, 8, 11));
  });

  test('never counts what is not said as nothing', async () => {
    const answer = await ask('青羊区2025年进度最慢的三个项目');
    expect(answer.projects).not.toContain('qingyang-2025-06');
  });

  test('of one names it alone', async () => {
    const answer = await ask('青羊区2025年完成率最高的是哪个项目');
    expect(answer).toMatchObject({ kind: 'answer', projects: qingyang(2) });
    expect(textOf(answer)).toContain('124%');
  });

  test('of officials is by the size of their task', async () => {
    const answer = await ask('青羊区2025年牵头项目最多的领导是谁');
    expect(textOf(answer)).toContain('韩磊');
    expect(textOf(answer)).toContain('3项');
  });

  test('of units names all that tie', async () => {
    const text = textOf(await ask('青羊区2025年负责项目最多的是哪个部门'));
    for (const name of ['区住房和城乡建设局', '区交通运输局', '区综合行政执法局'])
      expect(text).toContain(name);
  });
});

describe('an average', () => {
  test('counts stated rates only and shows its sum', async () => {
    const answer = await ask('青羊区2025年平均完成率是多少');
    expect(answer.kind).toBe('answer');
    expect(linesOf(answer, 'text')[0]).toContain('74.39%');
    expect(linesOf(answer, 'note')[0]).toContain('669.5 ÷ 9');
    expect(linesOf(answer, 'note')[1]).toContain('2项');
    expect(answer.sources).toEqual([SOURCE]);
  });

  test('of no rates is none', async () => {
    const answer = await ask('海曙区平均完成率是多少');
    expect(answer.projects).toEqual([]);
    expect(textOf(answer)).not.toContain('%');
  });
});

describe('what lags', () => {
  test('is what the document itself flags', async () => {
    const answer = await ask('双流区哪些项目滞后了');
    expect(answer.kind).toBe('list');
    expect(answer.projects).toEqual(['shuangliu-2025-01', 'shuangliu-2025-03']);
  });

  test('without flags is told against the share of the year gone by, said so', async () => {
    const answer = await ask('青羊区2025年哪些项目滞后了');
    expect(answer.projects).toEqual(qingyang(4, 9, 10));
    expect(linesOf(answer, 'head')[0]).toContain('49.6%');
    expect(linesOf(answer, 'item')[0]).toMatch(/完成41\.7%，低7\.9个百分点/);
    expect(linesOf(answer, 'note').join()).toContain('另有1项未说明');
  });

  test('is told of one project with the same verdict, before what its note says', async () => {
    const answer = await ask('青羊区社区食堂建设滞后了吗');
    expect(answer.projects).toEqual(qingyang(4));
    expect(linesOf(answer, 'text')[0]).toBe(
      '提醒：截至2025-06-30，完成41.7%，时间进度为49.6%，低7.9个百分点',
    );
  });

  test('says beside official flags how far behind the plan they are', async () => {
    const lines = linesOf(await ask('双流区哪些项目滞后了'), 'item');
    expect(lines[1]).toContain('文件标明未达序时进度');
    expect(lines[1]).toContain('按指标折算完成33.3%（6公里÷18公里）');
  });

  test('in a plan without progress is not guessed', async () => {
    const answer = await ask('海曙区哪些项目滞后了');
    expect(answer).toMatchObject({ kind: 'answer', projects: [] });
    expect(textOf(answer)).toContain('没有标明');
  });
});

describe('people and dates of a list', () => {
  test('units are told for each project of the list just shown', async () => {
    const answer = await ask('青羊区2025年韩磊牵头哪些项目', '都是哪个部门负责的');
    expect(answer.projects).toEqual(qingyang(2, 3, 8));
    expect(textOf(answer)).toMatch(/老旧小区改造：区住房和城乡建设局/);
  });

  test('what is overdue is told by its day, apart from what lags', async () => {
    const late = await newTalk({ today: '2025-10-20' }).ask('青羊区2025年逾期的有哪些');
    expect(textOf(late)).toMatch(/9月底.*已过20天/);
    expect(textOf(await newTalk({ today: '2025-08-01' }).ask('青羊区2025年逾期的有哪些'))).toContain(
      '没有已过而未完成的',
    );
  });

  test('what is due by a day is told from milestones', async () => {
    const answer = await ask('青羊区2025年哪些项目9月底前要完成');
    expect(answer.projects).toEqual(qingyang(3));
    expect(textOf(answer)).toContain('9月底');
  });
});

describe('a comparison', () => {
  test('of whole lists tells how many are done, none too', async () => {
    const answer = await ask('2025年青羊区和海曙区哪个完成得快');
    expect(linesOf(answer, 'text')[0]).toMatch(/^成都市青羊区2025年已完成的共\d项。/);
    expect(linesOf(answer, 'text')[1]).toContain('宁波市海曙区2025年已完成的共0项');
  });

  test('of two districts gives both targets and the difference', async () => {
    const answer = await ask('青羊区和双流区的社区食堂目标分别是几处');
    expect(answer.kind).toBe('answer');
    expect(answer.projects).toEqual(['qingyang-2025-04', 'shuangliu-2025-02']);
    expect(textOf(answer)).toMatch(/12处[\s\S]*9处/);
    expect(textOf(answer)).toContain('12 - 9 = 3');
    expect(answer.sources).toHaveLength(2);
  });

  test('of two years of one district sets one against the other', async () => {
    const answer = await ask('青羊区2024年和2025年停车位目标哪年多');
    expect(answer.projects).toEqual(['qingyang-2024-02', 'qingyang-2025-02']);
    expect(textOf(answer)).toContain('1500 - 1200 = 300');
  });

  test('never sets a target against an actual', async () => {
    const answer = await ask('青羊区2025年和海曙区2025年停车位建了多少');
    expect(textOf(answer)).not.toMatch(/相差|较多/);
  });

  test('names who answers for it everywhere', async () => {
    const answer = await ask('各区社区食堂都是哪个部门负责');
    expect([...answer.projects].sort()).toEqual(['qingyang-2025-04', 'shuangliu-2025-02']);
    expect(textOf(answer)).toMatch(/青羊区.*：.*局/);
    expect(textOf(answer)).toMatch(/双流区.*：.*局/);
  });

  test('says where a side has nothing', async () => {
    const answer = await ask('各区社区食堂目标分别是多少');
    expect(answer.projects).toEqual(['qingyang-2025-04', 'shuangliu-2025-02']);
    expect(textOf(answer)).toMatch(/宁波市海曙区.*：没有查到/);
  });
});

describe('a whole list', () => {
  test('is told by its states', async () => {
    const answer = await ask('青羊区2025年民生实事怎么样了');
    expect(answer.kind).toBe('list');
    expect(linesOf(answer, 'text')[0]).toBe('已完成4项，推进中6项，未写明进展1项。');
    expect(answer.projects).toHaveLength(11);
  });

  test.each(['青羊区2025年', '青羊区2025年的事', '青羊区2025年总体情况'])('is meant by %s', async (text) => {
    expect((await ask(text)).projects).toHaveLength(11);
  });

  test('of a plan has no states', async () => {
    const answer = await ask('海曙区民生实事怎么样了');
    expect(textOf(answer)).not.toMatch(/已完成|推进中|未启动/);
    expect(answer.projects).toHaveLength(3);
  });
});

describe('doubts about a list', () => {
  const question = '青羊区2025年的数据有没有前后不一致';

  test('residents are told the counts only', async () => {
    const answer = await ask(question);
    expect(textOf(answer)).toMatch(/12件.*11件/);
    expect(textOf(answer)).not.toMatch(/编号117|少于目标/);
  });

  test('staff are told the findings of the list and of its projects', async () => {
    const text = textOf(await newTalk({ role: 'staff' }).ask(question));
    expect(text.match(/12件/g)).toHaveLength(1);
    expect(text).toContain('编号117与前后不连续');
    expect(text).toContain('8600套少于目标9000套');
  });

  test('there are none to tell in a list that agrees with itself', async () => {
    const answer = await newTalk({ role: 'staff' }).ask('双流区2025年的数据有没有前后不一致');
    expect(textOf(answer)).toContain('没有发现');
  });
});

test.each([
  ['完成率最高的三个和最低的三个', 2],
  ['完成率最高的和最低的', 2],
])('of a short list both ends name a project once: %s', async (text, count) => {
  const { projects, blocks } = await ask(`枣庄市市中区${text}`);
  expect(projects).toHaveLength(count);
  expect(blocks.filter(({ role }) => role === 'item')).toHaveLength(count);
});
