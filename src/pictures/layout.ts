/** Where things stand in a picture, in pixels, and the texts cut to their places. */
import { MAX_BARS, type ProgressBar, type ProgressPicture, WIDTH_PX } from './picture.ts';
import { cut, drawable, widthEm, wrap } from './text.ts';
import { LIGHT_WORDS, WORDING } from './wording.ts';

/** Sizes of the type. On a phone a third of it is left. */
export const SIZES = { title: 46, label: 34, small: 28 } as const;

/** Height of one bar with its label above it. */
export const ROW_PX = 112;
/** From the edge of the picture. */
export const MARGIN_PX = 48;
/** Width of what stands between the margins. */
export const INNER_PX = WIDTH_PX - 2 * MARGIN_PX;

/** Height of a line of the title and of the footer. */
export const LINES_PX = { title: 62, small: 44 } as const;

const AXIS_PX = 64;
/** The right end of the axis when something is over 100 %; longer bars are cut off there. */
const LONG_AXIS = 1.2;

/** One bar, ready to be drawn. */
export interface Row {
  label: string;
  value: string;
  /** Length of the bar on the axis. */
  length: number;
  /** Place of the mark on the axis; null without a plan. */
  planned: number | null;
  light: ProgressBar['light'];
}

/** A picture with every text cut and every place known. */
export interface Layout {
  title: readonly string[];
  /** Lines under the bars. */
  footer: readonly string[];
  rows: readonly Row[];
  /** The right end of the axis: 1, or more when a rate is over 100 %. */
  axisEnd: number;
  /** Tops from the upper edge. */
  tops: { title: number; legend: number; bars: number; footer: number };
  heightPx: number;
}

/** Cuts the texts and stacks title, legend, bars and footer. */
export function layOut(picture: ProgressPicture): Layout {
  const shown = picture.bars.slice(0, MAX_BARS);
  const axisEnd = shown.some(({ rate, planned }) => (rate ?? 0) > 1 || (planned ?? 0) > 1) ? LONG_AXIS : 1;
  const title = titleLines(drawable(picture.title));
  const footer = footerOf(picture);
  const legendTop = MARGIN_PX + title.length * LINES_PX.title + 8;
  const barsTop = legendTop + LINES_PX.small + 20;
  const footerTop = barsTop + Math.max(shown.length, 1) * ROW_PX + AXIS_PX;
  return {
    title,
    footer,
    rows: shown.map((bar) => rowOf(bar, axisEnd)),
    axisEnd,
    tops: { title: MARGIN_PX, legend: legendTop, bars: barsTop, footer: footerTop },
    heightPx: footerTop + footer.length * LINES_PX.small + MARGIN_PX - 12,
  };
}

/** One line, or two of about the same length. */
function titleLines(title: string): string[] {
  const maxEm = INNER_PX / SIZES.title;
  const width = widthEm(title);
  const even = width > maxEm && width < 2 * maxEm - 4 ? width / 2 + 1 : maxEm;
  return wrap(title, { maxEm: even, lines: 2 });
}

function footerOf({ asOf, source, bars }: ProgressPicture): string[] {
  const hidden = bars.length - MAX_BARS;
  const sourceLines = wrap(drawable(WORDING.source(source)), { maxEm: INNER_PX / SIZES.small, lines: 2 });
  return [...(hidden > 0 ? [WORDING.more(hidden)] : []), WORDING.asOf(asOf), ...sourceLines];
}

function rowOf({ label, rate, planned, light }: ProgressBar, axisEnd: number): Row {
  const value = valueText(known(rate), light, axisEnd);
  const roomEm = INNER_PX / SIZES.label - widthEm(value) - 1;
  return {
    label: cut(drawable(label), roomEm),
    value,
    length: clamp(known(rate) ?? 0, axisEnd),
    planned: known(planned) === null ? null : clamp(planned ?? 0, axisEnd),
    light,
  };
}

const known = (rate: number | null): number | null => (Number.isFinite(rate) ? rate : null);

const clamp = (rate: number, axisEnd: number): number => Math.min(Math.max(rate, 0), axisEnd);

function valueText(rate: number | null, light: ProgressBar['light'], axisEnd: number): string {
  const words = light === 'unknown' ? [] : [LIGHT_WORDS[light]];
  if (rate === null) return [WORDING.unknownRate, ...words].join(' ');
  return [`${percent(rate)}${rate > axisEnd ? '→' : ''}`, ...words].join(' ');
}

/** 0.699 → 69.9%: one digit behind the point at most. */
const percent = (rate: number): string => `${Number((rate * 100).toFixed(1))}%`;
