import type { Reader } from './reader.ts';
export const docxReader: Reader = { format: 'docx', read: () => ({ title: null, blocks: [], notes: [] }) };
