/** Villages, streets and quarters inside a list: a project that tells of the place that is named is meant. Pure. */
import type { Fit } from './fit.ts';
import { prepare } from './prepared.ts';

/** Shortest and longest name of a place with what it is: 德胜村, 大圪垯村. */
const SHORTEST = 3;
const LONGEST = 7;

export interface PlaceAsked {
  text: string;
  /** Ends the name of a village, street or quarter. */
  localPlace: RegExp;
  /** Kinds of places, which are no names: 行政村, 断头路. */
  commonPlace: RegExp;
}

/** Of several that fit, those that tell of a place named in the question; all of them where it names none. */
export function atPlace(fits: readonly Fit[], asked: PlaceAsked): readonly Fit[] {
  const names = runsOf(asked);
  const telling = fits.filter(({ dossier }) => {
    const { whole } = prepare(dossier);
    return names.some((name) => whole.includes(name));
  });
  return telling.length > 0 ? telling : fits;
}

/** Runs of the question that may be such a name. */
function runsOf({ text, localPlace, commonPlace }: PlaceAsked): string[] {
  const ends = [...text.matchAll(new RegExp(localPlace, 'gu'))].map(
    ({ index, 0: end }) => index + end.length,
  );
  return ends.flatMap((end) => {
    const lengths = Array.from({ length: LONGEST - SHORTEST + 1 }, (_, i) => SHORTEST + i);
    return lengths
      .filter((length) => length <= end)
      .map((length) => text.slice(end - length, end))
      .filter((run) => /^\p{Script=Han}+$/u.test(run) && !commonPlace.test(run));
  });
}
