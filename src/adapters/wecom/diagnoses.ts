/** What all WeCom channels tell about wrong settings. */
import type { Diagnosis } from '../../domain/channel.ts';
import { InputError } from '../../domain/errors.ts';
import { DIAGNOSES } from './wording.ts';

/** Settings that can be used, or what is wrong with them. */
export type CheckedSettings<T> = { settings: T } | { problems: Diagnosis[] };

/** Reads settings for `diagnose`, which must not throw. */
export function settingsDiagnoses<T>(read: () => T): CheckedSettings<T> {
  try {
    return { settings: read() };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const problems = error.problems.map(({ where, message }) => ({
      level: 'fail' as const,
      what: DIAGNOSES.settings(`${where}：${message}`),
      fix: DIAGNOSES.settingsFix,
    }));
    return { problems };
  }
}
