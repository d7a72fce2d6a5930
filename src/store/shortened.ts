/** Longest text of a change that is shown, in characters. */
const SHOWN = 80;

/** The text on one line, its end left out when it is long; never inside a number. */
export function shortened(text: string): string {
  const characters = [...text.replace(/\s+/gu, ' ').trim()];
  if (characters.length <= SHOWN) return characters.join('');
  const kept = characters
    .slice(0, SHOWN - 1)
    .join('')
    .replace(/[\d.,０-９]+$/u, '');
  return `${kept}…`;
}
