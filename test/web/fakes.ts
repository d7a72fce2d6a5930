/** A town that does not exist, with an engine that answers by set phrases: one of each kind of answer. */
import type { Answer, Block } from '../../src/domain/answer.ts';
import type { Handle } from '../../src/domain/channel.ts';
import type { Choice, IncomingMessage, OutgoingMessage } from '../../src/domain/message.ts';
import type { Dossier, RegionRecord } from '../../src/domain/records.ts';
import type { WebPorts } from '../../src/web/ports.ts';

export const XSS = '<img src=x onerror="document.title=\'hacked\'"><script>document.title="hacked"</script>';

const REGIONS: RegionRecord[] = [
  region('yunhe', '临川市云河区', ['云河区', '云河'], [2025, 2024]),
  region('baiyang', '临川市白杨县', ['白杨县', '白杨'], [2025]),
];

function region(slug: string, fullName: string, shortNames: string[], years: number[]): RegionRecord {
  return { slug, fullName, shortNames, parentName: '临川市', code: null, years };
}

const TITLES = [
  '老旧小区改造',
  '“两癌”免费检查',
  '城乡公共停车位建设',
  '社区食堂与老年助餐',
  '背街小巷整治',
  XSS,
];

/** A stored project with a pair of figures, a ceiling-free target, a milestone and a doubt. */
export function dossierOf(position: number, slug = 'yunhe', year = 2025): Dossier {
  const name = TITLES[position - 1] ?? `第${position}件民生实事项目`;
  const done = position % 3 === 0;
  return {
    id: `${slug}-${year}-${String(position).padStart(2, '0')}`,
    regionSlug: slug,
    regionName: REGIONS.find((each) => each.slug === slug)!.fullName,
    year,
    position,
    number: String(position),
    name,
    title: name,
    status: done ? 'done' : 'in_progress',
    statusWord: done ? '已完成' : null,
    lagging: null,
    statedRate: done ? 1 : 0.7,
    computedRate: done ? 1 : 0.699,
    units: [
      { name: '区住房和城乡建设局', role: 'lead', word: '牵头单位' },
      { name: '各街道办事处', role: 'supporting', word: '配合单位' },
    ],
    officials: [],
    period: { label: '2025年上半年', start: '2025-01-01', end: '2025-06-30' },
    documentId: 1,
    goal: '全年实施46个老旧小区改造，惠及居民1.2万户；新增公共停车位4600个。\n同步完成雨污分流、管线入地和适老化改造。',
    note: '截至6月底，46个小区已全部开工，其中31个完工；新增公共停车位3216个，完成全年任务的70%。\n预计9月底全部完成竣工验收。',
    reason: '',
    clauses: [],
    figures: [
      figure('target', '新增公共停车位', 4600, '个', '4600个'),
      figure('actual', '新增公共停车位', 3216, '个', '3216个'),
      figure('target', '惠及居民', 12000, '户', '1.2万户'),
      figure('actual', '完工小区', 31, '个', '31个'),
    ],
    pairs: [{ target: 0, actual: 1, ratio: 3216 / 4600, statedRatio: 0.7 }],
    milestones: [{ what: '全部完成竣工验收', due: '2025-09-30', printed: '9月底', clause: 3 }],
    findings: [{ kind: 'partsVersusTotal', severity: 'doubt', message: '分项合计与总数不符', clause: null }],
    documentTitle: '云河区2025年民生实事项目推进情况（上半年）',
  };
}

function figure(kind: 'target' | 'actual', indicator: string, value: number, unit: string, printed: string) {
  const asOf = kind === 'actual' ? '2025-06-30' : null;
  return {
    kind,
    indicator,
    value,
    unit,
    direction: 'atLeast',
    approximation: null,
    asOf,
    clause: 0,
    printed,
  } as const;
}

const SOURCE = { document: '云河区2025年民生实事项目推进情况（上半年）', asOf: '2025-06-30' };

