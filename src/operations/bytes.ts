/** Amounts of data as people read them. */

const UNITS = ['字节', 'KB', 'MB', 'GB', 'TB'] as const;

/** Bytes in the unit that fits: `12.3 MB`. */
export function sizeWord(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log2(bytes) / 10));
  return `${Number((bytes / 1024 ** power).toFixed(1))} ${UNITS[power]}`;
}
