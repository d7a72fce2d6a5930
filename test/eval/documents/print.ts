/** One source as the bytes of the file it stands for. */
import { leaderDocx, quarterBoard } from './boards.ts';
import {
  cityNews,
  exportedCsv,
  indicatorTable,
  sectionedPlan,
  sectionedReport,
  yearEndReport,
} from './bulletins.ts';
import { encodeGb } from './gb.ts';
import { csv, headedProse, htmlTable, matrix, news, numberedRun, pastedTable, plainList } from './layouts.ts';
import { mergedDocx, twoPeriodsXlsx } from './office.ts';
import { bracketPairs, fieldProse, htmlPeriods, ledgerCsv, newsPage, planLines } from './reports.ts';
import { labelledDocx, twoRowXlsx } from './sheets.ts';
import type { Source } from './source.ts';

const TEXTS: Record<string, (source: Source) => string> = {
  pastedTable,
  headedProse,
  news,
  htmlTable,
  csv,
  numberedRun,
  plainList,
  matrix,
  fieldProse,
  bracketPairs,
  planLines,
  newsPage,
  htmlPeriods,
  ledgerCsv,
  sectionedPlan,
  sectionedReport,
  yearEndReport,
  cityNews,
  exportedCsv,
  indicatorTable,
};
const OFFICE: Record<string, (source: Source) => Uint8Array> = {
  mergedDocx,
  twoPeriodsXlsx,
  twoRowXlsx,
  labelledDocx,
  quarterBoard,
  leaderDocx,
};
const GB_LAYOUTS = ['csv', 'numberedRun', 'ledgerCsv', 'exportedCsv'];

/** The whole file; the same source always gives the same bytes. */
export function printed(source: Source): Uint8Array {
  const office = OFFICE[source.layout];
  if (office) return office(source);
  const text = TEXTS[source.layout]!(source);
  return GB_LAYOUTS.includes(source.layout) ? encodeGb(text) : new TextEncoder().encode(text);
}
