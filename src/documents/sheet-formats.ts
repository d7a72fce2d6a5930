/** Number formats that Chinese Excel refers to by number alone, without writing them into the file. */
import { type Entries, entryText } from './zip.ts';

const YEAR_MONTH = 'yyyy"年"m"月"';
const MONTH_DAY = 'm"月"d"日"';
const TIME = 'h"时"mm"分"';

/** Built-in formats of the zh-CN locale (ECMA-376 part 1, 18.8.30). */
const FORMATS: Readonly<Record<number, string>> = {
  27: YEAR_MONTH,
  28: MONTH_DAY,
  29: MONTH_DAY,
  30: 'm-d-yy',
  31: 'yyyy"年"m"月"d"日"',
  32: TIME,
  33: 'h"时"mm"分"ss"秒"',
  36: YEAR_MONTH,
  50: YEAR_MONTH,
  51: MONTH_DAY,
  52: YEAR_MONTH,
  53: MONTH_DAY,
  54: MONTH_DAY,
  57: YEAR_MONTH,
  58: MONTH_DAY,
};

const STYLES_PART = 'xl/styles.xml';

/** Same entries, with those formats written into the styles part; a format that the file defines itself wins. */
export function withChineseFormats(entries: Entries): Entries {
  const styles = entryText(entries, STYLES_PART);
  if (!styles) return entries;
  const formats = Object.entries(FORMATS).map(
    ([id, code]) => `<numFmt numFmtId="${id}" formatCode="${code.replaceAll('"', '&quot;')}"/>`,
  );
  const own = /<numFmts[^>]*[^/]>/.exec(styles);
  const at = own
    ? own.index + own[0].length
    : (/<styleSheet[^>]*>/.exec(styles)?.[0].length ?? -1) + styles.search(/<styleSheet/);
  if (at < 0) return entries;
  const xml = own ? formats.join('') : `<numFmts>${formats.join('')}</numFmts>`;
  const written = `${styles.slice(0, at)}${xml}${styles.slice(at)}`;
  return { ...entries, [STYLES_PART]: new TextEncoder().encode(written) };
}
