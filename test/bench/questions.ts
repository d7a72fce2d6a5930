/** Questions about generated lists, in the words of their themes: some name a place, some do not. */
import type { Asked } from './generate.ts';
import { createRandom, fill } from './wording.ts';

/** One question with the region it is asked in, null when nothing narrows it. */
export interface BenchQuestion {
  text: string;
  regionName: string | null;
}

/** As many scoped (`region` in the text) or unscoped questions as asked for, spread over the lists. */
export function questionsAbout(asked: readonly Asked[], count: number, scoped: boolean): BenchQuestion[] {
  const random = createRandom(scoped ? 11 : 13);
  return Array.from({ length: count }, () => {
    const { regionName, year, theme, names } = random.pick(asked);
    const text = fill(random.pick(theme.ask), names);
    return scoped ? { text: `${regionName}${year}年${text}`, regionName } : { text, regionName: null };
  });
}
