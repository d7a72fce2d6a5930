/** Numbered items with their labels run together on the line: 1.任务。 牵头领导：… 责任单位：… 完成情况：… */
import type { Document } from '../../domain/document.ts';
import { bestNumbering, listOf } from '../numbered.ts';
import type { Layout } from '../raw.ts';

/** Items whose first line carries the labels itself. */
export const numberedListLayout: Layout<Document> = {
  name: 'numbered-list',
  recognise(document) {
    const found = bestNumbering(document);
    return found?.inline && found.style !== 'piece' ? 0.7 : 0;
  },
  read(document) {
    const found = bestNumbering(document);
    return found && listOf(document, found, 'numbered-list');
  },
};
