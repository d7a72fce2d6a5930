/** Reports of a made-up year as offices hand them in: when, and word for word in the shapes that they really have. */
import { at, type Calendar } from '../timetable/calendar.ts';
import { createRandom } from './random.ts';
import type { MadeList, MadeProject, World } from './truth.ts';

/** One report as it is handed in. */
export interface MadeDocument {
  /** Place of its list among those of the world. */
  list: number;
  /** 1–12 */
  month: number;
  /** Last day of the month. */
  asOf: string;
  /** The instant at which it is handed in. */
  handedIn: string;
  fate: 'onTime' | 'late';
  name: string;
  bytes: Uint8Array;
}

/** Reports are due so many days after the month; late ones come so much later. */
const DUE_DAY = 5;
const LATE_DAY = 17;

/** Every report that is handed in, in the order of their coming. One in eight is late, one in twelve never comes. */
export function createDocuments(world: World, calendar: Calendar): MadeDocument[] {
  const random = createRandom(world.size.seed + 1);
  const documents: MadeDocument[] = [];
  for (let month = 1; month <= 12; month++) {
    for (const [list, made] of world.lists.entries()) {
      const [missing, late] = [random.chance(1 / 12), random.chance(1 / 8)];
      if (missing && month > 1) continue;
      const day = `${monthAfter(world.size.year, month)}-${String(late ? LATE_DAY : DUE_DAY).padStart(2, '0')}`;
      const time = `${String(9 + random.between(0, 7)).padStart(2, '0')}:${random.between(10, 59)}`;
      const handedIn = at(calendar.isWorkday(day) ? day : calendar.nextWorkday(day), time);
      const fate = late ? 'late' : 'onTime';
      documents.push({ list, month, handedIn, fate, ...written(made, world.size.year, month) });
    }
  }
  return documents.sort((one, other) => (one.handedIn < other.handedIn ? -1 : 1));
}

function monthAfter(year: number, month: number): string {
  return month === 12 ? `${year + 1}-01` : `${year}-${String(month + 1).padStart(2, '0')}`;
}

/** The last day of a month. */
export function monthEnd(year: number, month: number): string {
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}

function written(list: MadeList, year: number, month: number) {
  const heading = `${list.fullName}${year}年民生实事项目进展情况（1-${month}月）`;
  const { extension, text } = LAYOUTS[list.layout](list.projects, { heading, month });
  return {
    asOf: monthEnd(year, month),
    name: `${heading}.${extension}`,
    bytes: new TextEncoder().encode(text),
  };
}

type Layout = (
  projects: readonly MadeProject[],
  said: { heading: string; month: number },
) => { extension: string; text: string };

const LAYOUTS = {
  table: (projects, { heading, month }) => ({
    extension: 'csv',
    text: `${heading}\n序号,项目名称,目标任务,责任单位,分管领导,进展情况,完成率\n${projects
      .map((project) =>
        [
          project.number,
          project.title,
          goalOf(project, month),
          project.bureau,
          project.official,
          noteOf(project, month),
          `${project.months[month - 1]!.statedPercent}%`,
        ].join(','),
      )
      .join('\n')}\n`,
  }),
  prose: (projects, { heading, month }) => ({
    extension: 'txt',
    text: `${heading}\n\n${projects
      .map(
        (project) => `${chineseNumber(project.number)}、${project.title}（${project.bureau}负责）

（一）工作目标。${goalOf(project, month)}
（二）完成情况。目前已完成年度计划的${project.months[month - 1]!.statedPercent}%。${noteOf(project, month)}
`,
      )
      .join('\n')}`,
  }),
  pasted: (projects, { heading, month }) => ({
    extension: 'txt',
    text: `${heading}\n\n${[
      ['序号', '项目名称', '目标任务', '责任单位', '分管领导', '工作进展', '完成率'],
      ...projects.map((project) => [
        String(project.number),
        project.title,
        goalOf(project, month),
        project.bureau,
        project.official,
        noteOf(project, month),
        `${project.months[month - 1]!.statedPercent}%`,
      ]),
    ]
      .map((cells) => cells.map((cell) => `\t${cell}`).join('\n'))
      .join('\n\n')}\n`,
  }),
} as const satisfies Record<MadeList['layout'], Layout>;

function goalOf({ theme, months }: MadeProject, month: number): string {
  return `全年${theme.counted}${months[month - 1]!.target}${theme.unit}。`;
}

function noteOf({ theme, months, cause }: MadeProject, month: number): string {
  const { target, actual } = months[month - 1]!;
  if (actual === 0) return `前期手续正在办理，${cause}。`;
  const counted = theme.counted.replace(/^完成/, '');
  const told = `截至${month}月底，累计${counted}${actual}${theme.unit}。`;
  return actual / target < month / 12 - 0.1 ? `${told}${cause}。` : told;
}

const DIGITS = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/** 1–99 as lists number their entries. */
function chineseNumber(value: number): string {
  const [tens, ones] = [Math.floor(value / 10), value % 10];
  return `${tens > 1 ? DIGITS[tens] : ''}${tens > 0 ? '十' : ''}${DIGITS[ones]}`;
}
