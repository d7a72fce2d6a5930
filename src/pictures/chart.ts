/** A picture of progress as SVG. Home of echarts. */
import { createRequire } from 'node:module';
import type { EChartsOption } from 'echarts';
import { LIGHTS } from '../domain/schedule.ts';
import { INNER_PX, type Layout, LINES_PX, layOut, MARGIN_PX, ROW_PX, SIZES } from './layout.ts';
import { INK, LIGHT_COLOURS } from './palette.ts';
import { type ProgressPicture, WIDTH_PX } from './picture.ts';
import { widthEm } from './text.ts';
import { LIGHT_WORDS, WORDING } from './wording.ts';

const require = createRequire(import.meta.url);
/** The bundle in one file: it loads in a tenth of the time of the modules. */
const echarts: typeof import('echarts') = require('echarts/dist/echarts.common.min');

/** Name of the family inside the font file. */
export const FONT_FAMILY = 'Noto Sans SC';

const BAR_PX = 30;
const LABEL_ABOVE_PX = -43;

/** Draws a picture as SVG text. What stands in labels is text, never markup. */
export function progressSvg(picture: ProgressPicture): string {
  const layout = layOut(picture);
  const size = { width: WIDTH_PX, height: layout.heightPx };
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, ...size });
  try {
    chart.setOption(optionOf(layout));
    return chart.renderToSVGString();
  } finally {
    chart.dispose();
  }
}

function optionOf(layout: Layout): EChartsOption {
  const { rows, axisEnd, tops } = layout;
  return {
    animation: false,
    backgroundColor: INK.background,
    textStyle: { fontFamily: FONT_FAMILY, color: INK.text },
    grid: { left: MARGIN_PX, width: INNER_PX, top: tops.bars, height: Math.max(rows.length, 1) * ROW_PX },
    xAxis: {
      type: 'value',
      min: 0,
      max: axisEnd,
      interval: 0.25,
      axisLabel: { formatter: axisText, fontSize: SIZES.small, color: INK.faint, margin: 16 },
      splitLine: { lineStyle: { color: INK.line } },
    },
    yAxis: { type: 'category', inverse: true, data: rows.map((_, index) => String(index)), show: false },
    series: [...bars(layout), plannedMarks(layout)],
    graphic: [...titleTexts(layout), ...legend(layout), ...footer(layout)],
  };
}

/** Only round places of the axis are labelled; its end at 120 % is none. */
function axisText(value: number): string {
  return value <= 1 ? `${value * 100}%` : '';
}

/** Tracks with the label at the left, bars over them, and the value at the right. */
function bars({ rows, axisEnd }: Layout) {
  const whole = rows.map(() => axisEnd);
  const common = { type: 'bar' as const, barWidth: BAR_PX, barGap: '-100%', silent: true };
  const label = {
    show: true,
    verticalAlign: 'top' as const,
    fontSize: SIZES.label,
    color: INK.text,
    backgroundColor: INK.background,
  };
  return [
    {
      ...common,
      data: whole,
      itemStyle: { color: INK.track },
      label: { ...label, position: [0, LABEL_ABOVE_PX], align: 'left', formatter: textOf(rows, 'label') },
    },
    {
      ...common,
      data: rows.map(({ length, light }) => ({ value: length, itemStyle: { color: LIGHT_COLOURS[light] } })),
    },
    {
      ...common,
      data: whole,
      itemStyle: { color: 'transparent' },
      label: {
        ...label,
        position: ['100%', LABEL_ABOVE_PX],
        align: 'right',
        formatter: textOf(rows, 'value'),
      },
    },
  ] as EChartsOption['series'] & object[];
}

function textOf(rows: Layout['rows'], part: 'label' | 'value'): (bar: { dataIndex: number }) => string {
  return ({ dataIndex }) => rows[dataIndex]?.[part] ?? '';
}

function plannedMarks({ rows }: Layout) {
  return {
    type: 'scatter' as const,
    silent: true,
    clip: false,
    symbol: 'rect',
    symbolSize: [9, BAR_PX + 18],
    itemStyle: { color: INK.planned, borderColor: INK.background, borderWidth: 3, opacity: 1 },
    data: rows.flatMap(({ planned }, index) => (planned === null ? [] : [[planned, index]])),
    z: 5,
  };
}

interface Place {
  x: number;
  y: number;
  size: number;
  colour: string;
}

function text(words: string, { x, y, size, colour }: Place) {
  const style = { text: words, fontSize: size, fontFamily: FONT_FAMILY, fill: colour };
  return { type: 'text' as const, x, y, silent: true, style };
}

function titleTexts({ title, tops }: Layout) {
  return title.map((line, index) =>
    text(line, { x: MARGIN_PX, y: tops.title + index * LINES_PX.title, size: SIZES.title, colour: INK.text }),
  );
}

function footer({ footer: lines, rows, tops }: Layout) {
  const small = { x: MARGIN_PX, size: SIZES.small, colour: INK.faint };
  const nothing = rows.length === 0 ? [text(WORDING.noBars, { ...small, y: tops.bars + ROW_PX / 3 })] : [];
  return [
    ...nothing,
    ...lines.map((line, index) => text(line, { ...small, y: tops.footer + index * LINES_PX.small })),
  ];
}

/** The lights that occur, and the mark of the plan. */
function legend({ rows, tops }: Layout) {
  const lights = LIGHTS.filter((light) => rows.some((row) => row.light === light));
  const planned = rows.some((row) => row.planned !== null);
  const entries = [
    ...lights.map((light) => ({ word: LIGHT_WORDS[light], colour: LIGHT_COLOURS[light], width: 22 })),
    ...(planned ? [{ word: WORDING.plannedMark, colour: INK.planned, width: 8 }] : []),
  ];
  let x = MARGIN_PX;
  return entries.flatMap(({ word, colour, width }) => {
    const shape = { x, y: tops.legend, width, height: 28 };
    const words = text(word, { x: x + width + 8, y: tops.legend, size: SIZES.small, colour: INK.text });
    x += width + 8 + widthEm(word) * SIZES.small + 18;
    return [{ type: 'rect' as const, silent: true, shape, style: { fill: colour } }, words];
  });
}
