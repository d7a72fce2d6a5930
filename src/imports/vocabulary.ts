/** What the headers and labels of a list stand for. */
import { type ColumnRole, type HeaderMatch, headerWords, ROLES } from './header-words.ts';

const known: readonly (readonly [string, ColumnRole])[] = ROLES.flatMap((role) =>
  headerWords.roles[role].map((word) => [plain(word), role] as const),
).sort(([a], [b]) => b.length - a.length);
const exact = new Map(known);
const weak = new Set(headerWords.weak.map(plain));
const wordsOf = (lists: Partial<Record<ColumnRole, readonly string[]>>) =>
  new Map(ROLES.flatMap((role) => (lists[role] ?? []).map((word) => [plain(word), role] as const)));
const wholeCells = wordsOf(headerWords.column_words);
const labelWords = wordsOf(headerWords.label_words);

/** A known word behind a time is nearly as sure as the word alone. */
const DATED = 0.97;
/** What the first words of an unknown header say is a little less sure. */
const FIRST_WORDS = 0.9;
/** A header of a share of what is aimed at. */
const SHARE = { role: 'rate', score: DATED, weak: false } as const;
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
  if (role) return { role, word: oneLine(header), score: 1, weak: true, also: [] };
  const match = classify(header);
  if (match && match.score > FIRST_WORDS) return match;
  const told = roleByFirstWords(headerText(header));
  return told ? { role: told, word: oneLine(header), score: FIRST_WORDS, weak: true, also: [] } : match;
}

/** 年度应补助 is what is to be reached, 累计已发放 what has been. */
function roleByFirstWords(text: string): ColumnRole | null {
  if (headerWords.due_heads.test(text)) return 'goal';
  return headerWords.done_heads.test(text) ? 'note' : null;
}

function classify(header: string): HeaderMatch | null {
  const text = headerText(header);
  if (text === '' || text.length > LONGEST_HEADER) return null;
  const whole = headerWords.shares.test(plain(header)) ? SHARE : matchOf(text);
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
  if (headerWords.shares.test(text)) return SHARE;
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
  const whole = exact.get(text.replace(headerWords.year_heads, ''));
  if (whole) return whole;
  const part = exact.get(text.replace(headerWords.part_heads, ''));
  if (part === 'goal' || part === 'task') return 'plan';
  return part && OF_A_PART.includes(part) ? part : null;
}

/** The role of a word that stands as a label before a text: the very words, or little more, count. */
export function classifyLabel(label: string): HeaderMatch | null {
  const whole = classify(label);
  if (whole?.score === 1 && !whole.weak) return whole;
  const role = labelWords.get(plain(label));
  if (role) return { role, word: oneLine(label), score: 1, weak: true, also: [] };
  if (whole && isSure(whole)) return whole;
  const match = classify(label.replace(/^[\d一二三四五六七八九十（()）、.．]+/u, ''));
  return match && isSure(match) ? match : null;
}

const isSure = ({ score, weak }: HeaderMatch): boolean => score === 1 || (score > 0.7 && !weak);

/** 指标, 考核指标: a header of what is counted, beside one that names the project. */
export const isIndicatorHeader = (header: string): boolean =>
  headerWords.indicators.includes(headerText(header));

/** 数量, 内容 below another header: more of that header. */
export const inheritsRole = (header: string): boolean => headerWords.inherits.includes(headerText(header));

/** 上月完成, 去年同期: a header of an earlier time than the one reported. */
export const isEarlier = (header: string): boolean => headerWords.earlier.test(header);

/** 泸水市, 经开区, 全州: a header that is an area. */
export const isArea = (header: string): boolean =>
  isWholeArea(header) || headerWords.areas.test(plain(header));

/** 审核人：, 填表人: a row to sign at the end of a form. */
export const isFormRow = (text: string): boolean =>
  headerWords.form_rows.test(text.normalize('NFKC').replace(/\s+/gu, ''));

/** /, —, 无: a cell that says that there is nothing to say. */
export const isBlankMark = (text: string): boolean => headerWords.blank_cells.test(text);

/** A row that sums up or comments on others. */
export const isTotalRow = (text: string): boolean => headerWords.total_rows.test(text);

/** 全市, 合计: the row or column that stands for all areas. */
export const isWholeArea = (text: string): boolean =>
  headerWords.whole_area.includes(text.replace(/\s+/gu, ''));

/** What is put before the values of single areas. */
export const byAreaWord = headerWords.by_area;
