/** How each source is printed: one function a layout, text in, text out. Office files are in `office.ts`. */
import { plain, type Source, type SourceItem, unitOf } from './source.ts';

const HAN = '一 二 三 四 五 六 七 八 九 十 十一 十二 十三 十四 十五'.split(' ');

/** A table copied out of a word processor: one cell a line, an empty line between rows. */
export function pastedTable(source: Source): string {
  const row = (cells: readonly string[]) => cells.map((cell) => `\t${cell}\n`).join('');
  const items = source.items.map((item, index) =>
    row([String(index + 1), plain(item.title), plain(item.goal), item.units, plain(item.note)]),
  );
  return `${source.title}\n\n${[row(source.columns!), ...items].join('\n')}`;
}

/** 一、title（unit牵头） then （一）goal and （二）progress. */
export function headedProse(source: Source): string {
  const [goalLabel, noteLabel] = source.labels as [string, string];
  const items = source.items.map((item, index) => {
    const head = `${HAN[index]}、${plain(item.title)}（${item.units}${index % 4 === 3 ? '' : '牵头'}）`;
    const gap = index % 3 === 0 ? '\n' : '';
    return `${head}\n${gap}（一）${goalLabel}。${plain(item.goal)}\n（二）${noteLabel}。${plain(item.note)}\n${gap}`;
  });
  return `${source.title}\n${source.preamble}\n\n${items.join('')}`;
}

/** A page of news: 第N件 with units in brackets, captions between. */
export function news(source: Source): string {
  const items = source.items.map((item, index) => {
    const goal = `<p><strong>第${index + 1}件：</strong>${plain(item.title)}，${plain(item.goal).replace(/。$/, '')}。（责任单位：${item.units}）</p>`;
    const caption = item.caption ? `<p style="text-align:center;font-size:14px">${item.caption}</p>\n` : '';
    return `${goal}\n<p>完成情况：${plain(item.note)}</p>\n${caption}`;
  });
  const body = `<h1>${source.title}</h1>\n<p class="meta">${source.dateline}</p>\n<p>${source.preamble}</p>\n${items.join('')}`;
  return page(source.title, `${body}<p>${source.footer}</p>`);
}

/** A plain HTML table of a list without progress. */
export function htmlTable(source: Source): string {
  const row = (cells: readonly string[], tag: string) =>
    `<tr>${cells.map((cell) => `<${tag}>${cell.replaceAll('、', '<br>')}</${tag}>`).join('')}</tr>`;
  const items = source.items.map(
    (item, index) =>
      `<tr><td>${index + 1}</td><td>${plain(item.goal)}</td><td>${item.units.replaceAll('、', '<br>')}</td></tr>`,
  );
  const table = `<table border="1">${row(source.columns!, 'th')}\n${items.join('\n')}</table>`;
  return page(source.title, `<h2>${source.title}</h2>\n${table}`);
}

function page(title: string, body: string): string {
  const navigation =
    '<div class="nav"><a href="/">首页</a> &gt; <a href="/zwgk">政务公开</a> &gt; 民生实事</div>';
  return `<!DOCTYPE html>\n<html lang="zh"><head><meta charset="utf-8"><title>${title}</title></head><body>\n${navigation}\n${body}\n</body></html>\n`;
}

/** A sheet saved as CSV: title line, header, quoted cells. */
export function csv(source: Source): string {
  const quote = (cell: string) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  const items = source.items.map((item, index) => [
    String(index + 1),
    `${plain(item.title)}：${plain(item.goal)}`,
    item.units.replaceAll('、', '\n'),
    item.leaders ?? '',
    plain(item.note),
    `${item.rate}%`,
    ...(source.columns!.length > 6 ? [item.lagging ? '否' : '是'] : []),
  ]);
  const title = [source.title, ...source.columns!.slice(1).map(() => '')];
  return [title, source.columns!, ...items].map((cells) => cells.map(quote).join(',')).join('\r\n');
}

/** 3.task。 牵头领导：… 责任单位：… 完成情况：… run together on one line. */
export function numberedRun(source: Source): string {
  const items = source.items.map((item, index) => {
    const number = source.misprint?.[String(index + 1)] ?? String(index + 1);
    return `${number}.${plain(item.title)}。 ${labels(item)} 完成情况：${plain(item.note)}`;
  });
  return [source.title, '', `    ${source.preamble}`, ...items].join('\r\n');
}

function labels(item: SourceItem): string {
  const supporting = item.supporting ? ` 协同单位：${item.supporting}` : '';
  return `牵头领导：${item.leaders} 责任单位：${item.units} 项目责任人：${item.contacts}${supporting}`;
}

/** 1.title。goal（责任单位：…）, nothing else. */
export function plainList(source: Source): string {
  const items = source.items.map(
    (item, index) => `${index + 1}.${plain(item.title)}。${plain(item.goal)}（责任单位：${item.units}）`,
  );
  return `${source.title}\n\n${items.join('\n')}\n`;
}

/** Areas down, indicators across, under each its target, progress and rate; one row for all areas first. */
export function matrix(source: Source): string {
  const { items } = source;
  const cells = (texts: readonly (string | number)[]) => texts.map((text) => `<td>${text}</td>`).join('');
  const heads = items.map((item) => `<th colspan="3">${plain(item.title)}（${unitOf(item.goal)}）</th>`);
  const under = items.map(() => cells(['目标任务', '完成数', '完成比例']));
  const whole = items.flatMap((item) => [bareNumber(item.goal), bareNumber(item.note), `${item.rate}%`]);
  const areas = items[0]!.areas!.map(([area], at) => {
    const parts = items.map((item) => item.areas![at]!);
    return [area, ...parts.flatMap(([, target, done]) => [target, done, share(done, target)])];
  });
  const rows = [['全州', ...whole], ...areas].map((row) => `<tr>${cells(row)}</tr>`);
  const head = `<tr><th rowspan="2">县市</th>${heads.join('')}</tr>\n<tr>${under.join('')}</tr>`;
  const table = `<table border="1">${head}\n${rows.join('\n')}</table>`;
  return page(source.title, `<h2>${source.title}</h2>\n${table}`);
}

function bareNumber(marked: string | undefined): string {
  return plain(marked).replace(unitOf(marked), '');
}

function share(done: number, target: number): string {
  return `${Number(((done / target) * 100).toFixed(1))}%`;
}
