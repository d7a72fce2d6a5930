/** Keeps labels of metrics few and free of what people write. */

const WORD = /^[a-z][A-Za-z0-9_-]{0,31}$/;

/** What stands for every value that is no short word, or one too many. */
export const OTHER = 'other';

/** Most values of one label; a scrape stays small whatever comes in. */
const MOST_VALUES = 40;

/** A function that lets through the first few distinct short words and turns everything else into `other`. */
export function createLabelGuard(mostValues: number = MOST_VALUES): (value: string) => string {
  const known = new Set<string>();
  return (value) => {
    if (known.has(value)) return value;
    if (!WORD.test(value) || known.size >= mostValues) return OTHER;
    known.add(value);
    return value;
  };
}
