/** Names of files as strangers give them, made fit to be shown and kept. */

/** Characters that are kept of a name; systems allow no longer ones either. */
const LONGEST = 120;

const NAMELESS = '未命名文件';

/** Separators of paths of any system: what stands before the last is no name. */
const FOLDERS = /^.*[\\/]/su;
/** Controls, and marks that turn the direction of writing and so hide an extension. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** The name alone, without folders and unseen characters; a long one is cut before its extension. */
export function shownName(name: string): string {
  const plain = name.replace(FOLDERS, '').replace(UNSEEN, '').trim();
  if (/^\.*$/u.test(plain)) return NAMELESS;
  const characters = [...plain];
  if (characters.length <= LONGEST) return plain;
  const extension = /\.[^.]{1,8}$/u.exec(plain)?.[0] ?? '';
  return `${characters.slice(0, LONGEST - extension.length - 1).join('')}…${extension}`;
}
