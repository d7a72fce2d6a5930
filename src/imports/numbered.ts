/** Which numbering of a text is the one of its projects. */
import type { Document } from '../domain/document.ts';
import { isOfRules } from './about.ts';
import { addPeople, type People } from './cells.ts';
import { projectOf, toldRole } from './items.ts';
import { splitLabels } from './labels.ts';
import { isSection, namesSubject, reportsProgress } from './line-words.ts';
import { type OrdinalStyle, STYLES, startsOf } from './ordinals.ts';
import { isPartOfYear } from './period.ts';
import { above } from './preamble.ts';
import { type Item, isLabelled, itemsBy, type Line, partsOf } from './prose.ts';
import type { RawList, RawProject } from './raw.ts';
import { chargedFor } from './told-items.ts';
import { defaultUnitWord, looksLikeUnit } from './unit-words.ts';

export interface Numbering {
  style: OrdinalStyle | 'labels';
  items: Item[];
  /** Block of the first item. */
  first: number;
  /** Labels stand on the items' first lines. */
  inline: boolean;
}

/** Fewest items that make a list; where nothing is labelled it takes more. */
const FEWEST_LABELLED = 2;
const FEWEST_PLAIN = 3;

/** The numbering with most labelled items; of equals the outer one. */
export function bestNumbering(lines: readonly Line[]): Numbering | null {
  const ranked = STYLES.map((style) => numbering(lines, style))
    .map((found) => ({ found, labelled: found.items.filter(isLabelled).length }))
    .filter(({ found, labelled }) => labelled >= FEWEST_LABELLED && labelled * 2 > found.items.length)
    .sort((a, b) => b.labelled - a.labelled);
  return ranked[0]?.found ?? null;
}

/** Numbered items without any label, where title or opening speak of such a list and no heading is a report's own. */
export function plainNumbering(document: Document, lines: readonly Line[]): Numbering | null {
  if (isOfRules(document)) return null;
  for (const style of STYLES) {
    const found = numbering(lines, style);
    const texts = [
      document.title ?? '',
      document.fileName,
      ...lines.slice(0, lineOf(lines, found.first)).map((l) => l.text),
    ];
    if (found.items.length < FEWEST_PLAIN || !texts.some(namesSubject)) continue;
    if (!found.items.some(({ head }) => isSection(headingOf(head)))) return found;
  }
  return null;
}

/** A short head, or the words before the first stop of a longer one; '' when these are no heading. */
const headingOf = (head: string) =>
  head.length < 20 ? head : (/^([^。：:，,；;]{2,12})[。：:]/u.exec(head)?.[1] ?? '');

function numbering(lines: readonly Line[], style: OrdinalStyle): Numbering {
  const start = startsOf(lines, style);
  const items = itemsBy(lines, start);
  const first = lines.findIndex((line, i) => start(line, i, lines) !== null);
  const inline = items.filter((item) => splitLabels(item.head).length > 1).length * 2 > items.length;
  return { style, items, first: lines[first]?.block ?? 0, inline };
}

const lineOf = (lines: readonly Line[], block: number) => lines.findIndex((line) => line.block === block);

/** The items as a list; unlabelled text is progress where the title or opening announces progress. */
export function listOf(document: Document, found: Numbering, layout: string): RawList {
  const { title, preamble } = above(document, found.first);
  const body = toldRole(title, preamble, found.items);
  const reported = mostReport(found.items);
  const partOfYear = isPartOfYear([title, document.fileName, ...preamble]);
  const owned = groupsAreUnits(found.items);
  const projects = found.items.map((item) => {
    const project = projectOf(item, body, partOfYear);
    if (reported && project.units.length === 0) return { ...project, units: chargedFor(item) };
    return owned && project.units.length === 0 ? { ...project, units: ownersOf(item) } : project;
  });
  return { title, preamble, projects, periodHints: periodsOf(found.items), layout };
}

/** Items without labels that tell what has been done, whatever title and opening announce. */
const mostReport = (items: readonly Item[]) =>
  items.every((item) => !partsOf(item).some(({ label }) => label !== null)) &&
  items.filter(({ head, lines }) => reportsProgress([head, ...lines].join('\n'))).length * 2 > items.length;

/** 一、县教育局（3项）, 二、县民政局（2项）: who is in charge of what stands below. */
const groupsAreUnits = (items: readonly Item[]) =>
  new Set(items.map(({ group }) => group)).size > 1 && items.every((item) => looksLikeUnit(ownerName(item)));

const ownerName = ({ group }: Item) => (group ?? '').replace(/[（(][^（()）]*[）)]$/u, '').trim();

function ownersOf(item: Item): RawProject['units'] {
  const people: People = { units: [], officials: [] };
  addPeople(people, { role: 'responsibleUnit', word: defaultUnitWord, also: [], text: ownerName(item) });
  return people.units;
}

/** What labels of progress say of their period (上半年进展), the last one first. */
function periodsOf(items: readonly Item[]): string[] {
  const labels = items
    .flatMap(partsOf)
    .flatMap(({ label, printed }) => (label?.role === 'note' && printed ? [printed] : []));
  return [...new Set(labels)].reverse();
}
