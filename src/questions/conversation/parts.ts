/** Where one message asks several things: it is cut so that every part asks, with what leads up to it. Pure. */
import type { Cues } from '../cues.ts';

/** Clauses keep the mark that ends them. */
const BREAK = /(?<=[，,。；;？?！!\n ])/u;
/** More parts than this are a letter, not questions. */
const MOST_PARTS = 4;

type SplitCues = Pick<Cues, 'asks_clause' | 'asks_nothing' | 'contrast' | 'how_far_apart'>;

/** The message itself when it asks once or not at all. */
export function splitQuestions(text: string, cues: SplitCues): string[] {
  const parts: string[] = [];
  let waiting = '';
  for (const clause of text.split(BREAK)) {
    waiting += clause;
    if (!asks(bare(clause), cues)) continue;
    const last = parts.at(-1);
    if (last !== undefined && cues.how_far_apart.test(bare(waiting)) && cues.contrast.test(last)) {
      parts[parts.length - 1] = last + waiting;
      waiting = '';
      continue;
    }
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

/** Most joining words at which a question is taken apart. */
const MOST_JOINS = 3;

/** What stands before and behind each joining word: 公厕 | 托位怎么样. */
export function halvesOf(text: string, cues: Pick<Cues, 'joins'>): [left: string, right: string][] {
  const matches = [...text.matchAll(new RegExp(cues.joins.source, 'gu'))].slice(0, MOST_JOINS);
  return matches.map((match) => [text.slice(0, match.index), text.slice(match.index + match[0].length)]);
}

/** What is asked of both halves: what stands behind the last topic word of the second. */
export function tailOf(text: string, topics: readonly string[]): string {
  const ends = topics.map((topic) => text.lastIndexOf(topic) + topic.length);
  return text.slice(Math.max(0, ...ends));
}
