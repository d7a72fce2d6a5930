/** Figures in one shape, to compare what was read with what is right. */
const SAME_UNIT: Record<string, string> = { 场次: '场', 平方: '平方米', 台件: '台', '％': '%' };

/** 966.42 万元 and 9664200 元 are one quantity, 场次 is 场, 元/人 is 元. */
export function quantity(value: number, unit: string): string {
  const plain = unit.normalize('NFKC').replace(/[\s()]+/g, '');
  const [, scale, rest] = /^(万|亿)?(.*)$/.exec(plain.split('/')[0]!)!;
  const factor = scale === '万' ? 1e4 : scale === '亿' ? 1e8 : 1;
  return `${Number((value * factor).toPrecision(10))}${SAME_UNIT[rest!] ?? rest}`;
}
