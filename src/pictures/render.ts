/** SVG → PNG with the font of the program and none of the machine. Home of resvg. */
import { fileURLToPath } from 'node:url';
import { Resvg } from '@resvg/resvg-js';

/** The font that holds every character of `fonts/characters.txt`. */
export const FONT_FILE = fileURLToPath(new URL('./fonts/NotoSansSC-Subset.ttf', import.meta.url));

/** Draws in the calling thread: some 60 ms. */
export function renderPng(svg: string, fontFiles: string[] = [FONT_FILE]): Uint8Array {
  const font = { loadSystemFonts: false, fontFiles, defaultFontFamily: 'Noto Sans SC' };
  return new Resvg(svg, { font }).render().asPng();
}
