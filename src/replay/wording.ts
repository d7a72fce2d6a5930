/** The figures of a replay as an operator reads them. */
import type { AlertCounts } from './alert-counts.ts';
import type { Owed, ReplayFigures } from './figures.ts';

/** Most lines of one list; the rest is counted. */
const MOST_LINES = 10;

/** What kinds and steps of alerts are called. */
export type AlertNames = Readonly<
  Record<'kinds' | 'severities' | 'states', Readonly<Record<string, string>>>
>;

/** What was played. */
export interface PlayedYear {
  year: number;
  /** How many processes were killed. */
  killed: number;
}

/** Several lines, the last one ended. */
export function describeReplay(
  figures: ReplayFigures,
  { year, killed }: PlayedYear,
  names: AlertNames,
): string {
  const { regions, projects, people, documents, pushes, perPersonAndDay: daily } = figures;
  const spread = Object.entries(daily.distribution).map(([count, days]) => `${count}条 ${days}人天`);
  return `${[
    `重放${year}年：${regions}个地区、${projects}个项目、${people}人；上报文件${documents.handedIn}份，其中迟报${documents.late}份`,
    ...(killed > 0 ? [`中途强行终止 ${killed} 次，均从数据库接着运行`] : []),
    `推送：提醒 ${pushes.alert} 条，日报周报 ${pushes.digest} 条`,
    `每人每天：最多 ${daily.max} 条，平均 ${daily.mean.toFixed(2)} 条（只算有推送的日子）${spread.length > 0 ? `；${spread.join('，')}` : ''}`,
    ...alertLines(figures.alertCounts, names),
    ...owedLines('滞后提醒', figures.alerts),
    ...owedLines('日报周报', figures.digests),
    ...listLines('重复', figures.twice),
    ...listLines('时段外推送', figures.outsideHours),
    ...listLines('超过每日上限', figures.overBudget),
  ].join('\n')}\n`;
}

function owedLines(name: string, { due, inTime, late, missed }: Owed): string[] {
  return [
    `${name}：应发 ${due}，及时 ${inTime}，迟发 ${late.length}，漏发 ${missed.length}`,
    ...items('迟', late),
    ...items('漏', missed),
  ];
}

const listLines = (name: string, list: readonly string[]): string[] => [
  `${name}：${list.length}`,
  ...items('·', list),
];

function items(mark: string, list: readonly string[]): string[] {
  const shown = list.slice(0, MOST_LINES).map((line) => `  ${mark} ${line}`);
  const rest = list.length - shown.length;
  return rest > 0 ? [...shown, `  另有 ${rest} 项`] : shown;
}

function alertLines({ told, ended, states, silences }: AlertCounts, names: AlertNames): string[] {
  const listed = (counts: Readonly<Record<string, number>>, words: Readonly<Record<string, string>>) =>
    Object.entries(counts)
      .map(([name, count]) => `${words[name] ?? name} ${count}`)
      .join('，');
  return [
    `提醒按种类和级别（一件事一级算一次）：`,
    ...Object.entries(told).map(
      ([kind, steps]) => `  ${names.kinds[kind] ?? kind}：${listed(steps, names.severities)}`,
    ),
    `告知解除 ${ended} 次；静默 ${silences} 次；年末：${listed(states, names.states)}`,
  ];
}
