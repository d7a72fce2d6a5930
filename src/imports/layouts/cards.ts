/** A form for each project: 项目名称 | … | 牵头单位 | … and, in rows of their own, 年度目标 | … and 进展情况 | … */
import type { Document, Table } from '../../domain/document.ts';
import { cleanText } from '../cells.ts';
import { isCardRow, printed } from '../columns.ts';
import type { ColumnRole } from '../header-words.ts';
import { bodyRole, projectOfParts } from '../items.ts';
import type { Part } from '../labels.ts';
import { above } from '../preamble.ts';
import type { Layout } from '../raw.ts';
import { classifyLabel } from '../vocabulary.ts';

/** Tables in which nearly every row is words and values in turn; one may hold several forms below each other. */
export const cardsLayout: Layout<Document> = {
  name: 'cards',
  recognise: (document) => (tablesOf(document).some(isCard) ? 0.92 : 0),
  read(document) {
    const cards = tablesOf(document).filter(isCard);
    const { title, preamble } = above(document, document.blocks.indexOf(cards[0]!));
    const body = bodyRole(title, preamble);
    const projects = cards.flatMap(formsOf).map((parts) => {
      const number = parts.find((p) => p.label?.role === 'number')?.text ?? '';
      return projectOfParts(
        { number, heading: '', parts: parts.filter((p) => p.label?.role !== 'number') },
        body,
      );
    });
    return { title, preamble, projects, periodHints: [], layout: 'cards' };
  },
};

const NAMES: readonly ColumnRole[] = ['title', 'task', 'goal'];
const TOLD: readonly ColumnRole[] = ['note', 'rate', 'leadUnit', 'responsibleUnit'];

const tablesOf = (document: Document) => document.blocks.filter((block) => block.kind === 'table');

function isCard(table: Table): boolean {
  const rows = table.rows.map(printed).filter((row) => row.length > 0);
  const roles = formsOf(table).flatMap((parts) => parts.flatMap((p) => p.label?.role ?? []));
  const pairs = rows.filter(isCardRow).length;
  return (
    pairs >= 2 &&
    pairs * 3 >= rows.length * 2 &&
    [NAMES, TOLD].every((some) => roles.some((r) => some.includes(r)))
  );
}

/** Words and values of a table, parted where the word that opens the first form comes again. */
function formsOf(table: Table): Part[][] {
  const forms: Part[][] = [];
  let opener: ColumnRole | null = null;
  for (const row of table.rows.map(printed).filter(isCardRow)) {
    for (let i = 0; i + 1 < row.length; i += 2) {
      const label = classifyLabel(cleanText(row[i]!.text));
      if (!label) continue;
      opener ??= label.role;
      if (label.role === opener) forms.push([]);
      forms.at(-1)!.push({ label, text: cleanText(row[i + 1]!.text) });
    }
  }
  return forms;
}
