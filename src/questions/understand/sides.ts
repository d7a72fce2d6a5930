/** What a question sets against each other or adds up: 老年食堂 | 适老化改造 of 老年食堂和适老化改造哪个快. */
import type { Cues } from '../cues.ts';
import type { Concept } from '../question.ts';

/** A word that tells less names no matter. */
const TELLING = 0.4;
/** More sides than this are a list. */
const MOST_SIDES = 4;

/** The matters between joining words, each read by itself, in reading order; none where fewer than two are named. */
export async function findSides(
  text: string,
  cues: Pick<Cues, 'contrast' | 'contrast_joins' | 'sum_asked' | 'sum_joins'>,
  read: (piece: string) => Promise<readonly Concept[]>,
): Promise<(readonly Concept[])[]> {
  const joins = cues.contrast.test(text)
    ? cues.contrast_joins
    : cues.sum_asked.test(text)
      ? cues.sum_joins
      : null;
  const pieces = joins === null ? [] : text.split(new RegExp(joins.source, 'u'));
  if (pieces.length < 2 || pieces.length > MOST_SIDES) return [];
  const named: (readonly Concept[])[] = [];
  for (const piece of pieces) {
    const concepts = (await read(piece)).filter(({ ofUnit }) => ofUnit !== true);
    if (concepts.some(({ weight, known }) => known && weight >= TELLING)) named.push(concepts);
  }
  return named.length < 2 ? [] : named;
}
