/** Items under numbered headings: 一、标题（某局负责）, then （一）工作目标。… （二）完成情况。… below. */
import type { Document } from '../../domain/document.ts';
import { bestNumbering, listOf, plainNumbering } from '../numbered.ts';
import type { Layout } from '../raw.ts';

/** Headings of any numbering whose labelled texts stand in lines of their own, or that announce such a list. */
export const headedProseLayout: Layout<Document> = {
  name: 'headed-prose',
  recognise(document) {
    const found = bestNumbering(document);
    if (found && !found.inline && found.style !== 'piece') return 0.7;
    return plainNumbering(document) ? 0.4 : 0;
  },
  read(document) {
    const found = bestNumbering(document) ?? plainNumbering(document);
    return found && listOf(document, found, 'headed-prose');
  },
};
