/** The layouts that are known; a new one is one file and one line here. */
import type { Document } from '../../domain/document.ts';
import { withPlainLabels } from '../alternating-labels.ts';
import { withCellsAsText } from '../cells-as-text.ts';
import { chapterOf } from '../chapters.ts';
import { withoutContents } from '../contents.ts';
import { type ProseReading, readingOf } from '../prose-reading.ts';
import type { Layout, RawList } from '../raw.ts';
import { withLabelsBeside } from '../stacked-labels.ts';
import { cardsLayout } from './cards.ts';
import { headedProseLayout } from './headed-prose.ts';
import { labelledBlocksLayout } from './labelled-blocks.ts';
import { markedListLayout } from './marked-list.ts';
import { matrixLayout } from './matrix.ts';
import { newsLayout } from './news.ts';
import { numberedListLayout } from './numbered-list.ts';
import { pastedTableLayout } from './pasted-table.ts';
import { runningTextLayout } from './running-text.ts';
import { tableLayout } from './table.ts';
import { tallyLayout } from './tally.ts';

export const LAYOUTS: readonly Layout<ProseReading>[] = [
  matrixLayout,
  cardsLayout,
  tableLayout,
  pastedTableLayout,
  newsLayout,
  headedProseLayout,
  numberedListLayout,
  markedListLayout,
  labelledBlocksLayout,
  tallyLayout,
  runningTextLayout,
];

/**
 * The list as the layout that recognises the document best reads it; the next best when it finds no projects. Tables that
 * none of them knows may only be the frame of a text.
 */
export function readList(
  document: Document,
  layouts: readonly Layout<ProseReading>[] = LAYOUTS,
): RawList | null {
  const whole = withPlainLabels(withLabelsBeside(withoutContents(document)));
  const chapter = chapterOf(whole);
  return (
    (chapter && readBest(chapter, layouts)) ??
    readBest(whole, layouts) ??
    readBest(withPlainLabels(withCellsAsText(whole)), layouts)
  );
}

function readBest(document: Document, layouts: readonly Layout<ProseReading>[]): RawList | null {
  const reading = readingOf(document);
  const ranked = layouts
    .map((layout) => ({ layout, score: layout.recognise(reading) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score);
  for (const { layout } of ranked) {
    const list = layout.read(reading);
    if (list && list.projects.length > 0) return list;
  }
  return null;
}
