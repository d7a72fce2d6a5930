/** A form for each project: 项目名称 | … | 牵头单位 | … and, in rows of their own, 年度目标 | … and 进展情况 | … */
import type { Cell, Document, Table } from '../../domain/document.ts';
import { cleanText, isNumeral, namesPeople } from '../cells.ts';
import { LONGEST_STATE } from '../column-plan.ts';
import { cardPairs, isCardRow, printed } from '../columns.ts';
import type { ColumnRole, HeaderMatch } from '../header-words.ts';
import { bodyRole, type ItemParts, projectOfParts } from '../items.ts';
import type { Part } from '../labels.ts';
import { ordinalOf, STYLES } from '../ordinals.ts';
import { above } from '../preamble.ts';
import type { Layout } from '../raw.ts';
import { namesState } from '../reading/status.ts';

/** Tables in which nearly every row is words and values in turn; one may hold several forms below each other. */
export const cardsLayout: Layout<Document> = {
  name: 'cards',
  recognise: (document) => (tablesOf(document).some(isCard) ? 0.92 : 0),
  read(document) {
    const cards = tablesOf(document).filter(isCard);
    const names = cards.map((card) => nameAbove(document, card));
    const { title, preamble } = above(document, document.blocks.indexOf(cards[0]!) - (names[0] ? 1 : 0));
    const body = bodyRole(title, preamble);
    const forms = cards.flatMap((card, i) => withHeading(formsOf(card), names[i]!));
    const projects = forms.map((form) => projectOfParts(itemOf(form), body));
    return { title, preamble, projects, periodHints: [], layout: 'cards' };
  },
};

/** Longest line that names the form below it, in characters. */
const LONGEST_NAME = 40;

/** The line right above a table: 三、县城集中供热扩网; '' for a sentence, or where there is none. */
function nameAbove({ blocks }: Document, card: Table): string {
  const block = blocks[blocks.indexOf(card) - 1];
  const text = block?.kind === 'paragraph' ? cleanText(block.text) : '';
  return text.length <= LONGEST_NAME && !/[。；：:]/u.test(text) ? text : '';
}

/** One form that does not say its own name has it from the line above. */
function withHeading(forms: Form[], name: string): Form[] {
  const [only, ...others] = forms;
  const named = only && (only.heading !== '' || only.parts.some((p) => p.label?.role === 'title'));
  return !only || named || others.length > 0 ? forms : [{ ...only, heading: name }];
}

function itemOf({ heading, parts }: Form): ItemParts {
  const numbered = STYLES.map((style) => ordinalOf(heading, style)).find((found) => found !== null);
  const number = parts.find((p) => p.label?.role === 'number')?.text ?? numbered?.number ?? '';
  return {
    number,
    heading: numbered?.head ?? heading,
    parts: parts.filter((p) => p.label?.role !== 'number'),
  };
}

const NAMES: readonly ColumnRole[] = ['title', 'task', 'goal'];
const TOLD: readonly ColumnRole[] = ['note', 'rate', 'leadUnit', 'responsibleUnit'];

const tablesOf = (document: Document) => document.blocks.filter((block) => block.kind === 'table');

function isCard(table: Table): boolean {
  const rows = table.rows.map(printed).filter((row) => row.length > 0);
  const roles = formsOf(table).flatMap(({ parts }) => parts.flatMap((p) => p.label?.role ?? []));
  const pairs = rows.filter(isCardRow).length;
  return (
    pairs >= 2 &&
    pairs * 3 >= rows.length * 2 &&
    [NAMES, TOLD].every((some) => roles.some((r) => some.includes(r)))
  );
}

interface Form {
  /** A name over the whole width above the pairs; '' when there is none. */
  heading: string;
  parts: Part[];
}

/** 社区食堂, or 第5件 | 社区食堂. */
const isName = (row: readonly Cell[]) => row.length === 1 || (row.length === 2 && isNumeral(row[0]!.text));

/** Words and values of a table, parted at headings over the whole width, or else where the word that opens the first form comes again. */
function formsOf(table: Table): Form[] {
  const rows = table.rows.map(printed).filter((row) => row.length > 0);
  const isHeading = (at: number) => isName(rows[at]!) && rows[at + 1] && isCardRow(rows[at + 1]!);
  const headed = rows.some((_, at) => isHeading(at));
  const forms: Form[] = [];
  let opener: ColumnRole | null = null;
  for (const [at, row] of rows.entries()) {
    if (isHeading(at)) forms.push({ heading: row.map((cell) => cleanText(cell.text)).join(' '), parts: [] });
    for (const part of isCardRow(row) ? pairsOf(row) : []) {
      opener ??= part.label.role;
      if (forms.length === 0 || (!headed && part.label.role === opener))
        forms.push({ heading: '', parts: [] });
      forms.at(-1)!.parts.push(part);
    }
  }
  return forms.filter(({ parts }) => parts.length > 0);
}

/** 形象进度 | 78% is a rate, 形象进度 | 已完工 a state; names in lines of their own are several. */
function told(label: HeaderMatch, text: string): { label: HeaderMatch; text: string } {
  if (namesPeople(label.role)) return { label, text: text.replace(/\s*\n\s*/gu, '、') };
  if (label.role !== 'note') return { label, text };
  if (/^[\d.]+\s*[%％]$/u.test(text)) return { label: { ...label, role: 'rate' }, text };
  return {
    label: namesState(text) && text.length <= LONGEST_STATE ? { ...label, role: 'status' } : label,
    text,
  };
}

const pairsOf = (row: readonly Cell[]): { label: HeaderMatch; text: string }[] =>
  (cardPairs(row.map((cell) => cleanText(cell.text))) ?? []).map(({ label, value }) => told(label, value));
