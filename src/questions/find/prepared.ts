/** A dossier's texts as questions are matched in them, put together once for each dossier in memory. */
import type { Dossier } from '../../domain/records.ts';
import { normaliseText } from '../../text/normalise.ts';

export interface Prepared {
  /** The printed title, '' where the list prints none. */
  name: string;
  goal: string;
  note: string;
  /** All of it. */
  whole: string;
  /** The parts without what only says where: 布设在老旧小区等处, 学校周边. */
  things: { name: string; goal: string; note: string };
}

/** 布设在…, 位于…, 在…周边, …沿线 */
const WHERE =
  /(?:布设|布局|分布|设置|安装|安排|坐落|位)[在于][^，。；：\n]*|在[^，。；：\n]{1,25}?(?:内|里|旁|周边|附近|沿线|门口|一带|两侧|周围)|\p{Script=Han}{1,6}?的?(?:周边|附近|沿线|门口|一带|周围)/gu;

const prepared = new WeakMap<Dossier, Prepared>();

export function prepare(dossier: Dossier): Prepared {
  const known = prepared.get(dossier);
  if (known !== undefined) return known;
  const textOf = (parts: readonly string[]) =>
    dossier.clauses.flatMap(({ part, plain }) => (parts.includes(part) ? [plain] : [])).join('\n');
  const name = dossier.title === null ? '' : normaliseText(dossier.title).toLowerCase();
  const goal = textOf(['title', 'goal']);
  const note = textOf(['note', 'reason']);
  const thing = (text: string) => text.replace(WHERE, '，');
  const things = { name: thing(name), goal: thing(goal), note: thing(note) };
  const made: Prepared = { name, goal, note, whole: [name, goal, note].join('\n'), things };
  prepared.set(dossier, made);
  return made;
}
