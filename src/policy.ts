/**
 * The policy: what counts as behind, and what the duty officer does about it. From intents/policy/default.yaml, or the
 * file that MINSHENG_POLICY names. A part of the program that has settings there adds a section to `POLICY`.
 */
import { z } from 'zod';
import { ALERT_POLICY, type AlertPolicy } from './alerts/policy.ts';
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
  /** Where a file has none, the program's own holds. */
  alerts: ALERT_POLICY.optional(),
  digests: z.record(z.string(), z.unknown()).optional(),
});

type PolicyFile = z.infer<typeof POLICY>;

export interface Policy extends Omit<PolicyFile, 'schedule' | 'alerts'> {
  schedule: SchedulePolicy;
  alerts: AlertPolicy;
}

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
  return { ...policy, schedule, alerts: policy.alerts ?? ownAlerts(dir) };
}

function ownAlerts(dir: string): AlertPolicy {
  const { alerts } = readDataFile(DEFAULT, POLICY, dir);
  if (alerts !== undefined) return alerts;
  throw new InputError([{ where: `intents/${DEFAULT}`, message: '缺少 alerts 一节' }]);
}
