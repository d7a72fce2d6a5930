/** What a picture of progress shows. */
import type { IsoDate } from '../domain/project.ts';
import type { Light } from '../domain/schedule.ts';

/** One project, or one region or unit as a whole. */
export interface ProgressBar {
  label: string;
  /** 0–1 and above; null when nothing says. */
  rate: number | null;
  /** Where it should stand on that day, 0–1; null when no plan says. */
  planned: number | null;
  light: Light;
}

/** Bars are drawn in the order given; those over `MAX_BARS` are only counted. */
export interface ProgressPicture {
  title: string;
  /** The day that the rates hold for; null when the documents do not say. */
  asOf: IsoDate | null;
  /** Name of the document. */
  source: string;
  bars: readonly ProgressBar[];
}

/** Bars of one picture: more would be too long for a phone. */
export const MAX_BARS = 20;

/** Width of every picture in pixels. */
export const WIDTH_PX = 1080;
