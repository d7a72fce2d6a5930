/** Finds known names in a text: the longest at each place, left to right, none overlapping. */

export interface NameMatch<T> {
  start: number;
  end: number;
  printed: string;
  values: readonly T[];
}

export interface NameIndex<T> {
  find(text: string): NameMatch<T>[];
  /** The values of exactly this name. */
  get(name: string): readonly T[];
}

/** Builds the index; one name may stand for several values. Names of one character are left out. */
export function createNameIndex<T>(entries: Iterable<readonly [name: string, value: T]>): NameIndex<T> {
  const values = new Map<string, T[]>();
  const lengths = new Map<string, number[]>();
  for (const [name, value] of entries) {
    if (name.length < 2) continue;
    const known = values.get(name);
    if (known === undefined) {
      values.set(name, [value]);
      addLength(lengths, name);
    } else if (!known.includes(value)) known.push(value);
  }
  const at = (text: string, start: number): NameMatch<T> | null => {
    for (const length of lengths.get(text.slice(start, start + 2)) ?? []) {
      const printed = text.slice(start, start + length);
      const found = values.get(printed);
      if (found !== undefined) return { start, end: start + length, printed, values: found };
    }
    return null;
  };
  return {
    get: (name) => values.get(name) ?? [],
    find(text) {
      const matches: NameMatch<T>[] = [];
      for (let start = 0; start + 1 < text.length; ) {
        const match = at(text, start);
        if (match !== null) matches.push(match);
        start = match?.end ?? start + 1;
      }
      return matches;
    },
  };
}

/** Lengths of the names that begin with the same two characters, longest first. */
function addLength(lengths: Map<string, number[]>, name: string): void {
  const key = name.slice(0, 2);
  const known = lengths.get(key) ?? [];
  if (!known.includes(name.length))
    lengths.set(
      key,
      [...known, name.length].sort((a, b) => b - a),
    );
}
