/** Named groups in patterns put together from alternatives, where the same name may occur more than once. */

/** The pattern with `suffix` added to its group names, a digit: `(?<year>` → `(?<year2>`. */
export function numberedGroups(source: string, suffix: number): string {
  return source.replace(/\(\?<([a-z]+)>/g, `(?<$1${suffix}>`);
}

/** What a match holds by plain name, the numbers dropped; groups that did not take part are absent. */
export function namedGroups(match: RegExpMatchArray): Record<string, string | undefined> {
  const groups = Object.entries(match.groups ?? {}).filter(([, value]) => value !== undefined);
  return Object.fromEntries(groups.map(([name, value]) => [name.replace(/\d$/, ''), value]));
}
