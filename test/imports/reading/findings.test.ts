import { describe, expect, it } from 'vitest';
import { read } from './project.ts';

const doubts = (raw: Parameters<typeof read>[0], allDone = false) =>
  read(raw, { allDone })
    .findings.filter(({ severity }) => severity === 'doubt')
    .map(({ kind }) => kind);

describe('doubts on a project', () => {
  it('flags 100% beside 3 of 4, and leaves both as they are', () => {
    const raw = {
      goal: '建成医养结合机构4家。',
      note: '已完成全年任务。建成医养结合机构3家。',
      rate: '100%',
    };
    expect(doubts(raw)).toEqual(['claimVersusFigures']);
    expect(read(raw)).toMatchObject({ status: 'done', statedRate: 1, pairs: [{ ratio: 0.75 }] });
  });
  it('flags a state of its own column beside the only figure of a unit that falls short', () => {
    const goal = '敷设供水管9公里，为散居农户安装净水器800台。';
    const note = '供水管9公里通水，净水器到户710台。';
    expect(doubts({ goal, note, status: '已完成' })).toEqual(['claimVersusFigures']);
    expect(doubts({ goal, note, status: '推进中' })).toEqual([]);
  });
  it('flags work still going on under a list that is said to be done', () => {
    expect(doubts({ goal: '打造剧场。', note: '剧场已签约，目前正在装修。' }, true)).toEqual([
      'claimVersusFigures',
    ]);
  });
  it('flags a count that reaches its target only with what lies outside of it', () => {
    const raw = { note: '台账任务135个，已接入停车场137个（含台账外3个）。' };
    expect(doubts(raw, true)).toEqual(['claimVersusFigures']);
  });
  it('flags a stated share far from what the figures give', () => {
    const raw = { goal: '新增城镇就业7600人。', note: '新增城镇就业6258人，完成全年任务的50%。' };
    expect(doubts(raw)).toEqual(['statedVersusComputed']);
  });
  it('flags parts that exceed their whole or leave a rest unsaid', () => {
    const parts = (list: string) => doubts({ note: `累计改造小区45个，其中${list}。` });
    expect(parts('东区24个、西区9个、南区11个')).toEqual(['partsVersusTotal']);
    expect(parts('东区30个、西区20个')).toEqual(['partsVersusTotal']);
    expect(parts('东区24个、西区9个、南区12个')).toEqual([]);
    expect(parts('东区5个')).toEqual([]);
  });
  it('says what is unsaid instead of calling it zero', () => {
    const { findings } = read({ note: '累计改造小区45个，其中东区24个、西区9个、南区11个。' });
    expect(findings[0]?.message).toContain('还有1未说明');
  });
  it('keeps quiet where all is well', () => {
    const goal = '新建公园2处，免费体检1000人，失业率低于4.5%。';
    const note = '已完成全年任务。新建公园2处；免费体检1200人，占年计划的120%；失业率3.9%。';
    expect(doubts({ goal, note, rate: '100%' })).toEqual([]);
  });
  it('flags a claim whose own clause counts less, but no promise', () => {
    const goal = '举办活动100场。';
    expect(doubts({ goal, note: '举办活动98场，圆满完成全年任务。' })).toEqual(['claimVersusFigures']);
    expect(doubts({ goal, note: '举办活动98场，确保按时完成全年任务。' })).toEqual([]);
    expect(doubts({ goal, note: '举办活动120场，圆满完成全年任务。' })).toEqual([]);
  });
  it('leaves a share beside exact figures room for rounding only', () => {
    const share = (words: string) =>
      doubts({ goal: '新建学校32所。', note: `建成学校29所，占年计划的${words}。` });
    expect(share('96%')).toEqual(['statedVersusComputed']);
    expect(share('91%')).toEqual([]);
  });
  it('notes a count of three times the target, and doubts neither', () => {
    const { findings } = read({ goal: '开展讲座100场。', note: '开展讲座443场。' });
    expect(findings).toMatchObject([{ kind: 'inconsistentFigures', severity: 'note' }]);
  });
  it('flags plans for a day before the reported period', () => {
    expect(doubts({ note: '正在施工，预计2024年6月完成。' })).toEqual(['inconsistentFigures']);
    expect(doubts({ note: '正在施工，预计2025年12月完成。' })).toEqual([]);
    expect(doubts({ note: '2024年6月开工，正在施工。' })).toEqual([]);
  });
  it('takes new and rebuilt ones for two things, and the stock of a town for none of them', () => {
    const goal = '新建农贸市场3处，提升改造农贸市场5处。';
    expect(doubts({ goal, note: '新建农贸市场2处，提升改造农贸市场5处。' })).toEqual([]);
    expect(
      doubts({ goal: '新建残疾人之家10家。', note: '新建残疾人之家10家，全市残疾人之家达到64家。' }),
    ).toEqual([]);
  });
});
