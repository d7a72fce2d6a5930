/** What is printed on one page of a .pdf: pieces of text and straight lines, in points from the top left. */
import { getResolvedPDFJS } from 'unpdf';
import type { PDFPageProxy } from 'unpdf/pdfjs';
import { plainCharacters } from '../../domain/look-alikes.ts';

/** A piece of text as the file sets it: often less than a line, sometimes a single character. */
export interface Run {
  text: string;
  left: number;
  right: number;
  /** Of the baseline. */
  y: number;
  /** Font size. */
  size: number;
}

/** A straight line; horizontal when `top` equals `bottom`, vertical when `left` equals `right`. */
export interface Rule {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

export interface Page {
  width: number;
  height: number;
  runs: Run[];
  rules: Rule[];
}

/** Six numbers of a PDF transformation. */
type Matrix = readonly [number, number, number, number, number, number];

/** Text turned by more than this (a watermark) is not read; sine of the angle. */
const MOST_TURNED = 0.1;
/** A filled shape as thin as this is a line, in points. */
const THIN = 3;
/** A line may be off the horizontal or vertical by this, in points. */
const STRAIGHT = 0.75;

/** Reads the text and the lines of a page, whichever way it is turned. */
export async function readPage(page: PDFPageProxy): Promise<Page> {
  const viewport = page.getViewport({ scale: 1 });
  const toPage = viewport.transform as unknown as Matrix;
  const { items } = await page.getTextContent();
  const runs = items.flatMap((item) => ('str' in item ? toRun(item, toPage) : []));
  const rules = await readRules(page, toPage);
  return { width: viewport.width, height: viewport.height, runs, rules };
}

function toRun(item: { str: string; transform: number[]; width: number }, toPage: Matrix): Run[] {
  const text = plainCharacters(item.str).replace(/[\u200b\u2060\ufeff\u00ad]/g, '');
  if (text.trim() === '') return [];
  const placed = multiply(toPage, item.transform as unknown as Matrix);
  const size = Math.hypot(placed[2], placed[3]);
  if (Math.abs(placed[1]) > MOST_TURNED * size) return [];
  return [{ text: text.trim(), left: placed[4], right: placed[4] + item.width, y: placed[5], size }];
}

/** Operations that end a path by drawing it. */
const DRAWS = [
  'stroke',
  'closeStroke',
  'fill',
  'eoFill',
  'fillStroke',
  'eoFillStroke',
  'closeFillStroke',
  'closeEOFillStroke',
] as const;

async function readRules(page: PDFPageProxy, toPage: Matrix): Promise<Rule[]> {
  const { OPS } = await getResolvedPDFJS();
  const draws = new Set<number>(DRAWS.map((name) => OPS[name]));
  const { fnArray, argsArray } = await page.getOperatorList();
  const rules: Rule[] = [];
  const saved: Matrix[] = [];
  let current = toPage;
  fnArray.forEach((operation: number, i: number) => {
    const args = argsArray[i];
    if (operation === OPS.save) saved.push(current);
    else if (operation === OPS.restore || operation === OPS.paintFormXObjectEnd)
      current = saved.pop() ?? current;
    else if (operation === OPS.transform) current = multiply(current, args);
    else if (operation === OPS.paintFormXObjectBegin) {
      saved.push(current);
      if (args?.[0]) current = multiply(current, args[0]);
    } else if (operation === OPS.constructPath && draws.has(args[0]))
      rules.push(...rulesOfPath(args[1]?.[0] ?? [], current));
  });
  return rules;
}

interface Point {
  x: number;
  y: number;
}

/** How many numbers follow each code of a path: move, line, curve, quadratic curve, close. */
const OPERANDS = [2, 2, 6, 4, 0] as const;

/** The straight lines of a path; a thin filled box counts as the line that it looks like. */
function rulesOfPath(data: ArrayLike<number>, matrix: Matrix): Rule[] {
  return subpaths(data, matrix).flatMap((points) => {
    const box = boxOf(points);
    if (box.bottom - box.top <= THIN) return [flat(box)];
    if (box.right - box.left <= THIN) return [upright(box)];
    return points.slice(1).flatMap((point, i) => straight(points[i]!, point));
  });
}

function subpaths(data: ArrayLike<number>, matrix: Matrix): Point[][] {
  const paths: Point[][] = [];
  for (let at = 0; at < data.length; ) {
    const code = data[at]!;
    const operands = OPERANDS[code] ?? 0;
    const path = paths.at(-1);
    const end = at + 1 + operands;
    if (operands > 0) {
      const point = apply(matrix, data[end - 2]!, data[end - 1]!);
      if (code === 0 || path === undefined) paths.push([point]);
      else path.push(point);
    } else if (path?.[0] !== undefined) path.push(path[0]);
    at = end;
  }
  return paths.filter((path) => path.length > 1);
}

function boxOf(points: readonly Point[]): Rule {
  const xs = points.map(({ x }) => x);
  const ys = points.map(({ y }) => y);
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
}

function straight(a: Point, b: Point): Rule[] {
  const box = boxOf([a, b]);
  if (box.bottom - box.top <= STRAIGHT) return [flat(box)];
  return box.right - box.left <= STRAIGHT ? [upright(box)] : [];
}

function flat({ left, right, top, bottom }: Rule): Rule {
  const y = (top + bottom) / 2;
  return { left, right, top: y, bottom: y };
}

function upright({ left, right, top, bottom }: Rule): Rule {
  const x = (left + right) / 2;
  return { left: x, right: x, top, bottom };
}

function apply([a, b, c, d, e, f]: Matrix, x: number, y: number): Point {
  return { x: a * x + c * y + e, y: b * x + d * y + f };
}

function multiply(outer: Matrix, inner: Matrix): Matrix {
  const [a, b, c, d, e, f] = inner;
  const move = apply(outer, e, f);
  return [
    outer[0] * a + outer[2] * b,
    outer[1] * a + outer[3] * b,
    outer[0] * c + outer[2] * d,
    outer[1] * c + outer[3] * d,
    move.x,
    move.y,
  ];
}
