/** Further text layouts: sections of prose, a city's news page, an exported ledger, a page of indicators. */
import { type MarkedFigure, readMarked } from './markup.ts';
import { plain, type Source, type SourceItem } from './source.ts';

const HAN = '零 一 二 三 四 五 六 七 八 九 十 十一 十二 十三 十四 十五 十六 十七 十八'.split(' ');

/** 一、section, then 1.title。goal 责任单位：… on its own line; the numbers run on through the sections. */
export function sectionedPlan(source: Source): string {
  let sections = 0;
  const items = source.items.map((item, index) => {
    const head = item.section ? `\n${HAN[++sections]}、${item.section}\n` : '';
    const supporting = item.supporting ? `；配合单位：${item.supporting}` : '';
    return `${head}　　${index + 1}.${plain(item.title)}。${plain(item.goal)}\n　　责任单位：${item.units}${supporting}\n`;
  });
  return `${source.title}\n${source.subtitle}\n\n　　${source.preamble}\n${items.join('')}\n${source.footer}\n`;
}

/** 一、section, then （一）title, goal, progress, hindrances and next steps as sentences; （一） anew in each. */
export function sectionedReport(source: Source): string {
  let sections = 0;
  let place = 0;
  const items = source.items.map((item) => {
    const head = item.section ? `\n${HAN[++sections]}、${item.section}\n` : '';
    place = item.section ? 1 : place + 1;
    const issues = item.issues ? `存在问题：${plain(item.issues)}` : '';
    const next = item.next ? `下步打算：${plain(item.next)}` : '';
    return `${head}（${HAN[place]}）${plain(item.title)}\n　　年度目标：${plain(item.goal)}（${item.units}牵头）\n　　工作进展：${plain(item.note)}${issues}${next}\n`;
  });
  return `${source.title}\n\n　　${source.preamble}\n${items.join('')}`;
}

/** Done ones under one heading, the others under a second; plan and result in one paragraph. */
export function yearEndReport(source: Source): string {
  const items = source.items.map((item, index) => {
    const head = item.section ? `\n${item.section}\n` : '';
    const goal = plain(item.goal).replace(/。$/, '');
    return `${head}${index + 1}．${plain(item.title)}（${item.units}）。年初计划${goal}。全年${plain(item.note)}\n`;
  });
  return `${source.title}\n（${source.dateline}）\n\n　　${source.preamble}\n${items.join('')}\n　　${source.footer}\n`;
}

/** A news page with a menu, a column of other news and a footer; 实事N and paragraphs without a table. */
export function cityNews(source: Source): string {
  const items = source.items.map((item, index) => {
    const caption = item.caption
      ? `<p class="pic"><img src="p${index}.png" alt=""><br>图：${item.caption}</p>\n`
      : '';
    return `<p><strong>实事${HAN[index + 1]}　${plain(item.title)}</strong></p>\n<p>　　任务：${plain(item.goal)}</p>\n<p>　　成效：${plain(item.note)}</p>\n<p>　　（责任单位：${item.units}）</p>\n${caption}`;
  });
  const menu = '<div id="nav">首页 | 新闻中心 | 政府信息公开 | 网上办事 | 互动交流 | 数据开放</div>';
  const others = `<div class="side"><h4>热门文章</h4><ul><li>${source.remark!.split('；').join('</li><li>')}</li></ul></div>`;
  const body = `<h1>${source.title}</h1>\n<p class="src">${source.dateline}</p>\n<p>　　${source.preamble}</p>\n${items.join('')}`;
  return `<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8"><title>${source.title}-${source.subtitle}</title></head>\n<body>${menu}\n<div class="where">当前位置：首页 &gt; 新闻中心 &gt; 政务动态</div>\n<div class="main">${body}</div>\n${others}\n<div class="foot">${source.footer}</div></body></html>\n`;
}

/** What a task system exports: no title, a code for each project, a bare percentage, the day of the last entry. */
export function exportedCsv(source: Source): string {
  const rows = source.items.map((item, index) => [
    `${source.year}-MS-${String(index + 1).padStart(3, '0')}`,
    plain(item.title),
    plain(item.goal),
    item.units,
    item.contacts ?? '',
    item.completion!,
    item.rate === undefined ? '' : String(item.rate),
    plain(item.note),
    plain(item.issues),
    plain(item.next),
    source.dateline!,
  ]);
  const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
  return [source.columns!, ...rows].map((cells) => cells.map(quote).join(',')).join('\r\n');
}

/** A row for each indicator with its unit in a column of its own; area, project, units and remark span them. */
export function indicatorTable(source: Source): string {
  const spans = sectionSpans(source.items);
  const rows = source.items.flatMap((item, index) => indicatorRows(item, index, spans[index]!));
  const head = `<tr>${source.columns!.map((column) => `<th>${column}</th>`).join('')}</tr>`;
  const table = `<table border="1" cellspacing="0">\n${head}\n${rows.join('\n')}\n</table>`;
  return `<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8"><title>${source.title}</title></head><body>\n<p>首页 &gt; 重点领域信息公开 &gt; 民生实事</p>\n<h2>${source.title}</h2>\n<p>${source.subtitle}</p>\n${table}\n<p>${source.remark}</p>\n</body></html>\n`;
}

/** Rows that the area cell of an item spans, 0 where the cell above still holds. */
function sectionSpans(items: readonly SourceItem[]): number[] {
  return items.map(({ section }, index) => {
    if (!section) return 0;
    const following = items.slice(index + 1);
    const end = following.findIndex((item) => item.section);
    const inside = [items[index]!, ...(end < 0 ? following : following.slice(0, end))];
    return inside.reduce((sum, { goal }) => sum + readMarked(goal!).figures.length, 0);
  });
}

function indicatorRows(item: SourceItem, index: number, sectionSpan: number): string[] {
  const targets = readMarked(item.goal!).figures;
  const span = (text: string) => `<td rowspan="${targets.length}">${text}</td>`;
  const area = sectionSpan ? `<td rowspan="${sectionSpan}">${item.section}</td>` : '';
  return targets.map((target, at) => {
    const before = at === 0 ? `${area}${span(String(index + 1))}${span(plain(item.title))}` : '';
    const after = at === 0 ? `${span(item.units)}${span(plain(item.reason))}` : '';
    const earlier = tagged(item.earlier, target);
    const done = tagged(item.note, target);
    const share = `${Number(((done.value / target.value) * 100).toFixed(1))}%`;
    const told = [target.indicator, target.unit, shown(target), shown(earlier), shown(done), share];
    return `<tr>${before}${told.map((text) => `<td>${text}</td>`).join('')}${after}</tr>`;
  });
}

function tagged(marked: string | undefined, { tag }: MarkedFigure): MarkedFigure {
  return readMarked(marked!).figures.find((figure) => figure.tag === tag)!;
}

function shown({ value }: MarkedFigure): string {
  return value.toLocaleString('en-US');
}