const ANSWERS: Readonly<Record<string, () => OutgoingMessage[]>> = {
  停车位: () =>
    said(
      'answer',
      [
        ['head', '云河区2025年第3项 城乡公共停车位建设 · 推进中 · 70%'],
        ['quote', '截至6月底，新增公共停车位3216个，完成全年任务的70%。'],
        ['note', '按指标折算：3216 ÷ 4600 = 69.9%；文件所载为70%。'],
      ],
      { projects: ['yunhe-2025-03'], sources: [SOURCE], choices: choices('责任单位', '还差多少', '详情') },
    ),
  停车: () =>
    said('clarify', [['text', '您问的是哪个地区的停车项目？']], {
      choices: [
        { label: '云河区', text: '云河区停车位' },
        { label: '白杨县', text: '白杨县停车位' },
      ],
    }),
  有哪些: () =>
    said(
      'list',
      [
        ['head', '云河区2025年民生实事 共 20 项，其中已完成 6 项'],
        ...Array.from({ length: 20 }, (_, index): [Block['role'], string] => [
          'item',
          `${index + 1}. ${TITLES[index % 5]} · 推进中`,
        ]),
      ],
      { sources: [SOURCE, { document: '云河区2025年民生实事项目清单', asOf: null }] },
    ),
  天气: () =>
    said('refuse', [['text', '我只能回答民生实事项目的进展，没有天气信息。现有云河区、白杨县的清单。']], {
      reason: 'out_of_scope',
      choices: choices('云河区2025年有哪些民生实事？'),
    }),
  你好: () => said('smalltalk', [['text', '您好，请问想了解哪件民生实事？']]),
  重复: () => [],
  两条: () => [...said('answer', [['text', '第一条。']]), ...said('answer', [['text', '第二条。']])],
};

function choices(...labels: string[]): Choice[] {
  return labels.map((label) => ({ label, text: label }));
}

function said(
  kind: Answer['kind'],
  lines: readonly [Block['role'], string][],
  more: Partial<Answer> = {},
): OutgoingMessage[] {
  const blocks = lines.map(([role, text]) => ({ role, text, evidence: [] }));
  const answer: Answer = { kind, reason: null, projects: [], blocks, choices: [], sources: [], ...more };
  return [{ text: lines.map(([, text]) => text).join('\n'), choices: answer.choices, answer }];
}

/** Answers by the first phrase the text holds, otherwise repeats the text; 坏 breaks it. */
export function fakeHandle(heard: IncomingMessage[], delayMs = 0): Handle {
  return async (message) => {
    heard.push(message);
    if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs));
    if (message.text.includes('坏')) throw new Error('secret: /srv/minsheng.db broke');
    const phrase = Object.keys(ANSWERS).find((key) => message.text.includes(key));
    return phrase ? ANSWERS[phrase]!() : said('answer', [['text', `您说的是：${message.text}`]]);
  };
}

/** Every port of the pages over the invented town; `failures` collects what visitors only get an apology for. */
export function fakePorts(more: Partial<WebPorts> = {}): WebPorts & { failures: unknown[] } {
  const failures: unknown[] = [];
  return {
    handle: fakeHandle([]),
    suggestions: async () => [
      '云河区停车位建了多少？',
      '云河区2025年有哪些民生实事？',
      '停车项目进展怎么样？',
    ],
    projects: {
      regions: async () => REGIONS,
      list: async (filter) =>
        TITLES.map((_, index) => dossierOf(index + 1, filter.regionSlugs?.[0], filter.years?.[0])),
      dossiers: async (ids) =>
        TITLES.map((_, index) => dossierOf(index + 1)).filter((each) => ids.includes(each.id)),
    },
    ready: async () => ({ ready: true, reason: null }),
    nowMs: () => performance.now(),
    onError: (error) => failures.push(error),
    trustProxy: false,
    failures,
    ...more,
  };
}
