/** How large the sheets of an .ods are once its repeated rows and cells are written out. */

/** The tags that place cells: name, attributes with the slash of an empty element, and the end tag right behind. */
const TAG =
  /<(?:[\w-]+:)?(table|table-row|table-cell|covered-table-cell)(\s[^<>]*|\/)?>(<\/(?:[\w-]+:)?table-cell>)?/g;
const ROWS_REPEATED = /number-rows-repeated\s*=\s*["'](\d+)/;
const COLUMNS_REPEATED = /number-columns-repeated\s*=\s*["'](\d+)/;
const TEXT_ATTRIBUTE = /string-value\s*=/;

/**
 * Cells of all sheets of a `content.xml`, each sheet reckoned from A1 to its last cell with content; blank rows and
 * cells behind it are repeated to the end of a sheet by every office program and count for nothing.
 */
export function odsCells(xml: string): number {
  let total = 0;
  let sheet = { nextRow: 0, height: 0, width: 0 };
  let row = { repeated: 1, nextColumn: 0 };
  for (const [, name, attributes = '', closed] of xml.matchAll(TAG)) {
    if (name === 'table') {
      total += sheet.height * sheet.width;
      sheet = { nextRow: 0, height: 0, width: 0 };
    } else if (name === 'table-row') {
      row = { repeated: times(ROWS_REPEATED, attributes), nextColumn: 0 };
      sheet.nextRow += row.repeated;
    } else {
      row.nextColumn += times(COLUMNS_REPEATED, attributes);
      const blank = (attributes.endsWith('/') || closed) && !TEXT_ATTRIBUTE.test(attributes);
      if (blank || name === 'covered-table-cell') continue;
      sheet.height = sheet.nextRow;
      sheet.width = Math.max(sheet.width, row.nextColumn);
    }
  }
  return total + sheet.height * sheet.width;
}

function times(attribute: RegExp, attributes: string): number {
  return Number(attribute.exec(attributes)?.[1] ?? 1) || 1;
}
