/** Texts without labels that first tell what was planned and then what came of it: 年初计划…。全年…. */
import { canonicalUnit } from '../text/measures.ts';
import { holdsResult, opensAimed, opensOfYear, opensTold, tellsState } from './line-words.ts';
import { findMentions } from './reading/mentions.ts';
import { similarity } from './reading/similarity.ts';

/** The two sides of a text, and the name before them. */
export interface Sides {
  name: string;
  goal: string;
  note: string;
}

/** What the document reports: `none` for a plan, `part` of a year or all of it. */
export type Reported = 'none' | 'part' | 'year';

/** Up to a stop, or a name with its colon. */
const SENTENCE = /^[^。；\n：:]{2,30}[：:](?!\/)|[^。；\n]+[。；\n]?/gu;
/** The plan stands first, or behind the name. */
const LATEST = 1;
/** Likeness of what a plan and its result count. */
const ALIKE = 0.2;

/**
 * Null where a text does not open with a plan, or nothing behind it tells a result. While the year is not over what is
 * told of all of it (全年…, 年内…) is a plan, also where nothing of it is reported yet.
 */
export function sidesOf(text: string, reported: Reported): Sides | null {
  const sentences = (text.match(SENTENCE) ?? []).map((sentence) => sentence.trim());
  const aim = sentences.findIndex((_, at) => at <= LATEST && isAim(sentences, at, reported));
  if (aim < 0 || sentences.slice(0, aim).some(holdsResult)) return null;
  const behind = sentences.findIndex(
    (sentence, at) =>
      at > aim && (reported === 'none' ? opensTold(sentence, false) : !isAim(sentences, at, reported)),
  );
  const pending = reported === 'part' && opensOfYear(sentences[aim]!);
  return behind < 0 && !pending ? null : cutAt(sentences, aim, behind < 0 ? sentences.length : behind);
}

function cutAt(sentences: readonly string[], aim: number, told: number): Sides {
  const joined = (from: number, to?: number) => sentences.slice(from, to).join('');
  return { name: joined(0, aim), goal: joined(aim, told), note: joined(told) };
}

function isAim(sentences: readonly string[], at: number, reported: Reported): boolean {
  const sentence = sentences[at]!;
  if (reported === 'none') return opensAimed(sentence);
  if (holdsResult(sentence)) return false;
  if (opensAimed(sentence)) return true;
  const behind = sentences.slice(at + 1);
  if (reported === 'part' && (opensOfYear(sentence) || isBareAim(sentence, behind))) return true;
  return isAnswered(sentence, behind);
}

/** 为50万名妇女免费检查。上半年检查21.4万人: a figure with nothing that says it is reached, and then how it stands. */
function isBareAim(sentence: string, [next = '']: readonly string[]): boolean {
  if (findMentions(sentence).length === 0 || opensTold(sentence, true)) return false;
  if (opensTold(next, true)) return !holdsResult(sentence);
  return !tellsState(sentence) && tellsState(next);
}

/** 送戏60场。截至目前送戏42场: a bare sentence, and one behind it that tells how much of the very thing has been done. */
function isAnswered(sentence: string, behind: readonly string[]): boolean {
  const aimed = findMentions(sentence);
  const told = behind.filter(opensSomewhere).flatMap(findMentions);
  return aimed.some((aim) =>
    told.some(
      (done) =>
        canonicalUnit(aim.unit) === canonicalUnit(done.unit) &&
        similarity(aim.indicator, done.indicator) >= ALIKE,
    ),
  );
}

/** Some part of it opens with a result: 受天气影响，目前仅完成3公里. */
const opensSomewhere = (sentence: string) => sentence.split(/[，,]/u).some((part) => opensTold(part, false));
