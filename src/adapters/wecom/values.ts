/** Reads values out of what a platform sent, whose shape is only hoped for. */

/** The value at a path of nested objects; undefined as soon as something is missing or no object. */
export function valueAt(from: unknown, ...path: readonly string[]): unknown {
  let value = from;
  for (const name of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[name];
  }
  return value;
}

/** The text at a path, without half characters; '' when there is none. */
export function textAt(from: unknown, ...path: readonly string[]): string {
  const value = valueAt(from, ...path);
  return typeof value === 'string' ? value.toWellFormed() : '';
}

/** The number at a path; null when there is none. */
export function numberAt(from: unknown, ...path: readonly string[]): number | null {
  const value = valueAt(from, ...path);
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

/** The list at a path; empty when there is none. */
export function listAt(from: unknown, ...path: readonly string[]): readonly unknown[] {
  const value = valueAt(from, ...path);
  return Array.isArray(value) ? value : [];
}
