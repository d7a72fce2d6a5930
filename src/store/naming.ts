/** What a project is called and its public id. */

const LONGEST = 24;
const SHORTEST = 4;
const STOP = /[。；;，,！!\n]/u;
/** Endings at which a long opening may be broken off. */
const PAUSE = /[、：:（(\s]/u;

/** Title, else the opening of the goal (at most 24 characters), else that of the note. Never empty. */
export function projectName(title: string | null, goal: string, note: string): string {
  const printed = title?.trim();
  return printed || opening(goal) || opening(note) || '（无名称）';
}

/** `huaiyin`, 2025, 2 → `huaiyin-2025-02` */
export function projectCode(slug: string, year: number, position: number): string {
  return `${slug}-${year}-${String(position).padStart(2, '0')}`;
}

function opening(text: string): string {
  const characters = [...text.trim()];
  let end = characters.findIndex((char, index) => index >= SHORTEST && STOP.test(char));
  if (end < 0) end = characters.length;
  if (end > LONGEST) end = breakBefore(characters, LONGEST);
  return closeBrackets(characters.slice(0, end).join('').trim());
}

/** A place to break at or before `limit`: at a pause, else never inside a number. */
function breakBefore(characters: readonly string[], limit: number): number {
  for (let end = limit; end >= limit / 2; end--) if (PAUSE.test(characters[end] ?? '')) return end;
  let end = limit;
  while (end > SHORTEST && /[\d.０-９]/u.test(characters[end - 1] ?? '')) end--;
  return end;
}

/** Leaves out a bracket or quotation that the break left open. */
function closeBrackets(text: string): string {
  for (const [open, close] of ['（）', '()', '“”', '《》', '【】'].map((pair) => [...pair])) {
    const from = text.lastIndexOf(open ?? '');
    if (from >= 0 && !text.includes(close ?? '', from)) {
      const inside = text.slice(from + 1);
      return from >= SHORTEST ? text.slice(0, from).trim() : inside.trim();
    }
  }
  return text;
}
