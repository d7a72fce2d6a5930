/**
 * Markup of the sources in `source/`: the text of a document with its gold written inside it, so that the two
 * cannot drift apart. `{1800个#a}` is a figure (`?` not required, `>=` `<=` comparator, `#a` pairs goal with
 * note, `%88` the printed share of plan, `@2025-06-30` as-of day); `[[9月底=2025-09-30:通车]]` a milestone; `¶` a
 * line break.
 */
export interface GoldFigure {
  indicator: string;
  comparator: '>=' | '<=' | '=';
  value: number;
  unit: string;
  as_of: string | null;
  optional?: true;
}

export interface GoldMilestone {
  what: string;
  due: string;
  optional?: true;
}

export interface MarkedFigure extends GoldFigure {
  tag: string | null;
  statedRatio: number | null;
}

export interface Marked {
  /** Text as printed, markup taken out. */
  text: string;
  figures: MarkedFigure[];
  milestones: GoldMilestone[];
}

const MARK =
  /\{(\?)?(>=|<=)?([^{}#@%]+?%?)(?:#(\w))?(?:%([\d.]+))?(?:@([\d-]+))?\}|\[\[(\?)?([^=\]]+)=([\d-]+):([^\]]+)\]\]/g;

/** Reads one marked text. */
export function readMarked(source: string): Marked {
  const figures: MarkedFigure[] = [];
  const milestones: GoldMilestone[] = [];
  let text = '';
  let from = 0;
  for (const found of source.matchAll(MARK)) {
    text += source.slice(from, found.index);
    from = found.index + found[0].length;
    if (found[8] !== undefined) {
      milestones.push({ what: found[10]!, due: found[9]!, ...(found[7] ? { optional: true as const } : {}) });
      text += found[8];
    } else {
      figures.push(figure(found, indicatorBefore(text)));
      text += found[3]!;
    }
  }
  return { text: (text + source.slice(from)).replaceAll('¶', '\n'), figures, milestones };
}

function figure(found: RegExpMatchArray, indicator: string): MarkedFigure {
  const { value, unit } = quantity(found[3]!);
  return {
    indicator,
    comparator: (found[2] as '>=' | '<=' | undefined) ?? '=',
    value,
    unit,
    as_of: found[6] ?? null,
    ...(found[1] ? { optional: true as const } : {}),
    tag: found[4] ?? null,
    statedRatio: found[5] === undefined ? null : Number((Number(found[5]) / 100).toPrecision(6)),
  };
}

/** `４.５万套` → 45000 套; `4300余人次` → 4300 人次; `两家` → 2 家. */
function quantity(printed: string): { value: number; unit: string } {
  const digits = printed.normalize('NFKC').replace(/^一/, '1').replace(/^两/, '2');
  const parts = /^([\d.]+)(万|亿)?(?:余|多)?(.+)$/.exec(digits);
  if (!parts) throw new Error(`not a figure: ${printed}`);
  const scale = parts[2] === '万' ? 1e4 : parts[2] === '亿' ? 1e8 : 1;
  return { value: Number((Number(parts[1]) * scale).toPrecision(12)), unit: parts[3]! };
}

function indicatorBefore(text: string): string {
  return (/[^，。；：、（）\n]*$/.exec(text)?.[0] ?? '').slice(-16);
}
