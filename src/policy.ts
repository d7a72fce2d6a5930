/**
 * The policy: what counts as behind, and what the duty officer does about it. From intents/policy/default.yaml, or the
 * file that MINSHENG_POLICY names. A part of the program that has settings there adds a section to `POLICY`.
 */
import { z } from 'zod';
import { InputError } from './domain/errors.ts';
import {
  PRESETS_SCHEMA,
  SCHEDULE_SCHEMA,
  type SchedulePolicy,
  schedulePolicy,
  unknownPresets,
} from './schedule/policy.ts';
import { INTENTS_DIR, readDataFile, readYamlFile } from './text/data-file.ts';

/** One schema a section. */
const POLICY = z.strictObject({
  schedule: SCHEDULE_SCHEMA,
  alerts: z.record(z.string(), z.unknown()).optional(),
  digests: z.record(z.string(), z.unknown()).optional(),
});

export type Policy = Omit<z.infer<typeof POLICY>, 'schedule'> & { schedule: SchedulePolicy };

const DEFAULT = 'policy/default.yaml';
const PRESETS = 'policy/presets.yaml';

/**
 * @param path another policy in place of the default one
 * @throws InputError naming every place that does not fit
 */
export function loadPolicy(path: string | null = null, dir = INTENTS_DIR): Policy {
  const where = path ?? `intents/${DEFAULT}`;
  const policy = path === null ? readDataFile(DEFAULT, POLICY, dir) : readYamlFile(path, POLICY);
  const schedule = schedulePolicy(policy.schedule, readDataFile(PRESETS, PRESETS_SCHEMA, dir));
  const known = Object.keys(schedule.presets).join('、');
  const problems = unknownPresets(schedule).map(({ where: key, name }) => ({
    where,
    message: `${key}：没有叫“${name}”的规则，可用：${known}`,
  }));
  if (problems.length > 0) throw new InputError(problems);
  return { ...policy, schedule };
}
