/** Marks before a line that are no part of its text: bullets, pictures, boxed digits. */
import { splitLabels } from './labels.ts';
import { isNumbered } from './ordinals.ts';

const KEYCAP = /^(\d)\ufe0f?\u20e3\s*/u;
const PICTURES =
  /^(?:(?![\d#*©®■▲▼◆●▌▶►◇□△])\p{Extended_Pictographic}(?:\ufe0f|\u200d|\p{Emoji_Modifier})*\s*)+/u;
const BULLET = /^[■◆◇□●○◎▌►▶➤➢→★☆※√✓•·▪◼◾\-–—*]+\s*/u;

/** 📌 01 新建学校 → 01 新建学校, 1️⃣ → 1、, ● 目标：… → 目标：…. A bullet before other words stays: it may open a caption. */
export function withoutMarks(line: string): string {
  const bare = line.replace(PICTURES, '').replace(KEYCAP, '$1、');
  const behind = bare.replace(BULLET, '');
  if (behind === bare || behind === '') return bare;
  return isNumbered(behind) || splitLabels(behind)[0]?.label ? behind : bare;
}

/** ● 已铺设3公里 → 已铺设3公里. */
export const withoutBullet = (line: string): string => line.replace(BULLET, '') || line;

/** Marks that open nothing but captions of pictures. */
const CAPTIONS = '▲△';
const MARK = new RegExp(`^(?:${PICTURES.source.slice(1)}|${BULLET.source.slice(1)})`, 'u');

/** The mark before a line's first word with the blanks behind it, '' for none: ☑, ◆, 🌳. */
export function markOf(line: string): string {
  const mark = MARK.exec(line)?.[0] ?? '';
  return CAPTIONS.includes(mark.trim()[0] ?? '') ? '' : mark;
}
