/** Tables pasted as text with bars between cells: | 1 | 校舍加固 | 县教育局 |. */

/** Fewest cells of a row and rows in succession that make lines with bars a table. */
const FEWEST_CELLS = 3;
const FEWEST_ROWS = 3;
const RULE = /^[\s|:+-]+$/;

/** The same lines with tabs in place of such bars; a line that only rules a table is left out. */
export function withTabsForBars(lines: readonly string[]): string[] {
  const told: string[] = [];
  for (let at = 0; at < lines.length; ) {
    const rows = runOf(lines, at);
    const run = lines.slice(at, at + Math.max(rows, 1));
    told.push(...(rows >= FEWEST_ROWS ? run.filter((line) => !RULE.test(line)).map(tabbed) : run));
    at += run.length;
  }
  return told;
}

/** How many lines from `at` on have as many cells as that one. */
function runOf(lines: readonly string[], at: number): number {
  const count = cellsOf(lines[at]!).length;
  if (count < FEWEST_CELLS) return 0;
  const end = lines.findIndex((line, i) => i > at && cellsOf(line).length !== count);
  return (end < 0 ? lines.length : end) - at;
}

const cellsOf = (line: string): string[] => {
  const bare = line.trim().replace(/^\|/, '').replace(/\|$/, '');
  return bare.includes('\t') ? [] : bare.split('|').map((cell) => cell.trim());
};

const tabbed = (line: string) => cellsOf(line).join('\t');
