/** Words by which lines of running text are told apart: titles, captions, sections, questions. */
import { headerWords } from './header-words.ts';

/** Says the text that it is about a list of livelihood projects? */
export function namesSubject(text: string): boolean {
  const compact = text.replace(/\s+/g, '');
  return headerWords.subjects.some((word) => compact.includes(word));
}

/** Does the statement say that every project is done? 「确保全部完成」 does not. */
export function saysAllDone(sentence: string): boolean {
  return headerWords.all_done.test(sentence) && !headerWords.not_all_done.test(sentence);
}

/** How many projects a text declares, as printed: 20项民生实事 → 20; null when it declares none. */
export function declaredNumber(text: string): string | null {
  const match = headerWords.declared.exec(text.replace(/\s+/g, ''));
  return match?.slice(1).find(Boolean) ?? null;
}

/** A photo caption or credit. */
export const isCaption = (text: string): boolean => headerWords.captions.test(text);

/** A line after the list: source, editors, notes to the table. */
export const isAfterList = (text: string): boolean => headerWords.after_list.test(text);

/** A line that closes a report: 会议强调. */
export const isClosing = (text: string): boolean => headerWords.closings.test(text);

/** A line that closes a report unless every item has one: 下一步，…. */
export const isClosingAlone = (text: string): boolean => headerWords.closings_alone.test(text);

/** What the numbers of a list may count: 实事之一, 项目一. */
export const countedNouns: readonly string[] = headerWords.counted;

/** Words before the number of an item: 序号：1. */
export const numberWords: readonly string[] = headerWords.roles.number;

/** Does a title or opening say that progress is reported? */
export function announcesProgress(text: string): boolean {
  return headerWords.roles.note.some((word) => word.length > 3 && text.includes(word));
}

/** Does a title say that what has come of a list is told: 上半年盘点? */
export const isRecap = (title: string): boolean => headerWords.recap.test(title);

/** A heading of a report's own structure (总体情况, 下一步打算) instead of a project. */
export const isSection = (heading: string): boolean =>
  (withoutTail(heading) === heading || namesSubject(heading)) &&
  headerWords.sections.some((word) => heading.includes(word));

/** 农贸市场改造项目推进情况 → 农贸市场改造项目. */
export const withoutTail = (heading: string): string => heading.replace(headerWords.progress_tail, '');

/** Does the clause tell what has come of the one before: 已建成700个? */
export const tellsResult = (clause: string): boolean => headerWords.come_of.test(clause.trim());

/** 附件, 附表1: no title. */
export const isAnnexMark = (text: string): boolean => headerWords.annex.test(text);

/** The state that a heading gives to all items below it: 二、正在推进的项目 → 正在推进; '' when none. */
export const groupState = (heading: string, inReport: boolean): string =>
  headerWords.group_states.exec(heading)?.[0] ??
  ((inReport && headerWords.group_states_reported.exec(heading)?.[0]) || '');

/** What a label may say of its period before its own words; source of a pattern. */
export const labelPeriod: string = headerWords.label_period;

/** A section of a report in which nothing is a project: 存在的困难. */
export const isClosingSection = (heading: string): boolean => headerWords.closing_sections.test(heading);

/** A section for what belongs to none of the groups before it: 其他. */
export const isOtherSection = (heading: string): boolean => headerWords.other_sections.test(heading);

/** What a line asks about: 问：长者饭堂建得怎么样了？ → 长者饭堂; null when it is no question. */
export function asked(line: string): string | null {
  if (!headerWords.question_mark.test(line)) return null;
  return line.replace(headerWords.question_mark, '').replace(headerWords.question_tail, '') || null;
}

/** 答：已建成20家。 → 已建成20家。 */
export const withoutAnswerMark = (line: string): string => line.replace(headerWords.answer_mark, '');

/** What a paragraph says that it is about: 就业方面，… → 就业; null when it does not say. */
export const topicOf = (paragraph: string): string | null => headerWords.topic.exec(paragraph)?.[1] ?? null;

/** Opens a sentence with what was planned (年初计划…, 承诺…)? */
export const opensAimed = (sentence: string): boolean => headerWords.aimed.test(sentence);

/** Opens it with what has come of it: 截至…, 实际…; in a report of results also with a time (全年…)? */
export const opensTold = (sentence: string, inReport: boolean): boolean =>
  headerWords.told.test(sentence) || (inReport && headerWords.told_when.test(sentence));

/** Speaks it of all of the year (全年…, 年内…), and not of what has been done? */
export const opensOfYear = (sentence: string): boolean => headerWords.of_year.test(sentence);

/** Says it that something has come of it: 已, 目前, 超额? */
export const holdsResult = (sentence: string): boolean => headerWords.resulting.test(sentence);

/** Says it how the work stands, done or not: 竣工, 仅完成, 才印发, 尚未? */
export const tellsState = (sentence: string): boolean =>
  headerWords.resulting.test(sentence) || headerWords.standing.test(sentence);

/** Does running text tell what has been done? */
export const reportsProgress = (text: string): boolean => headerWords.reported.test(text);
