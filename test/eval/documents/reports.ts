/** More ways to print a source as text: fields in prose, pairs in brackets, plan lines, a portal page, a ledger. */
import { numberOf, plain, type Source, type SourceItem } from './source.ts';

const HAN = '零 一 二 三 四 五 六 七 八 九 十 十一 十二 十三 十四 十五'.split(' ');

type Pair = [label: string, text: string | undefined];

/** 一、title, then one line for each field: 责任领导：…, 责任单位：…, 目标任务：…, 办理结果：… */
export function fieldProse(source: Source): string {
  const items = source.items.map((item, index) => {
    const fields: Pair[] = [
      ['责任领导', item.leaders],
      ['责任单位', item.units],
      ['目标任务', plain(item.goal)],
      ['办理结果', plain(item.note)],
    ];
    return `${HAN[numberOf(item, index)]}、${plain(item.title)}\n${told(fields, (label, text) => `${label}：${text}\n`)}`;
  });
  return `${source.title}\n\n　　${source.preamble}\n\n${items.join('\n')}`;
}

/** 1.【项目名称】…【年度目标】… run together, one paragraph an item. */
export function bracketPairs(source: Source): string {
  const items = source.items.map((item, index) => {
    const fields: Pair[] = [
      ['项目名称', plain(item.title)],
      ['年度目标', plain(item.goal)],
      ['责任单位', item.units],
      ['分管区领导', item.leaders],
      ['三季度进展', plain(item.note)],
      ['存在问题', plain(item.issues)],
      ['下步安排', plain(item.next)],
    ];
    return `${index + 1}.${told(fields, (label, text) => `【${label}】${text}`)}`;
  });
  return `${source.title}\n\n${source.preamble}\n${items.join('\n')}\n`;
}

function told(fields: readonly Pair[], print: (label: string, text: string) => string): string {
  return fields.map(([label, text]) => (text ? print(label, text) : '')).join('');
}

/** （1）title：goal 牵头单位：…　责任领导：… */
export function planLines(source: Source): string {
  const items = source.items.map(
    (item, index) =>
      `（${index + 1}）${plain(item.title)}：${plain(item.goal)}\n　　　牵头单位：${item.units}　　责任领导：${item.leaders}`,
  );
  return `${source.title}\n\n${items.join('\n')}\n`;
}

/** A portal's page with menu, tools and neighbours; a heading and two paragraphs an item. */
export function newsPage(source: Source): string {
  const items = source.items.map((item, index) => {
    const caption = item.caption
      ? `<figure><img src="${index}.jpg" alt=""><figcaption>${item.caption}</figcaption></figure>\n`
      : '';
    const goal = plain(item.goal).replace(/。$/, '');
    return `<h3>${index + 1}. ${plain(item.title)}</h3>\n<p>年初目标：${goal}（牵头单位：${item.units}）。</p>\n<p>办理情况：${plain(item.note)}</p>\n${caption}`;
  });
  const tools = '<div class="tools">字体：<b>大</b> <b>中</b> <b>小</b> | 打印 | 分享到：微信</div>';
  const body = `<h1>${source.title}</h1>\n<div class="info">${source.dateline}</div>${tools}\n<div class="article"><p>${source.preamble}</p>\n${items.join('')}</div>`;
  return portalPage(source.title, `${body}\n<div class="near">${source.footer}</div>`);
}

/** Two periods side by side in a page's table, with the rate, the flag and the reason after them. */
export function htmlPeriods(source: Source): string {
  const items = source.items.map((item, index) =>
    tableRow('td', [
      String(index + 1),
      plain(item.title),
      plain(item.goal),
      item.units,
      plain(item.earlier),
      plain(item.note),
      `${item.rate}%`,
      item.lagging ? '否' : '是',
      plain(item.reason),
    ]),
  );
  const table = `<table class="MsoTable">${tableRow('th', source.columns!)}\n${items.join('\n')}</table>`;
  return portalPage(source.title, `<h2>${source.title}</h2>\n${table}`);
}

function tableRow(tag: string, cells: readonly string[]): string {
  return `<tr>${cells.map((cell) => `<${tag}><p>${cell}</p></${tag}>`).join('')}</tr>`;
}

function portalPage(title: string, body: string): string {
  const menu = '首页 要闻动态 政务公开 办事服务 互动交流 走进我们'
    .split(' ')
    .map((name, at) => `<li><a href="/menu/${at}">${name}</a></li>`);
  const head = `<meta charset="utf-8"><title>${title}_政府门户网站</title>`;
  const footer = '<footer>主办：人民政府办公室　网站标识码：1234567890　<a href="/map">网站地图</a></footer>';
  return `<!DOCTYPE html>\n<html lang="zh-CN"><head>${head}</head><body>\n<ul class="menu">${menu.join('')}</ul>\n${body}\n${footer}\n</body></html>\n`;
}

/** A ledger with rates and lights, the meaning of the lights in a last line. */
export function ledgerCsv(source: Source): string {
  const quote = (cell: string) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  const width = source.columns!.length;
  const alone = (text: string) => [text, ...Array<string>(width - 1).fill('')];
  const rows = [alone(source.title), source.columns!, ...source.items.map(ledgerRow), alone(source.remark!)];
  return rows.map((cells) => cells.map(quote).join(',')).join('\r\n');
}

function ledgerRow(item: SourceItem, index: number): string[] {
  const told = [plain(item.title), plain(item.goal), item.units, plain(item.note)];
  return [String(index + 1), ...told, `${item.rate}%`, item.light!, plain(item.reason)];
}
