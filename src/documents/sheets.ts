import type { Reader } from './reader.ts';
export const sheetReader = (format: 'xlsx' | 'xls' | 'ods'): Reader => ({
  format,
  read: () => ({ title: null, blocks: [], notes: [] }),
});
