/** Colours of the pictures: blue for what is well, yellow to dark red for what is behind, each of another brightness. */
import type { Light } from '../domain/schedule.ts';

/** People who cannot tell red from green still see blue from yellow, and dark from light in print. */
export const LIGHT_COLOURS = {
  done: '#08427a',
  ahead: '#2f86c9',
  onSchedule: '#84bfe6',
  remind: '#f7cf4d',
  warn: '#e07b16',
  serious: '#a51614',
  unknown: '#9ba1a8',
} as const satisfies Record<Light, string>;

/** Everything that is no light. */
export const INK = {
  background: '#ffffff',
  text: '#1c2530',
  faint: '#56616d',
  track: '#e8ecf0',
  line: '#d3d9df',
  planned: '#111820',
} as const;
