/** Numbered items with their labels run together on the line: 1.任务。 牵头领导：… 责任单位：… 完成情况：… */
import { listOf } from '../numbered.ts';
import type { ProseReading } from '../prose-reading.ts';
import type { Layout } from '../raw.ts';

/** Items whose first line carries the labels itself. */
export const numberedListLayout: Layout<ProseReading> = {
  name: 'numbered-list',
  recognise(document) {
    const found = document.numbering();
    return found?.inline && found.style !== 'piece' ? 0.7 : 0;
  },
  read(document) {
    const found = document.numbering();
    return found && listOf(document, found, 'numbered-list');
  },
};
