/** How near the words around a figure come to those of a question: letter by letter, and by what is done. Pure. */
import { z } from 'zod';
import { INTENTS_DIR, readDataFile } from '../../text/data-file.ts';

/** What the words around a figure have of the question. */
export interface Near {
  /** 0 nothing in common … 1, most of it next to the number that is asked for. */
  words: number;
  /** Both name the same act: 住进, 可供入住. */
  sameAct: boolean;
  /** It tells of something beside, which was not asked for: work under way, what is left. */
  aside: boolean;
}

/** @param name the title of the project: what it says already tells its figures apart less */
export type Nearness = (statement: string, name: string) => Near;

/** Verbs that mean the same, and what is told beside the figures that people ask for. */
export interface Acts {
  groups: readonly (readonly string[])[];
  asides: readonly (readonly string[])[];
}

const group = z.array(z.string().min(2)).min(2);
const schema = z.strictObject({ groups: z.array(group), asides: z.array(group) });

/** @throws InputError when the file is not as it should be */
export function loadActs(dir = INTENTS_DIR): Acts {
  return readDataFile('lexicon/acts.yaml', schema, dir);
}

/** As many characters in common say all that words can say. */
const ENOUGH = 4;
/** What the project's name says already counts this much. */
const NAMED = 0.25;
/** At this distance from the number asked for, in characters, a word counts half. */
const HALF = 6;

/** A question, what of it tells the matter, and where in it the number is asked for. */
export interface AskedText {
  text: string;
  told: string;
  at: number;
}

/** 其中公办托位还差多少: the noun next to the number says most. */
export function nearnessTo({ text, told, at }: AskedText, { groups, asides }: Acts): Nearness {
  const isSaid = (act: readonly string[]) => act.some((word) => text.includes(word));
  const asked = [...groups, ...asides].filter(isSaid);
  const beside = asides.filter((act) => !isSaid(act));
  return (statement, name) => {
    const tells = (act: readonly string[]) =>
      act.some((word) => statement.includes(word) && !name.includes(word));
    return {
      words: Math.min(1, sharedWeight({ told, at }, statement, name) / ENOUGH),
      sameAct: asked.some(tells),
      aside: beside.some(tells),
    };
  };
}

/** Runs of two characters and more that both have, each by its length, its distance and whether it is news. */
function sharedWeight({ told, at }: Omit<AskedText, 'text'>, statement: string, name: string): number {
  let weight = 0;
  for (let start = 0; start < told.length - 1; ) {
    const run = longestRun(told.slice(start), statement);
    if (run < 2) {
      start++;
      continue;
    }
    const away = Math.min(Math.abs(at - start), Math.abs(at - (start + run)));
    const news = name.includes(told.slice(start, start + run)) ? NAMED : 1;
    weight += (run * news) / (1 + away / HALF);
    start += run;
  }
  return weight;
}

/** Length of the longest beginning of `text` that stands in `statement`. */
function longestRun(text: string, statement: string): number {
  let length = 0;
  while (length < text.length && statement.includes(text.slice(0, length + 1))) length++;
  return length;
}
