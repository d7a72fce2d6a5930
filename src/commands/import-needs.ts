/** What a file does not say, and how people answer when they are asked for it. */
import type { Problem } from '../domain/errors.ts';
import type { ImportedDocument } from '../domain/project.ts';
import { findDates } from '../text/dates.ts';
import type { Need } from './drafts.ts';
import type { HandedIn } from './ports.ts';

/** The option by which a problem says that it can be mended. */
const OPTIONS = [
  ['region', '--region'],
  ['year', '--year'],
  ['periodEnd', '--period-end'],
] as const satisfies readonly (readonly [Need, string])[];

/** Longest answer that is read as one. */
const LONGEST = 20;

/** What must be known before the file can be read; empty when something else is wrong, or what was said is. */
export function whatIsMissing(problems: readonly Problem[], file: HandedIn): Need[] {
  const needs = problems.map(({ message }) => OPTIONS.find(([, option]) => message.includes(option))?.[0]);
  const open = needs.filter((need) => need !== undefined && file[need] === undefined);
  return open.length === problems.length ? open.filter((need) => need !== undefined) : [];
}

/** Whether progress is told without the day that it holds for. */
export function periodMissing({ period, findings }: ImportedDocument): boolean {
  return period === null && findings.some(({ message }) => message.includes('--period-end'));
}

/** `章丘区`, `2025`, `6月底` as the option that was asked for; null when the text is no such answer. */
export function readAnswer(
  need: Need,
  text: string,
  { isPlace, year }: { isPlace: (name: string) => boolean; year: number },
): Partial<Pick<HandedIn, Need>> | null {
  const plain = text.replace(/[\s。！!]+/gu, '').replace(/^(?:是|截至|截止到?)/u, '');
  if (plain === '' || plain.length > LONGEST) return null;
  switch (need) {
    case 'region':
      return isPlace(plain) ? { region: plain } : null;
    case 'year': {
      const found = /^(20\d\d)年?度?$/u.exec(plain);
      return found === null ? null : { year: Number(found[1]) };
    }
    case 'periodEnd': {
      const [date, ...more] = findDates(plain, year);
      const whole = date !== undefined && more.length === 0 && date.end - date.start === plain.length;
      return whole ? { periodEnd: date.date } : null;
    }
    default:
      return need satisfies never;
  }
}
