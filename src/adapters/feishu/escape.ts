/** Keeps texts plain where the platform would read markup into them. */

const BREAK = '\u200b';

/**
 * A text that shows as it is: in text messages `<at user_id="all">` is a mention, `<b>` a style, `[a](b)` a link and
 * `**` bold. An invisible blank after the first sign takes its meaning away; comparisons like `<5%` stay as they are.
 */
export function plainText(text: string): string {
  return text
    .toWellFormed()
    .replace(/<(?=[a-z/!])/gi, `<${BREAK}`)
    .replace(/\](?=\()/g, `]${BREAK}`)
    .replace(/([*~_])(?=\1)/g, `$1${BREAK}`);
}
