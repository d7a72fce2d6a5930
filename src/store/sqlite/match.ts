/** FTS5's own language. User text is only ever a quoted string in it. */

type Groups = readonly (readonly string[])[];

/** A string of FTS5: anything inside is text, never syntax. */
export function quote(token: string): string {
  return `"${token.replaceAll('\u0000', '').replaceAll('"', '""')}"`;
}

/** Any of the tokens in any of the columns. */
export function anyOf(columns: string, tokens: readonly string[]): string {
  return `{${columns}} : (${tokens.map(quote).join(' OR ')})`;
}

/** Columns that hold words; `scope` holds only region and year. */
export const TEXTS = 'name goal note';

/** Rows in scope that hold every group, or any. */
export function matchGroups(scope: Groups, groups: Groups, joint: 'AND' | 'OR'): string {
  const words = groups.map((group) => anyOf(TEXTS, group)).join(` ${joint} `);
  return inScope(scope, `(${words})`);
}

/** Narrows an expression to rows that hold one token of every scope group. */
export function inScope(scope: Groups, expression: string): string {
  return [...scope.map((tokens) => anyOf('scope', tokens)), expression].join(' AND ');
}

/** Rows of an expression whose column does not hold a token. */
export const without = (column: string, token: string, expression: string): string =>
  `(${expression}) NOT ${anyOf(column, [token])}`;

/** The index drops everything but letters and digits: a token without any could match nothing. */
export const isSearchable = (token: string): boolean => /[\p{L}\p{N}]/u.test(token);
