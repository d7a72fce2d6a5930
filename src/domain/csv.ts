/** Tables as CSV that a spreadsheet opens as text: with a byte order mark, without formulas. */

const BOM = '\ufeff';

/** What a spreadsheet would take for a formula, also behind blanks. */
const FORMULA = /^[\s\u00a0\ufeff]*[=+\-@|\uff1d\uff0b\uff0d\uff20\t\r\n]/u;
const PLAIN_NUMBER = /^[+-]?\d+(\.\d+)?%?$/;

/** CSV of a header and rows (UTF-8 with BOM, CRLF). A cell that would be a formula gets an apostrophe before it. */
export function csvText(header: readonly string[], rows: readonly (readonly string[])[]): string {
  return `${BOM}${[header, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}

function cell(text: string): string {
  const safe = FORMULA.test(text) && !PLAIN_NUMBER.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
