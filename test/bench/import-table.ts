/** `node import-table.ts csv|xlsx FOLDER`: one long table from its file into a database. Prints JSON. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as XLSX from '@e965/xlsx';
import { openDatabase } from '../../src/database.ts';
import { readDocument } from '../../src/documents/read.ts';
import { readImport } from '../../src/importer.ts';
import { timeOnce } from './timing.ts';

/** Import of one table beside reading its file alone; memory is that of this process, without the one that reads and understands. */
export interface TableResult {
  rows: number;
  readMs: number;
  importMs: number;
  storeMs: number;
  readPeakMb: number;
  peakMb: number;
}

const ROWS = 20_000;
const MATTERS = [
  '停车设施',
  '社区食堂',
  '口袋公园',
  '加装电梯',
  '校园食堂',
  '公共厕所',
  '充电桩',
  '养老床位',
];

function table(): string[][] {
  const head = ['序号', '项目名称', '年度目标', '责任单位', '进展情况', '完成率（%）'];
  const rows = Array.from({ length: ROWS }, (_, i) => {
    const matter = MATTERS[i % MATTERS.length]!;
    const goal = `新建${matter}${(i % 90) + 10}个，惠及居民${i * 3 + 100}人。`;
    const note = `截至6月底，已新建${matter}${(i % 70) + 5}个，惠及居民${i * 2 + 50}人，预计9月底完工。`;
    const unit = `区住建局、第${i % 60}街道办事处`;
    return [String(i + 1), `${matter}建设第${i + 1}处`, goal, unit, note, String(i % 100)];
  });
  return [['成都市武侯区2025年民生实事项目进展情况（上半年）'], head, ...rows];
}

function write(format: string, path: string): void {
  if (format === 'csv') {
    writeFileSync(
      path,
      table()
        .map((row) => row.join(','))
        .join('\n'),
    );
    return;
  }
  const book = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(table()), '进展');
  writeFileSync(path, XLSX.write(book, { type: 'buffer', bookType: 'xlsx', compression: true }) as Buffer);
}

const peakMb = () => process.resourceUsage().maxRSS / 1024;

const [format = 'csv', folder = '.'] = process.argv.slice(2);
const path = join(folder, `table.${format}`);
write(format, path);
const bytes = new Uint8Array(readFileSync(path));
const readMs = await timeOnce(() => readDocument({ name: `table.${format}`, bytes }));
const readPeakMb = peakMb();
let rows = 0;
const { store } = await openDatabase(join(folder, 'table.db'));
let document: Awaited<ReturnType<typeof readImport>>;
const importMs = await timeOnce(async () => {
  document = await readImport(path, {});
  rows = document.projects.length;
});
const storeMs = await timeOnce(() => store.saveImport(document, '2025-07-10T00:00:00.000Z'));
await store.close();
const result = { rows, readMs, importMs, storeMs, readPeakMb, peakMb: peakMb() };
console.log(JSON.stringify(result satisfies TableResult));
