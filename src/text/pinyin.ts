/** How Chinese sounds, for typos and for Latin names. The only home of pinyin-pro. */
import { pinyin } from 'pinyin-pro';

/** Toneless syllables, one per character; what is no Chinese character stands for itself. */
export const syllables = (text: string): string[] =>
  pinyin(text, { toneType: 'none', type: 'array', v: true });

/** Toneless syllables joined by one space; equal for words that sound alike: 老就小区 and 老旧小区 → `lao jiu xiao qu`. */
export function pinyinKey(text: string): string {
  return syllables(text).join(' ');
}

/** Latin short name: 槐荫 → `huaiyin`. Letters and digits only; empty when the name has none. */
export function pinyinSlug(name: string): string {
  return syllables(name)
    .join('')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
}
