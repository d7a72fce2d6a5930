/** A small table by areas printed in lines of a project's text: columns parted by blanks, the last one the total. */
import { findQuantities } from '../text/quantities.ts';
import { classifyHeader, isWholeArea } from './vocabulary.ts';

/** 新辟线路年度目标 2 5 1 2 10 */
interface AreaLine {
  label: string;
  total: string;
}

/**
 * Totals of such a table as sentences: 新辟线路实际完成6条. The unit is that of the goal's figure with the very
 * number that the table has as its target; a line without one yields nothing.
 */
export function areaTotals(text: string, goal: string): string[] {
  const lines = text.split('\n');
  const header = lines.findIndex(
    (line) => isWholeArea(line.split(/\s+/u).at(-1) ?? '') && line.split(/\s+/u).length > 2,
  );
  if (header < 0) return [];
  const width = lines[header]!.trim().split(/\s+/u).length;
  const rows = lines.slice(header + 1).flatMap((line) => areaLine(line, width) ?? []);
  return rows.flatMap((row, i) => {
    const target = rows[i - 1];
    if (!target || !isTarget(target.label) || isTarget(row.label)) return [];
    const unit = findQuantities(goal).find((q) => String(q.value) === target.total)?.unit;
    return unit ? [`${indicatorOf(target.label)}${row.label}${row.total}${unit}`] : [];
  });
}

function areaLine(line: string, width: number): AreaLine | null {
  const [label = '', ...values] = line.trim().split(/\s+/u);
  const numbers = values.length === width && values.every((value) => /^[\d.]+$/u.test(value));
  return numbers && label ? { label, total: values.at(-1)! } : null;
}

const isTarget = (label: string) => classifyHeader(label)?.role === 'goal';

/** 新辟线路年度目标 → 新辟线路. */
function indicatorOf(label: string): string {
  for (let cut = 1; cut < label.length; cut++) {
    const match = classifyHeader(label.slice(cut));
    if (match?.role === 'goal' && match.score === 1) return label.slice(0, cut);
  }
  return label;
}
