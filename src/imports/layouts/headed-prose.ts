/** Items under numbered headings: 一、标题（某局负责）, then （一）工作目标。… （二）完成情况。… below. */
import { listOf } from '../numbered.ts';
import type { ProseReading } from '../prose-reading.ts';
import type { Layout } from '../raw.ts';

/** Headings of any numbering whose labelled texts stand in lines of their own, or that announce such a list. */
export const headedProseLayout: Layout<ProseReading> = {
  name: 'headed-prose',
  recognise(document) {
    const found = document.numbering();
    if (found && !found.inline && found.style !== 'piece') return 0.7;
    return document.plainNumbering() ? 0.4 : 0;
  },
  read(document) {
    const found = document.numbering() ?? document.plainNumbering();
    return found && listOf(document, found, 'headed-prose');
  },
};
