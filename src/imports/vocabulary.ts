/** Words of headers and labels and what they stand for; read from `intents/lexicon/headers.yaml`. */
import { z } from 'zod';
import { readDataFile } from '../text/data-file.ts';

const ROLES = [
  'number',
  'category',
  'title',
  'task',
  'goal',
  'plan',
  'note',
  'rate',
  'plannedRate',
  'status',
  'done',
  'behind',
  'reason',
  'nextSteps',
  'leadUnit',
  'responsibleUnit',
  'supportingUnit',
  'leadOfficial',
  'officialInCharge',
  'contact',
  'deadline',
  'measure',
  'area',
  'remark',
  'ignored',
] as const; // prettier-ignore

/** What a column or a labelled text holds. `task` is a title or a goal, as the other columns decide. */
export type ColumnRole = (typeof ROLES)[number];

/** A header word understood. */
export interface HeaderMatch {
  role: ColumnRole;
  /** The header as printed, without line breaks: the sheet's own word. */
  word: string;
  /** 1 for the very word, less where it only ends in or contains a known one. */
  score: number;
  /** The known word is too general to be evidence. */
  weak: boolean;
  /** Further roles named in the same header: 牵头单位及主要负责人 → contact. */
  also: ColumnRole[];
}

const words = z.array(z.string().min(1)).min(1);
const everywhere = z.string().transform((source) => new RegExp(source, 'gu'));
const patterns = words.transform((list) => new RegExp(list.map((source) => `(?:${source})`).join('|'), 'u'));
const pattern = z.string().transform((source) => new RegExp(source, 'u'));
const Headers = z.strictObject({
  roles: z.record(z.enum(ROLES), words),
  column_words: z.partialRecord(z.enum(ROLES), words),
  label_words: z.partialRecord(z.enum(ROLES), words),
  aimed: pattern,
  told: pattern,
  told_when: pattern,
  inherits: words,
  shares: pattern,
  share_word: z.string().min(1),
  indicators: words,
  earlier: pattern,
  areas: pattern,
  reporting: words,
  form_rows: pattern,
  weak: words,
  subjects: words,
  year_heads: z.string().transform((source) => new RegExp(source, 'u')),
  part_heads: z.string().transform((source) => new RegExp(source, 'u')),
  unit_endings: words,
  unit_tails: words,
  supporting_tails: words,
  lead_tails: words,
  person_titles: words,
  all_done: patterns,
  not_all_done: patterns,
  declared: patterns,
  captions: patterns,
  after_list: patterns,
  closings: patterns,
  closings_alone: patterns,
  counted: words,
  total_rows: patterns,
  sections: words,
  question_mark: pattern,
  question_tail: pattern,
  answer_mark: pattern,
  topic: pattern,
  reported: patterns,
  whole_area: words,
  annex: patterns,
  group_states: pattern,
  by_area: z.string().min(1),
  charged_by: z.string().min(1),
  charged: everywhere,
  led_in_text: everywhere,
  supported_in_text: everywhere,
  label_period: z.string(),
  closing_sections: pattern,
  led_by: pattern,
});

const data = readDataFile('lexicon/headers.yaml', Headers);
const known: readonly (readonly [string, ColumnRole])[] = ROLES.flatMap((role) =>
  data.roles[role].map((word) => [plain(word), role] as const),
).sort(([a], [b]) => b.length - a.length);
const exact = new Map(known);
const weak = new Set(data.weak.map(plain));
const wordsOf = (lists: Partial<Record<ColumnRole, readonly string[]>>) =>
  new Map(ROLES.flatMap((role) => (lists[role] ?? []).map((word) => [plain(word), role] as const)));
const wholeCells = wordsOf(data.column_words);
const labelWords = wordsOf(data.label_words);

/** A known word behind a time is nearly as sure as the word alone. */
const DATED = 0.97;
/** What a report of part of a year tells. */
const OF_A_PART: readonly ColumnRole[] = ['note', 'rate', 'plannedRate', 'status', 'reason', 'nextSteps'];

/** Texts longer than this are no headers. */
const LONGEST_HEADER = 24;

