/** Instants as people in China read them: one zone, UTC+8, no summer time. */
import type { IsoDate } from './project.ts';

const CHINA_OFFSET_MS = 8 * 60 * 60 * 1000;

const shifted = (instant: string): string => new Date(Date.parse(instant) + CHINA_OFFSET_MS).toISOString();

/** An ISO instant as `2026-11-23 18:05`. */
export function chinaTime(instant: string): string {
  return shifted(instant).slice(0, 16).replace('T', ' ');
}

/** The ISO instant at which a day begins in China. */
export function startOfDay(day: IsoDate): string {
  return new Date(Date.parse(`${day}T00:00:00.000Z`) - CHINA_OFFSET_MS).toISOString();
}

/** The instant so many milliseconds later, or earlier when negative. */
export function laterBy(instant: string, ms: number): string {
  return new Date(Date.parse(instant) + ms).toISOString();
}
