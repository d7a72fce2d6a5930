/** Where one message asks several things: it is cut so that every part asks, with what leads up to it. Pure. */
import type { Cues } from '../cues.ts';

/** Clauses keep the mark that ends them. */
const BREAK = /(?<=[，,。；;？?！!\n ])/u;
/** More parts than this are a letter, not questions. */
const MOST_PARTS = 4;

/** The message itself when it asks once or not at all. */
export function splitQuestions(text: string, cues: Pick<Cues, 'asks_clause' | 'asks_nothing'>): string[] {
  const parts: string[] = [];
  let waiting = '';
  for (const clause of text.split(BREAK)) {
    waiting += clause;
    if (!asks(bare(clause), cues)) continue;
    parts.push(waiting);
    waiting = '';
  }
  if (parts.length === 0 || parts.length > MOST_PARTS) return [text];
  const last = parts.length - 1;
  return parts.map((part, i) => (i === last ? part + waiting : part).trim());
}

const asks = (clause: string, cues: Pick<Cues, 'asks_clause' | 'asks_nothing'>) =>
  cues.asks_clause.test(clause) && !cues.asks_nothing.test(clause);

/** Without the marks at its end. */
const bare = (clause: string) => clause.replace(/[，,。；;？?！!\s]+$/u, '').trim();

/** Two things that one question asks of: 公厕和托位怎么样 → 公厕怎么样, 托位怎么样. */
export interface Subjects {
  first: string;
  second: string;
}

/**
 * Every way to read a question as one of two subjects, at each joining word. `topics` are its topic words in reading
 * order: what stands behind the last one is asked of both.
 */
export function splitSubjects(
  text: string,
  topics: readonly string[],
  cues: Pick<Cues, 'joins'>,
): Subjects[] {
  const found: Subjects[] = [];
  for (const match of text.matchAll(new RegExp(cues.joins.source, 'gu'))) {
    const [left, right] = [text.slice(0, match.index), text.slice(match.index + match[0].length)];
    if (!topics.some((topic) => left.includes(topic))) continue;
    const ends = topics.filter((topic) => right.includes(topic)).map((t) => right.lastIndexOf(t) + t.length);
    if (ends.length > 0) found.push({ first: left + right.slice(Math.max(...ends)), second: right });
  }
  return found;
}
