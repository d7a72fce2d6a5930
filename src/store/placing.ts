/** Which project each entry of a document continues, worked out from what the document's own readers see. Pure. */
import { type Entry, type ListedProject, type Place, placeEntries } from './matching.ts';

/** A list as the readers of a document see it, and the projects of it that they do not. */
export interface ListedFor {
  visible: readonly ListedProject[];
  /** By the lowest tier that sees them, the lowest first: a tier's projects never depend on those above it. */
  hidden: readonly (readonly ListedProject[])[];
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
  const places = hidden.reduce(
    (placed, layer) => adopt(entries, placed, layer),
    placeEntries(entries, visible),
  );
  const moved = new Map<number, number>();
  for (const { existing, position } of places)
    if (existing && existing.position !== position) moved.set(existing.id, position);
  const settled = new Set(places.map(({ existing }) => existing));
  const taken = new Set([...visible, ...places].map(({ position }) => position));
  for (const layer of hidden) {
    const left = layer.filter((project) => !settled.has(project));
    for (const [id, position] of movesFor(left, taken)) moved.set(id, position);
    for (const { id, position } of left) taken.add(moved.get(id) ?? position);
  }
  return { places, moved };
}

/** Entries that are new to their readers, continued where a hidden project is the same work. */
function adopt(
  entries: readonly Entry[],
  places: readonly Place[],
  layer: readonly ListedProject[],
): Place[] {
  const fresh = entries.filter((_, index) => places[index]?.existing === null);
  const found = placeEntries(fresh, layer);
  let next = 0;
  return places.map((place) =>
    place.existing ? place : { existing: found[next++]?.existing ?? null, position: place.position },
  );
}

/** New positions, behind all others, for those whose own is taken. */
function movesFor(left: readonly ListedProject[], taken: ReadonlySet<number>): [number, number][] {
  const positions = [...taken, ...left.map(({ position }) => position)];
  let last = positions.reduce((most, position) => Math.max(most, position), 0);
  return left.filter(({ position }) => taken.has(position)).map(({ id }) => [id, ++last]);
}
