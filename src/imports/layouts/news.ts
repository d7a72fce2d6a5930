/** A report in the press: 第1件：…（责任单位：…） 完成情况：… with photo captions between. */
import { listOf } from '../numbered.ts';
import type { ProseReading } from '../prose-reading.ts';
import type { Layout } from '../raw.ts';

/** Items counted as 第几件 or 第几项, with labels. */
export const newsLayout: Layout<ProseReading> = {
  name: 'news',
  recognise: (document) => (document.numbering()?.style === 'piece' ? 0.75 : 0),
  read(document) {
    const found = document.numbering();
    return found && listOf(document, found, 'news');
  },
};
