/** The audit trail as a table for spreadsheets. */
import type { AuditRow } from './operator-ports.ts';
import { AUDIT_COLUMNS } from './operator-wording.ts';

/** Tells spreadsheets that the file is UTF-8. */
const BYTE_ORDER_MARK = '\ufeff';

/** All rows under a header; no cell can become a formula. */
export function auditCsv(rows: readonly AuditRow[]): string {
  const lines = rows.map(({ at, actor, action, where, outcome, detail }) =>
    [at, actor, action, where, outcome, detail].map(cell).join(','),
  );
  return `${BYTE_ORDER_MARK}${[AUDIT_COLUMNS.join(','), ...lines].join('\r\n')}\r\n`;
}

/** A cell that begins like a formula gets an apostrophe in front, as spreadsheets themselves write it. */
function cell(text: string): string {
  const harmless = /^[\s]*[=+\-@]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
