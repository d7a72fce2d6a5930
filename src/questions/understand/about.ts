/** 跟水有关的, 管吃的, 养老项目: a matter by which projects are to be picked, however short or wide its word is. */
import type { Cues } from '../cues.ts';
import type { Alternative, Concept } from '../question.ts';
import type { Fields } from './fields.ts';
import { BLANK, matchesOf } from './span.ts';

/** What such a word weighs at least. */
const SAID = 0.6;
/** What a word of the same field is worth. */
const OF_FIELD = 0.7;

export interface MatterTools {
  cues: Cues;
  fields: Fields;
}

/** Concepts with those of the matter lifted; a word that is no concept yet is looked for as it stands. */
export function liftMatter(
  text: string,
  concepts: readonly Concept[],
  { cues, fields }: MatterTools,
): Concept[] {
  const matters = [
    ...matchesOf(text, cues.about_matter).flatMap(wordsOf),
    ...matchesOf(text, cues.field_of_list)
      .flatMap(wordsOf)
      .filter((word) => fields.has(word)),
  ];
  const picked = matters.length > 0 || cues.which_project.test(text) || cues.field_listed.test(text);
  if (!picked) return [...concepts];
  const isOf = ({ printed }: Concept) => matters.some((matter) => matter.includes(printed));
  const lifted = concepts.map((one) => (isOf(one) ? { ...one, weight: Math.max(one.weight, SAID) } : one));
  const missing = matters.filter((matter) => !concepts.some(({ printed }) => matter.includes(printed)));
  const found = [...lifted, ...missing.map((printed) => ({ ...BARE, printed }))];
  return found.map((one) => widened(one, fields, isOf(one) || missing.includes(one.printed)));
}

const BARE: Concept = { printed: '', weight: SAID, alternatives: [], known: false, topic: false };

/** With the words of its field; a word of no field that no document has is looked for letter by letter. */
function widened(concept: Concept, fields: Fields, isMatter: boolean): Concept {
  const holds = fields.get(concept.printed) ?? [];
  const own: Alternative[] = isMatter && !concept.known ? [{ term: concept.printed, weight: 1 }] : [];
  const wider = holds.map((term): Alternative => ({ term, weight: OF_FIELD }));
  if (own.length + wider.length === 0) return concept;
  return {
    ...concept,
    known: true,
    weight: Math.max(concept.weight, SAID),
    alternatives: [...concept.alternatives, ...own, ...wider],
  };
}

function wordsOf(match: RegExpExecArray): string[] {
  const said = match.slice(1).find((group) => group !== undefined) ?? '';
  const words = said.replaceAll(BLANK, '').trim();
  return words === '' ? [] : [words];
}
