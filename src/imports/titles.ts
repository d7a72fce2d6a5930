/** What a project is called, where the sheet prints only a task, and figures that stand alone in their cell. */
import { alternatives, measures } from '../text/measures.ts';

/** Longest heading, in characters; a longer first sentence is running text. */
const LONGEST_TITLE = 45;
/** Longest text of a name column that is taken as it stands. */
const LONGEST_NAME = 60;
const OPENING = /^([^。！？\n]{2,60})。(?=\s*\S)/u;
const CAPTION = /^([^。！？；;，,：:\n]{2,30})[：:](?=\s*\S)/u;
const { approximate, atLeast, atMost } = measures;
const LIMIT = `(?:${alternatives([...approximate.before, ...atLeast.before, ...atMost.before])})?`;
const BEHIND = `(?:${alternatives([...atLeast.after, ...atMost.after])})?`;
const NUMBER_CELL = new RegExp(`^${LIMIT}[\\d,，.]+(?:\\.\\d+)?[万亿]?${BEHIND}$`, 'u');
const LIMIT_BEHIND = new RegExp(`${BEHIND}$`, 'u');
const BRACKETED = /[（(]([^（()）]{1,6})[）)]$/u;

/** A task cell as title and goal. The first short sentence is the title; the goal keeps the whole text. */
export function splitTask(
  task: string,
  goal: string,
  isName = false,
): { title: string | null; goal: string } {
  const title =
    openingOf(task) ??
    (isPhrase(task) || (isName && task.length <= LONGEST_NAME)
      ? task.replace(/。$/u, '').replace(/\s*\n\s*/gu, '')
      : null);
  const wholeIsTitle = title !== null && title.length >= task.replace(/[。\n]/gu, '').length;
  const said = wholeIsTitle && !/\d/u.test(task) ? '' : task;
  return { title: title || null, goal: [said, goal].filter(Boolean).join('\n') };
}

/** 开展…行动。 or 残疾人两项补贴： before further text; null when the text opens otherwise. */
export function openingOf(text: string): string | null {
  const opening = OPENING.exec(text)?.[1] ?? CAPTION.exec(text)?.[1];
  return opening && opening.length <= LONGEST_TITLE ? opening.trim() : null;
}

/** A heading rather than a sentence. */
function isPhrase(text: string): boolean {
  return text.length > 0 && text.length <= 30 && !/[。；;：:，,]/u.test(text);
}

/** 人, 个, 万元 …: a cell that holds a unit of measure. */
export function isMeasureCell(text: string): boolean {
  const bare = text.trim().replace(/^[万亿]/u, '');
  const [first = '', ...rest] = bare.split(/[/·]/u);
  return (
    bare === '' ||
    units.has(bare) ||
    (units.has(first) && rest.every((part) => units.has(part) || PER.test(part)))
  );
}

const units = new Set([...measures.units.flat(), '%']);

/**
 * A cell that is only a number, with the unit and the indicator that the sheet prints elsewhere in the row; one that
 * is only a quantity (60处) with the name of what is counted, where the title has no other figure.
 */
export function withMeasure(text: string, title: string, measure: string): string {
  const value = counted(text, title, measure);
  if (value !== text.trim()) return `${withoutMeasure(title)}${value}`;
  const name = withoutMeasure(title).replace(END_QUANTITY, '');
  const named = name.length > 1 && name.length <= LONGEST_SUBJECT && !/\d/u.test(name);
  return named && isQuantityCell(value) ? `${name}${value}` : text;
}

/** Longest name that is put before a quantity. */
const LONGEST_SUBJECT = 20;
const QUANTITY = new RegExp(
  `^${LIMIT}[\\d,，.]+[万亿]?余?(\\p{Script=Han}{1,3}(?:/\\p{Script=Han}){0,2})$`,
  'u',
);
/** 元/月/人 */
const PER = /^[人户月年天日次]$/u;
const END_QUANTITY = /[\d,，.]+[万亿]?余?\p{Script=Han}{1,3}$/u;

const isQuantityCell = (text: string) => measureIn(text) !== '';

/** 1300人 → 人: the unit of a cell that is only a quantity; '' of any other text. */
export function measureIn(text: string): string {
  const unit = QUANTITY.exec(text.trim())?.[1] ?? '';
  return /[^万亿]/u.test(unit) && isMeasureCell(unit) ? unit : '';
}

/** A cell that is only a number, with its unit: 22921 under 城镇新增就业（人） → 22921人, 4.5以内 → 4.5%以内. */
export function counted(text: string, title: string, measure: string): string {
  if (!NUMBER_CELL.test(text.trim())) return text;
  const bracketed = BRACKETED.exec(title)?.[1] ?? '';
  const unit = measure || (isMeasureCell(bracketed) ? bracketed : '');
  const [behind = ''] = LIMIT_BEHIND.exec(text.trim()) ?? [];
  return `${text.trim().slice(0, -behind.length || undefined)}${unit}${behind}`;
}

/** 城镇新增就业（人） → 城镇新增就业. */
export function withoutMeasure(title: string): string {
  return isMeasureCell(BRACKETED.exec(title)?.[1] ?? '-') ? title.replace(BRACKETED, '') : title;
}

/** The text up to its first comma or stop, when that is long enough to be a name. */
export function firstClause(text: string): string | null {
  return /^[^，,；;。：:]{4,60}/u.exec(text)?.[0].trim() ?? null;
}