/** A header as it is compared: half-width, without spaces, line breaks and closing brackets (（%）, （截至6月底）). */
export function headerText(header: string): string {
  return plain(header.replace(/[（(][^（()）]*[）)]\s*$/u, (bracket, at: number) => (at > 0 ? '' : bracket)));
}

function plain(text: string): string {
  return text.normalize('NFKC').replace(/[\s:：*＊]+/g, '');
}

/** The role of a header, null when it is none that is known. */
export function classifyHeader(header: string): HeaderMatch | null {
  const role = wholeCells.get(headerText(header)) ?? wholeCells.get(plain(header));
  return role ? { role, word: oneLine(header), score: 1, weak: true, also: [] } : classify(header);
}

function classify(header: string): HeaderMatch | null {
  const text = headerText(header);
  if (text === '' || text.length > LONGEST_HEADER) return null;
  const whole = matchOf(text);
  const parts = text.split(/[、及和与/]/u).filter(Boolean);
  const first = whole?.score === 1 || parts.length < 2 ? whole : (matchOf(parts[0]!) ?? whole);
  if (!first) return null;
  const also = [...parts.slice(1), bracketed(header)].flatMap((part) => matchOf(part)?.role ?? []);
  const word = oneLine(header);
  const role = first.role === 'note' && /[%％]/u.test(header) ? 'rate' : first.role;
  return { ...first, role, word, also: also.filter((role) => role !== first.role) };
}

const oneLine = (text: string) => text.replace(/\s+/g, '');

/** 责任单位（责任人） → 责任人. */
const bracketed = (header: string) => plain(/[（(]([^（()）]*)[）)]\s*$/u.exec(header)?.[1] ?? '');

function matchOf(text: string): Pick<HeaderMatch, 'role' | 'score' | 'weak'> | null {
  const role = exact.get(text);
  if (role) return { role, score: 1, weak: weak.has(text) };
  if (data.shares.test(text)) return { role: 'rate', score: DATED, weak: false };
  const dated = datedRole(text);
  if (dated) return { role: dated, score: DATED, weak: false };
  const end = known.find(([word]) => word.length > 1 && text.endsWith(word));
  const inner = known.find(([word]) => word.length > 1 && text.includes(word));
  const best = end && (!inner || inner[0].length - end[0].length < 3) ? end : inner;
  if (!best) return null;
  const share = best[0].length / text.length;
  const score = best === end ? 0.4 + 0.55 * share : 0.2 + 0.55 * share;
  return { role: best[1], score, weak: weak.has(best[0]) };
}

/** What is told of a year or a part of it: 年初目标, 三季度进展; a goal of a part of the year is a step of the plan. */
function datedRole(text: string): ColumnRole | null {
  const whole = exact.get(text.replace(data.year_heads, ''));
  if (whole) return whole;
  const part = exact.get(text.replace(data.part_heads, ''));
  if (part === 'goal' || part === 'task') return 'plan';
  return part && OF_A_PART.includes(part) ? part : null;
}

/** The role of a word that stands as a label before a text: the very words, or little more, count. */
export function classifyLabel(label: string): HeaderMatch | null {
  const role = labelWords.get(plain(label));
  if (role) return { role, word: oneLine(label), score: 1, weak: true, also: [] };
  const whole = classify(label);
  if (whole && isSure(whole)) return whole;
  const match = classify(label.replace(/^[\d一二三四五六七八九十（()）、.．]+/u, ''));
  return match && isSure(match) ? match : null;
}

const isSure = ({ score, weak }: HeaderMatch): boolean => score === 1 || (score > 0.7 && !weak);

/** 指标, 考核指标: a header of what is counted, beside one that names the project. */
export const isIndicatorHeader = (header: string): boolean => data.indicators.includes(headerText(header));

/** 数量, 内容 below another header: more of that header. */
export const inheritsRole = (header: string): boolean => data.inherits.includes(headerText(header));

/** 上月完成, 去年同期: a header of an earlier time than the one reported. */
export const isEarlier = (header: string): boolean => data.earlier.test(header);

