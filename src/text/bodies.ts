/** The shipped list of government bodies, read when first asked. With a list of one's own: `createBodyNames`. */
import type { BodyLevel } from './bodies-data.ts';
import { loadBodies } from './bodies-data.ts';
import { type BodyMention, type BodyNames, createBodyNames } from './body-names.ts';

export type { BodyLevel, BodyMention };

const shipped: { names?: BodyNames } = {};

function names(): BodyNames {
  shipped.names ??= createBodyNames(loadBodies());
  return shipped.names;
}

/** Every way people write a stored unit name, longest first: 槐荫区教育和体育局 → … 区教体局, 教育局, 体育局. */
export function bodyVariants(unitName: string): string[] {
  return names().variants(unitName);
}

/**
 * All fields that a bureau covers, the leading one first; a single key for other bodies. Equal for two spellings of the
 * same body; place and level do not count: 市卫健委 and 槐荫区卫生健康局.
 */
export function bodyKeys(name: string): string[] {
  return names().keys(name);
}

/** The lowest level the name states; null when it states none. */
export function bodyLevel(name: string): BodyLevel | null {
  return names().level(name);
}

/** Bodies mentioned in a text by a general name, stored or not; streets and towns are not found. */
export function findBodies(text: string): BodyMention[] {
  return names().find(text);
}
