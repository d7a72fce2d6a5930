/** A report in the press: 第1件：…（责任单位：…） 完成情况：… with photo captions between. */
import type { Document } from '../../domain/document.ts';
import { bestNumbering, listOf } from '../numbered.ts';
import type { Layout } from '../raw.ts';

/** Items counted as 第几件 or 第几项, with labels. */
export const newsLayout: Layout<Document> = {
  name: 'news',
  recognise: (document) => (bestNumbering(document)?.style === 'piece' ? 0.75 : 0),
  read(document) {
    const found = bestNumbering(document);
    return found && listOf(document, found, 'news');
  },
};
