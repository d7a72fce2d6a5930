/** Which project each entry of a document continues, worked out from what the document's own readers see. Pure. */
import { type Entry, type ListedProject, type Place, placeEntries } from './matching.ts';

/** A list as the readers of a document see it, and the projects of it that they do not. */
export interface ListedFor {
  visible: readonly ListedProject[];
  hidden: readonly ListedProject[];
}

export interface Placing {
  /** One an entry, in the entries' order. */
  places: Place[];
  /** Projects whose place another one needs or that get one of their own: new positions by project. */
  moved: Map<number, number>;
}

/**
 * Positions are as if the hidden projects did not exist, so that they tell nothing of them. An entry that fits a hidden
 * project makes it known at the entry's place; a hidden project that stands where a known one belongs moves behind.
 */
export function placeAmong(entries: readonly Entry[], { visible, hidden }: ListedFor): Placing {
  const places = placeEntries(entries, visible);
  if (hidden.length === 0) return { places, moved: new Map() };
  const fresh = places.flatMap((place, index) => (place.existing ? [] : [index]));
  const found = placeEntries(
    fresh.map((index) => entries[index]!),
    hidden,
  );
  fresh.forEach((index, at) => {
    places[index] = { existing: found[at]?.existing ?? null, position: places[index]!.position };
  });
  return { places, moved: movesFor(places, { visible, hidden }) };
}

function movesFor(places: readonly Place[], { visible, hidden }: ListedFor): Map<number, number> {
  const moved = new Map<number, number>();
  const settled = new Set<ListedProject>();
  for (const { existing, position } of places) {
    if (existing === null) continue;
    settled.add(existing);
    if (existing.position !== position) moved.set(existing.id, position);
  }
  const taken = new Set([...visible, ...places].map(({ position }) => position));
  const left = hidden.filter((project) => !settled.has(project));
  let last = Math.max(...taken, ...left.map(({ position }) => position));
  for (const { id, position } of left) if (taken.has(position)) moved.set(id, ++last);
  return moved;
}
