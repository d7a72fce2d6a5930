/** 跟水有关的, 管吃的: a matter that the question says it wants projects picked by, however short its word is. */
import type { Cues } from '../cues.ts';
import type { Concept } from '../question.ts';
import { BLANK, matchesOf } from './span.ts';

/** What such a word weighs at least. */
const SAID = 0.6;

/** Concepts with those of the matter lifted; a word that is no concept yet is looked for as it stands. */
export function liftMatter(text: string, concepts: readonly Concept[], cues: Cues): Concept[] {
  const matters = matchesOf(text, cues.about_matter).flatMap((match) => wordsOf(match));
  if (matters.length === 0) return [...concepts];
  const isOf = ({ printed }: Concept) => matters.some((matter) => matter.includes(printed));
  const lifted = concepts.map((one) => (isOf(one) ? { ...one, weight: Math.max(one.weight, SAID) } : one));
  const missing = matters.filter((matter) => !concepts.some(({ printed }) => matter.includes(printed)));
  const unknown = lifted.map((one) => (isOf(one) && one.alternatives.length === 0 ? literal(one) : one));
  return [...unknown, ...missing.map((printed) => literal({ ...BARE, printed }))];
}

const BARE: Concept = { printed: '', weight: SAID, alternatives: [], known: true, topic: false };

/** Looked for letter by letter. */
const literal = (concept: Concept): Concept => ({
  ...concept,
  known: true,
  alternatives: [{ term: concept.printed, weight: 1 }],
});

function wordsOf(match: RegExpExecArray): string[] {
  const said = match.slice(1).find((group) => group !== undefined) ?? '';
  const words = said.replaceAll(BLANK, '').trim();
  return words === '' ? [] : [words];
}
