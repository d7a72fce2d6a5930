/** The numbers that Word shows before paragraphs but does not keep in their text: `1.`, `（一）`, `第三条`. */
import type { CheerioAPI } from 'cheerio';
import type { Element } from 'domhandler';
import { formatNumber } from './number-format.ts';

interface Level {
  start: number;
  format: string;
  /** `%1.`, `（%1）`, `%1.%2` */
  pattern: string;
}

interface List {
  /** Lists of the same definition count on together. */
  definition: string;
  levels: ReadonlyMap<number, Level>;
  /** Levels at which this list begins anew. */
  restarts: ReadonlyMap<number, number>;
}

interface Place {
  list: string;
  level: number;
}

/** Gives the paragraphs of one document their numbers, called once a paragraph in reading order. */
export class Numbering {
  readonly #lists: ReadonlyMap<string, List>;
  readonly #styles: ReadonlyMap<string, Place>;
  readonly #counters = new Map<string, number[]>();
  readonly #begun = new Set<string>();

  /** From `word/numbering.xml` and `word/styles.xml`, parsed. */
  constructor(numbering: CheerioAPI, styles: CheerioAPI) {
    this.#lists = readLists(numbering);
    this.#styles = readStyles(styles);
  }

  /** The number of a paragraph by its properties (`w:pPr`), as printed; '' when it has none. */
  next($: CheerioAPI, properties: Element | undefined): string {
    const place = this.#placeOf($, properties);
    const list = place && this.#lists.get(place.list);
    const level = list?.levels.get(place!.level);
    if (!place || !list || !level) return '';
    const counts = this.#count(place, list, level);
    if (level.format === 'bullet' || level.format === 'none') return '';
    return level.pattern.replace(/%(\d)/g, (_, digit: string) => {
      const shown = Number(digit) - 1;
      const { format, start } = list.levels.get(shown) ?? level;
      return formatNumber(counts[shown] ?? start, format);
    });
  }

  #count({ list: id, level }: Place, list: List, { start }: Level): number[] {
    const counts = this.#counters.get(list.definition) ?? [];
    this.#counters.set(list.definition, counts);
    const restart = list.restarts.get(level);
    const fresh = restart !== undefined && !this.#begun.has(`${id}/${level}`);
    this.#begun.add(`${id}/${level}`);
    const before = counts[level];
    counts[level] = fresh ? restart : before === undefined ? start : before + 1;
    counts.length = level + 1;
    return counts;
  }

  #placeOf($: CheerioAPI, properties: Element | undefined): Place | null {
    if (!properties) return null;
    const own = $(properties).children('w\\:numPr');
    const styled = this.#styles.get($(properties).children('w\\:pStyle').attr('w:val') ?? '') ?? null;
    if (own.length === 0) return styled;
    const level = own.children('w\\:ilvl').attr('w:val') ?? styled?.level ?? 0;
    return { list: own.children('w\\:numId').attr('w:val') ?? styled?.list ?? '0', level: Number(level) };
  }
}

function readLists($: CheerioAPI): Map<string, List> {
  const definitions = new Map(
    $('w\\:abstractNum')
      .toArray()
      .map((node) => [node.attribs['w:abstractNumId'] ?? '', readLevels($, node)]),
  );
  return new Map(
    $('w\\:num')
      .toArray()
      .map((node) => {
        const definition = $(node).children('w\\:abstractNumId').attr('w:val') ?? '';
        const overrides = $(node).children('w\\:lvlOverride').toArray();
        const levels = new Map([
          ...(definitions.get(definition) ?? []),
          ...overrides.flatMap((o) => [...readLevels($, o)]),
        ]);
        const restarts = overrides.flatMap((o): [number, number][] => {
          const start = $(o).children('w\\:startOverride').attr('w:val');
          return start === undefined ? [] : [[Number(o.attribs['w:ilvl']), Number(start)]];
        });
        return [node.attribs['w:numId'] ?? '', { definition, levels, restarts: new Map(restarts) }];
      }),
  );
}

function readLevels($: CheerioAPI, parent: Element): Map<number, Level> {
  return new Map(
    $(parent)
      .children('w\\:lvl')
      .toArray()
      .map((node) => {
        const value = (name: string) => $(node).children(`w\\:${name}`).attr('w:val');
        const format = value('numFmt') ?? $(node).find('w\\:numFmt').attr('w:val') ?? 'decimal';
        const level = { start: Number(value('start') ?? 1), format, pattern: value('lvlText') ?? '' };
        return [Number(node.attribs['w:ilvl']), level];
      }),
  );
}

/** Styles that number their paragraphs, with what they inherit. */
function readStyles($: CheerioAPI): Map<string, Place> {
  const styles = $('w\\:style').toArray();
  const byId = new Map(styles.map((node) => [node.attribs['w:styleId'] ?? '', node]));
  const placeOf = (node: Element | undefined, depth = 0): Place | null => {
    if (!node || depth > 10) return null;
    const own = $(node).children('w\\:pPr').children('w\\:numPr');
    const list = own.children('w\\:numId').attr('w:val');
    if (list) return { list, level: Number(own.children('w\\:ilvl').attr('w:val') ?? 0) };
    const parent = placeOf(byId.get($(node).children('w\\:basedOn').attr('w:val') ?? ''), depth + 1);
    const level = own.children('w\\:ilvl').attr('w:val');
    return parent && level ? { ...parent, level: Number(level) } : parent;
  };
  return new Map(
    [...byId].flatMap(([id, node]) => {
      const place = placeOf(node);
      return place ? [[id, place] as const] : [];
    }),
  );
}