/** 泸水市, 经开区, 全州: a header that is an area. */
export const isArea = (header: string): boolean => isWholeArea(header) || data.areas.test(plain(header));

/** 审核人：, 填表人: a row to sign at the end of a form. */
export const isFormRow = (text: string): boolean =>
  data.form_rows.test(text.normalize('NFKC').replace(/\s+/gu, ''));

const reportingLine = new RegExp(
  `^(?:${data.reporting.join('|')})[:：]\\s*(\\p{Script=Han}{2,24})(?:[（(][^（()）]*[）)])?\\s*$`,
  'u',
);

/** 填报单位：县民政局（盖章） → 县民政局; null when a line does not tell who filed it. */
export const reportingUnit = (line: string): string | null => reportingLine.exec(line.trim())?.[1] ?? null;

/** Says the text that it is about a list of livelihood projects? */
export function namesSubject(text: string): boolean {
  const compact = text.replace(/\s+/g, '');
  return data.subjects.some((word) => compact.includes(word));
}

const unitEnding = new RegExp(`(?:${data.unit_endings.join('|')})(?:[（(][^）)]*[）)])?$`, 'u');
const chargedBy = new RegExp(`^${data.charged_by}(?=.)`, 'u');
const unitTail = new RegExp(`(?:${data.unit_tails.join('|')})$`, 'u');

/** Reads like the name of one unit: 区民政局, 市中消防救援大队. */
export function looksLikeUnit(text: string): boolean {
  return text.length >= 2 && text.length <= 30 && unitEnding.test(text) && !/[。；！？]/u.test(text);
}

/** 区民政局负责 → 区民政局. */
export function withoutTail(unit: string): string {
  const short = unit.replace(unitTail, '');
  return short.length >= 2 ? short.replace(chargedBy, '') : unit;
}

const supportingTail = new RegExp(`(?:${data.supporting_tails.join('|')})$`, 'u');
const leadTail = new RegExp(`(?:${data.lead_tails.join('|')})$`, 'u');

/** 国网某县供电公司配合 → 国网某县供电公司; null when the text says no such thing of a unit. */
export function supportingUnitIn(text: string): string | null {
  const unit = text.replace(supportingTail, '');
  return unit !== text && looksLikeUnit(unit) ? unit : null;
}

/** 县教育局牵头 → 县教育局; null when the text says no such thing of a unit. */
export function leadingUnitIn(text: string): string | null {
  const unit = text.replace(leadTail, '');
  return unit !== text && looksLikeUnit(unit) ? unit : null;
}

const personTitle = new RegExp(`(?:${data.person_titles.join('|')})$`, 'u');

/** An office instead of a name: 各区区长, 相关管委会主任. */
export const isPersonTitle = (text: string): boolean => personTitle.test(text);

const office = data.person_titles.join('|');
const beforeName = new RegExp(`^.*(?:${office})(?=\\p{Script=Han}{2,3}$)`, 'u');
const behindName = new RegExp(`(?<=^\\p{Script=Han}{2,3})(?:常务)?副?[省市区县镇乡]?(?:${office})$`, 'u');

/** 副县长赵大伟, 赵大伟副县长 → 赵大伟. */
export function withoutOffice(text: string): string {
  const bare = text.replace(beforeName, '');
  return bare === text && text.length > 4 ? text.replace(behindName, '') : bare;
}

/** Does the statement say that every project is done? 「确保全部完成」 does not. */
export function saysAllDone(sentence: string): boolean {
  return data.all_done.test(sentence) && !data.not_all_done.test(sentence);
}

/** How many projects a text declares, as printed: 20项民生实事 → 20; null when it declares none. */
export function declaredNumber(text: string): string | null {
  const match = data.declared.exec(text.replace(/\s+/g, ''));
  return match?.slice(1).find(Boolean) ?? null;
}

/** A photo caption or credit. */
export const isCaption = (text: string): boolean => data.captions.test(text);

/** A line after the list: source, editors, notes to the table. */
export const isAfterList = (text: string): boolean => data.after_list.test(text);

/** A line that closes a report: 会议强调. */
export const isClosing = (text: string): boolean => data.closings.test(text);

