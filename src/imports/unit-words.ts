/** Words of units, offices and of who is in charge. */
import { type ColumnRole, headerWords } from './header-words.ts';

const reportingLine = new RegExp(
  `^(?:${headerWords.reporting.join('|')})[:：]\\s*(\\p{Script=Han}{2,24})(?:[（(][^（()）]*[）)])?\\s*$`,
  'u',
);

/** 填报单位：县民政局（盖章） → 县民政局; null when a line does not tell who filed it. */
export const reportingUnit = (line: string): string | null => reportingLine.exec(line.trim())?.[1] ?? null;

const unitEnding = new RegExp(`(?:${headerWords.unit_endings.join('|')})(?:[（(][^）)]*[）)])?$`, 'u');
const chargedBy = new RegExp(`^${headerWords.charged_by}(?=.)`, 'u');
const unitTail = new RegExp(`(?:${headerWords.unit_tails.join('|')})$`, 'u');

/** Reads like the name of one unit: 区民政局, 市中消防救援大队. */
export function looksLikeUnit(text: string): boolean {
  const isName = text.length >= 2 && text.length <= 30 && unitEnding.test(text);
  return isName && !/[。；！？]/u.test(text) && !COUNTED.test(text) && !headerWords.not_units.test(text);
}

/** 提升便民市场6处, 改造学校12所: how many, no name. */
const COUNTED = /[\d０-９.]\s*[余多]?\p{Script=Han}$/u;

/** 区民政局负责 → 区民政局. */
export function withoutTail(unit: string): string {
  const short = unit.replace(unitTail, '');
  return short.length >= 2 ? short.replace(chargedBy, '') : unit;
}

const supportingTail = new RegExp(`(?:${headerWords.supporting_tails.join('|')})$`, 'u');
const leadTail = new RegExp(`(?:${headerWords.lead_tails.join('|')})$`, 'u');

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

const personTitle = new RegExp(`(?:${headerWords.person_titles.join('|')})$`, 'u');

/** An office instead of a name: 各区区长, 相关管委会主任. */
export const isPersonTitle = (text: string): boolean => personTitle.test(text);

const office = headerWords.person_titles.join('|');
const beforeName = new RegExp(`^.*(?:${office})(?=\\p{Script=Han}{2,3}$)`, 'u');
const behindName = new RegExp(`(?<=^\\p{Script=Han}{2,3})(?:常务)?副?[省市区县镇乡]?(?:${office})$`, 'u');

/** 副县长赵大伟, 赵大伟副县长 → 赵大伟. */
export function withoutOffice(text: string): string {
  const bare = text.replace(beforeName, '');
  return bare === text && text.length > 4 ? text.replace(behindName, '') : bare;
}

/** The words put where a sheet names a unit without any. */
export const defaultUnitWord = headerWords.roles.responsibleUnit[0]!;
export const defaultLeadWord = headerWords.roles.leadUnit[0]!;
export const defaultSupportingWord = headerWords.roles.supportingUnit[0]!;
/** The word put before a share of its target. */
export const shareWord = headerWords.share_word;

/** The unit that a text opens with as leading it, and the rest: 市公路局牵头的“…” . */
export function ledBy(text: string): { unit: string; rest: string } | null {
  const match = headerWords.led_by.exec(text);
  return match ? { unit: match[1]!, rest: text.slice(match[0].length) } : null;
}

/** The units that a running text says are in charge: 由县水利局、县财政局负责, 县交通局牵头，各镇配合. */
export const chargedIn = (text: string): { role: ColumnRole; word: string; names: string }[] =>
  CHARGES.flatMap(([role, pattern]) => {
    const names = [...text.matchAll(pattern)]
      .map((match) => match.slice(1).find(Boolean)!)
      .find((found) => found.split('、').every(looksLikeUnit));
    return names ? [{ role, word: headerWords.roles[role][0]!, names }] : [];
  });

const CHARGES = [
  ['leadUnit', headerWords.led_in_text],
  ['responsibleUnit', headerWords.charged],
  ['supportingUnit', headerWords.supported_in_text],
] as const satisfies readonly (readonly [ColumnRole, RegExp])[];
