/**
 * The notation of the word lists: `…` stands for 0 to 6 characters of the same sentence, `(甲|乙|)` for one of its
 * alternatives, possibly none. Everything else is literal; Latin letters match in either case.
 */
const GAP = '…';
const GAP_SOURCE = '[^。！？；!?;\\n]{0,6}?';
const GROUP = /\(([^()]*)\)/;

/** One place where a pattern fits; `end` is exclusive. */
export interface PatternHit<T> {
  start: number;
  end: number;
  payload: T;
}

interface Entry<T> {
  payload: T;
  /** Matches what follows the first gap; null when the pattern is literal. */
  rest: RegExp | null;
}

/** Most nodes lead nowhere or to one other: lists and maps are made where they are needed. */
interface Node<T> {
  next: Map<string, Node<T>> | null;
  entries: Entry<T>[] | null;
}

/** Every wording a pattern stands for, its alternatives written out; gaps stay. */
export function expandPattern(pattern: string): string[] {
  const group = GROUP.exec(pattern);
  if (!group) return [pattern];
  const before = pattern.slice(0, group.index);
  const after = pattern.slice(group.index + group[0].length);
  return (group[1] ?? '').split('|').flatMap((choice) => expandPattern(before + choice + after));
}

/** What is wrong with a pattern, in Chinese for whoever edits the lists; null when nothing is. */
export function patternFault(pattern: string): string | null {
  if (/[()]/.test(pattern.replace(/\([^()]*\)/g, ''))) return `「${pattern}」的括号不成对`;
  for (const wording of expandPattern(pattern)) {
    if (wording.startsWith(GAP) || wording.endsWith(GAP)) return `「${pattern}」不能以「…」开头或结尾`;
    if ([...wording.replaceAll(GAP, '')].length < 2) return `「${pattern}」太短，至少两个字`;
  }
  return null;
}

/** Finds all patterns in one pass over the text, overlapping ones too, in order of their start. */
export function createPatternScanner<T>(
  entries: Iterable<readonly [pattern: string, payload: T]>,
): (text: string) => PatternHit<T>[] {
  const root: Node<T> = { next: null, entries: null };
  for (const [pattern, payload] of entries) {
    for (const wording of expandPattern(pattern)) insert(root, lowerLatin(wording), payload);
  }
  return (text) => scan(root, lowerLatin(text));
}

function insert<T>(root: Node<T>, wording: string, payload: T): void {
  const [first = '', ...parts] = wording.split(GAP);
  let node = root;
  for (const char of first) {
    node.next ??= new Map();
    let next = node.next.get(char);
    if (!next) {
      next = { next: null, entries: null };
      node.next.set(char, next);
    }
    node = next;
  }
  node.entries ??= [];
  node.entries.push({ payload, rest: parts.length ? restOf(parts) : null });
}

function restOf(parts: string[]): RegExp {
  const escaped = parts.map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return new RegExp(GAP_SOURCE + escaped.join(GAP_SOURCE), 'y');
}

function scan<T>(root: Node<T>, text: string): PatternHit<T>[] {
  const hits: PatternHit<T>[] = [];
  for (let start = 0; start < text.length; start++) {
    let node: Node<T> | undefined = root;
    for (let at = start; node; at++) {
      for (const entry of node.entries ?? []) {
        const end = entry.rest ? endOfRest(entry.rest, text, at) : at;
        if (end !== null) hits.push({ start, end, payload: entry.payload });
      }
      node = at < text.length ? node.next?.get(text[at] ?? '') : undefined;
    }
  }
  return hits;
}

function endOfRest(rest: RegExp, text: string, at: number): number | null {
  rest.lastIndex = at;
  return rest.test(text) ? rest.lastIndex : null;
}

/** Keeps the length, which `toLowerCase` does not for every character. */
function lowerLatin(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}
