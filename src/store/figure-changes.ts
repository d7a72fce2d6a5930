/** Which figures of progress a newer report prints otherwise. Pure. */
import type { Figure } from '../domain/project.ts';
import type { FigureChange } from '../domain/records.ts';

/** Figures of one indicator and unit belong together when each side has exactly one; what both say alike is left out. */
export function figuresChanged(before: readonly Figure[], after: readonly Figure[]): FigureChange[] {
  const [old, now] = [actualsOf(before), actualsOf(after)];
  return [...now].flatMap(([key, { indicator, printed, value, unit }]) => {
    const earlier = old.get(key);
    if (earlier === undefined || earlier.value === value) return [];
    return [
      { indicator, before: earlier.printed, after: printed, fell: value < earlier.value && unit !== '%' },
    ];
  });
}

/** Figures of progress by indicator and unit; those that stand twice cannot be told apart and are left out. */
function actualsOf(figures: readonly Figure[]): Map<string, Figure> {
  const found = new Map<string, Figure>();
  const twice = new Set<string>();
  for (const figure of figures.filter(({ kind }) => kind === 'actual')) {
    const key = `${figure.indicator} ${figure.unit}`;
    if (found.has(key)) twice.add(key);
    found.set(key, figure);
  }
  for (const key of twice) found.delete(key);
  return found;
}
