/** What staff read about doubts on one project: one Chinese sentence each, saying what to check. */
import type { Figure } from '../../domain/project.ts';

/** Name of a share told beside a figure. */
export const SHARE = '文中写的比例';
/** Name of a rate told of the whole project. */
export const RATE = '完成率';

const percent = (ratio: number) => `${Number((ratio * 100).toFixed(1))}%`;
const named = ({ indicator }: Figure) => (indicator === '' ? '该指标' : `“${indicator}”`);

/** Told as done, but the figure is below its target. */
export function underTarget(goal: Figure, done: Figure): string {
  return `写的是已完成，但${named(goal)}目标为${goal.printed}，进展只有${done.printed}，请核对。`;
}

/** Told as done, but the note speaks of work still going on; `words` are its own. */
export function openWork(words: string): string {
  return `写的是已完成，但进展里还有“${words}”，请核对是否全部完成。`;
}

/** Reaches its target only with what lies outside of it. */
export function outsideScope(goal: Figure, done: Figure, outside: number): string {
  const inside = Number((done.value - outside).toPrecision(12));
  return `${named(goal)}完成${done.printed}，其中目标范围外${outside}，范围内为${inside}，少于目标${goal.printed}，请核对。`;
}

/** A stated share or rate far from what the figures give. Both are fractions; `name` says which was stated. */
export function apart(
  goal: Figure,
  done: Figure,
  { ratio, stated, name }: { ratio: number; stated: number; name: string },
): string {
  return `${named(goal)}按${done.printed}与目标${goal.printed}折算为${percent(ratio)}，${name}为${percent(stated)}，相差较大，请核对。`;
}

/** One clause counts the same thing twice. */
export function toldTwice(first: Figure, second: Figure, goal: Figure): string {
  return `同一句里${named(first)}写了${first.printed}，又写${second.printed}，目标为${goal.printed}，请核对。`;
}

/** The note names another target than the goal. */
export function changedTarget(goal: Figure, inNote: Figure): string {
  return `目标里${named(goal)}为${goal.printed}，进展里的目标写${inNote.printed}，请核对是否调整过。`;
}

/** Target and actual are counted in units that are alike but not the same. */
export function unitsApart(goal: Figure, done: Figure): string {
  return `${named(goal)}目标以“${goal.unit}”计，进展以“${done.unit}”计。`;
}

/** Parts do not make up their whole; `rest` is what they lack, negative when they exceed it. */
export function parts(whole: Figure, told: readonly Figure[], rest: number): string {
  const list = told.map(({ printed }) => printed).join('、');
  const gap = rest > 0 ? `还有${rest}未说明` : '分项之和超过合计';
  return `合计${whole.printed}，分项为${list}，${gap}，请核对。`;
}

/** A count many times its target; `times` is how many. */
export function farOver(goal: Figure, done: Figure, times: number): string {
  return `${named(goal)}进展${done.printed}是目标${goal.printed}的${Number(times.toFixed(1))}倍，请核对单位和口径。`;
}

/** A plan for a day long gone; `printed` is the day as the text has it. */
export function pastPlan(printed: string): string {
  return `写的是计划、预计在“${printed}”，早于本期开始，请核对日期。`;
}

/** Longest part of a clause that is quoted, in characters. */
const QUOTED = 24;
const quoted = (text: string) => `“${text.length > QUOTED ? `${text.slice(0, QUOTED)}…` : text}”`;

/** Characters read in the wrong encoding. */
export function mojibake(clause: string, wrong: string): string {
  return `${quoted(clause)}里的“${wrong}”是乱码，请对照原文核对。`;
}

/** A number in two pieces; `pieces` as printed. */
export function torn(clause: string, pieces: string): string {
  return `${quoted(clause)}里的数字“${pieces}”断成了两截，没有当作一个数读，请核对。`;
}

/** A unit that counts nothing. */
export function numberless(clause: string, words: string): string {
  return `${quoted(clause)}里的“${words}”没有写数字，请核对并补上。`;
}

/** Words or signs told twice. */
export function twice(clause: string, words: string): string {
  return `${quoted(clause)}里的“${words}”重复，请核对是否多字或漏字。`;
}

/** A bracket that nothing closes. */
export function unclosed(clause: string, bracket: string): string {
  return `${quoted(clause)}里的“${bracket}”没有另一半，请核对后面是否漏字。`;
}

/** A text that begins in the middle. */
export function headless(clause: string): string {
  return `${quoted(clause)}前面像是缺了字，请对照原文核对。`;
}

/** A text that breaks off. */
export function cut(clause: string): string {
  const end = clause.length > QUOTED ? `…${clause.slice(-QUOTED)}` : clause;
  return `“${end}”没有写完，请对照原文核对后面缺了什么。`;
}
