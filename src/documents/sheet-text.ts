/** The text of a spreadsheet cell as its sheet shows it, dates in one form. */
import { type CellObject, SSF } from '@e965/xlsx';

/** A serial number taken apart, as the library hands it over. */
interface DateParts {
  y: number;
  m: number;
  d: number;
  H: number;
  M: number;
}

/** A day of the month is shown; a format without it (2025年9月) says less than a date and is kept as shown. */
const SHOWS_DAY = /d/i;

/** Sections of a format that are literal text or colour, so that their letters are no date codes. */
const LITERALS = /"[^"]*"|\\.|\[[^\]]*\]/g;

/**
 * Dates as `YYYY-MM-DD` (with `HH:MM` when a time is set), everything else as the cell's format shows it: 0.28 under
 * a percent format is 28%. A formula gives its saved result; '' when there is none.
 */
export function shownText(cell: CellObject | undefined, date1904: boolean): string {
  if (!cell || cell.t === 'z' || cell.v === undefined || cell.v === null) return '';
  if (cell.t !== 'n' || typeof cell.v !== 'number')
    return typeof cell.v === 'string' ? cell.v : (cell.w ?? String(cell.v));
  return (showsDay(cell) && dateText(cell.v, date1904)) || (cell.w?.trim() ?? String(cell.v));
}

/** The cell shows a whole date; a format the library does not know is one it showed as month/day/year. */
function showsDay({ z, w = '' }: CellObject): boolean {
  if (z === undefined) return /^\d+\/\d+\/\d+$/.test(w);
  return SSF.is_date(String(z)) && SHOWS_DAY.test(String(z).replace(LITERALS, ''));
}

function dateText(serial: number, date1904: boolean): string | null {
  const date = SSF.parse_date_code(serial, { date1904 }) as DateParts | null;
  if (!date || date.y < 1901) return null;
  const day = `${date.y}-${two(date.m)}-${two(date.d)}`;
  return date.H || date.M ? `${day} ${two(date.H)}:${two(date.M)}` : day;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
