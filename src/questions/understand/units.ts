/** Units that a question names: by any way of writing them, by a general name, or by their field alone. */
import { findBodies } from '../../text/bodies.ts';
import type { Cues } from '../cues.ts';
import type { UnitMention } from '../question.ts';
import type { Snapshot } from '../snapshot.ts';
import { BLANK, blank, type Span } from './span.ts';

/** 住建, 市场监管: how long the field of a unit is written. */
const FIELD_LENGTHS = [4, 3, 2];
const SUFFIXES = ['局', '委'];

type Found = UnitMention & Span;

/** In reading order of their kinds; names are empty where no stored unit is called so. */
export function findUnits(text: string, snapshot: Snapshot, cues: Cues): UnitMention[] {
  const behind = (end: number) => text.slice(end).replaceAll(BLANK, '');
  const stored = snapshot.units.find(text);
  const others = findBodies(blank(text, stored)).filter(({ end }) => cues.takes_part.test(behind(end)));
  const meant = stored.filter(
    ({ printed, end }) =>
      cues.body_name.test(printed) || cues.acts.test(text) || cues.takes_part.test(behind(end)),
  );
  const fields = findFields(blank(text, [...stored, ...others]), snapshot, cues);
  return [
    ...meant.map(({ printed, values }) => ({ printed, names: [...values] })),
    ...others.map(({ printed, key }) => ({ printed, names: [...(snapshot.unitsByField.get(key) ?? [])] })),
    ...fields.map(({ printed, names }) => ({ printed, names })),
  ];
}

/** 住建手上, 卫健跟教育一起管: a stored unit without its suffix, where it is said to act. */
function findFields(text: string, snapshot: Snapshot, cues: Cues): Found[] {
  const found: Found[] = [];
  for (let start = 0; start < text.length; start++) {
    if (start < (found.at(-1)?.end ?? 0) || !cues.field_before.test(restBefore(text, start))) continue;
    const field = FIELD_LENGTHS.map((length) => fieldAt(text.slice(start, start + length), start, snapshot));
    const named = field.find((one) => one !== null && cues.field_acts.test(restOf(text, one.end)));
    if (named) found.push(named);
  }
  return found;
}

const restBefore = (text: string, start: number): string => text.slice(0, start).replaceAll(BLANK, '，');
const restOf = (text: string, end: number): string => text.slice(end).replaceAll(BLANK, '');

function fieldAt(printed: string, start: number, snapshot: Snapshot): Found | null {
  if (printed.includes(BLANK)) return null;
  const names = [...new Set(SUFFIXES.flatMap((suffix) => snapshot.units.get(`${printed}${suffix}`)))];
  return names.length === 0 ? null : { printed, names, start, end: start + printed.length };
}