/** A line that closes a report unless every item has one: 下一步，…. */
export const isClosingAlone = (text: string): boolean => data.closings_alone.test(text);

/** What the numbers of a list may count: 实事之一, 项目一. */
export const countedNouns: readonly string[] = data.counted;

/** Words before the number of an item: 序号：1. */
export const numberWords: readonly string[] = data.roles.number;

/** A row that sums up or comments on others. */
export const isTotalRow = (text: string): boolean => data.total_rows.test(text);

/** The words put where a sheet names a unit without any. */
export const defaultUnitWord = data.roles.responsibleUnit[0]!;
export const defaultLeadWord = data.roles.leadUnit[0]!;
export const defaultSupportingWord = data.roles.supportingUnit[0]!;
/** The word put before a share of its target. */
export const shareWord = data.share_word;

/** Does a title or opening say that progress is reported? */
export function announcesProgress(text: string): boolean {
  return data.roles.note.some((word) => word.length > 3 && text.includes(word));
}

/** A heading of a report's own structure (总体情况, 下一步打算) instead of a project. */
export const isSection = (heading: string): boolean => data.sections.some((word) => heading.includes(word));

/** The unit that a text opens with as leading it, and the rest: 市公路局牵头的“…” . */
export function ledBy(text: string): { unit: string; rest: string } | null {
  const match = data.led_by.exec(text);
  return match ? { unit: match[1]!, rest: text.slice(match[0].length) } : null;
}

/** 附件, 附表1: no title. */
export const isAnnexMark = (text: string): boolean => data.annex.test(text);

/** 全市, 合计: the row or column that stands for all areas. */
export const isWholeArea = (text: string): boolean => data.whole_area.includes(text.replace(/\s+/gu, ''));

/** What is put before the values of single areas. */
export const byAreaWord = data.by_area;

/** The state that a heading gives to all items below it: 二、正在推进的项目 → 正在推进; '' when none. */
export const groupState = (heading: string): string => data.group_states.exec(heading)?.[0] ?? '';

/** The units that a running text says are in charge: 由县水利局、县财政局负责, 县交通局牵头，各镇配合. */
export const chargedIn = (text: string): { role: ColumnRole; word: string; names: string }[] =>
  CHARGES.flatMap(([role, pattern]) => {
    const names = [...text.matchAll(pattern)]
      .map((match) => match.slice(1).find(Boolean)!)
      .find((found) => found.split('、').every(looksLikeUnit));
    return names ? [{ role, word: data.roles[role][0]!, names }] : [];
  });

const CHARGES = [
  ['leadUnit', data.led_in_text],
  ['responsibleUnit', data.charged],
  ['supportingUnit', data.supported_in_text],
] as const satisfies readonly (readonly [ColumnRole, RegExp])[];

/** What a label may say of its period before its own words; source of a pattern. */
export const labelPeriod: string = data.label_period;

/** A section of a report in which nothing is a project: 存在的困难. */
export const isClosingSection = (heading: string): boolean => data.closing_sections.test(heading);

/** What a line asks about: 问：长者饭堂建得怎么样了？ → 长者饭堂; null when it is no question. */
export function asked(line: string): string | null {
  if (!data.question_mark.test(line)) return null;
  return line.replace(data.question_mark, '').replace(data.question_tail, '') || null;
}

/** 答：已建成20家。 → 已建成20家。 */
export const withoutAnswerMark = (line: string): string => line.replace(data.answer_mark, '');

/** What a paragraph says that it is about: 就业方面，… → 就业; null when it does not say. */
export const topicOf = (paragraph: string): string | null => data.topic.exec(paragraph)?.[1] ?? null;

/** Opens a sentence with what was planned (年初计划…, 承诺…)? */
export const opensAimed = (sentence: string): boolean => data.aimed.test(sentence);

/** Opens it with what has come of it: 截至…, 实际…; in a report of results also with a time (全年…)? */
export const opensTold = (sentence: string, inReport: boolean): boolean =>
  data.told.test(sentence) || (inReport && data.told_when.test(sentence));

/** Does running text tell what has been done? */
export const reportsProgress = (text: string): boolean => data.reported.test(text);
