/** What a region decides about schedules: presets of thresholds, and where a region or project differs. Data, checked. */
import { z } from 'zod';
import type { Dossier } from '../domain/records.ts';

const day = z.iso.date({ error: '应是日期，例如 2025-06-30' });
const percent = z.number({ error: '应是数字（百分数）' }).min(0).max(1000);
const light = z.enum(['remind', 'warn', 'serious'], { error: '应是 remind、warn、serious 之一' });

/** A degree with the limit from which it holds. In percentage points or percent, as the measure says. */
const pointsBand = z.union([
  z.strictObject({ light, atLeast: percent }),
  z.strictObject({ light, moreThan: percent }),
]);
const belowBand = z.strictObject({ light, below: percent });
const quarters = z.tuple([percent, percent, percent, percent]);

const measured = z.discriminatedUnion('measure', [
  /** Percentage points below the plan. */
  z.strictObject({ measure: z.literal('points'), bands: z.array(pointsBand) }),
  /** The rate itself, in percent, whatever the plan says. */
  z.strictObject({ measure: z.literal('rate'), bands: z.array(belowBand) }),
  /** The rate in percent of what is planned for the day. */
  z.strictObject({ measure: z.literal('share'), bands: z.array(belowBand) }),
  /** The rate in percent at the last quarter's end: `green` and above is on schedule, `yellow` warns, below is serious. */
  z.strictObject({ measure: z.literal('quarters'), green: quarters, yellow: quarters }),
]);

const presetSchema = z.strictObject({
  about: z.string(),
  rule: measured,
  /** So many points above the plan is ahead of it; absent: nothing is. */
  aheadPoints: percent.optional(),
  /** The least degree of what its own document flags as behind. */
  flagged: light,
  /** Not started though planned: ends of months passed since the planned start, its own month included. */
  notStarted: z.array(z.strictObject({ light, monthEnds: z.number().int().min(1) })),
});

const node = z.strictObject({ day, rate: percent });

const ownRules = z.strictObject({
  preset: z.string().optional(),
  /** Points by which a project may be behind without being called so. */
  tolerancePoints: percent.optional(),
});

const projectRules = ownRules
  .extend({
    start: day.optional(),
    due: day.optional(),
    /** Its own curve: planned rate in percent by days. */
    curve: z.array(node).min(1).optional(),
    ignore: z.literal(true).optional(),
    /** Why it is ignored or has rules of its own. */
    reason: z.string().min(1).optional(),
  })
  .refine((rules) => !rules.ignore || rules.reason, { error: 'ignore: true 要写明 reason' })
  .refine((rules) => !(rules.start && rules.due) || rules.start < rules.due, { error: 'start 应早于 due' });

/** The shape of `intents/policy/presets.yaml`. */
export const PRESETS_SCHEMA = z.strictObject({
  presets: z.record(z.string(), presetSchema),
  /** Words of documents: what is a planned start, what is an end of the whole. */
  words: z.strictObject({ start: z.array(z.string()).min(1), end: z.array(z.string()).min(1) }),
  /** Units that count the same thing: 人, 名. */
  sameUnits: z.array(z.array(z.string()).min(2)),
});

/** The shape of the section `schedule` of a policy. */
export const SCHEDULE_SCHEMA = z.strictObject({
  preset: z.string(),
  tolerancePoints: percent.default(0),
  /** A report older than this is old: its list should have had a newer one. */
  reportCycleDays: z.number().int().min(1),
  dueSoonDays: z.number().int().min(0),
  /** A stated rate further than this from what the figures give disagrees with them. */
  claimTolerancePoints: percent,
  /** Presets of its own, by name; the same name replaces the one that comes with the program. */
  presets: z.record(z.string(), presetSchema).default({}),
  /** By slug. */
  regions: z.record(z.string(), ownRules).default({}),
  /** By id: huaiyin-2025-02. */
  projects: z.record(z.string(), projectRules).default({}),
});

export type Preset = z.infer<typeof presetSchema>;
export type Rule = Preset['rule'];
export type ProjectRules = z.infer<typeof projectRules>;
export type ScheduleSection = z.infer<typeof SCHEDULE_SCHEMA>;
export type PresetsFile = z.infer<typeof PRESETS_SCHEMA>;

/** The section `schedule` with the presets and words that it stands on. */
export interface SchedulePolicy extends ScheduleSection {
  words: PresetsFile['words'];
  sameUnits: PresetsFile['sameUnits'];
}

/** Puts the shipped presets below the policy's own. */
export function schedulePolicy(section: ScheduleSection, shipped: PresetsFile): SchedulePolicy {
  const { presets, words, sameUnits } = shipped;
  return { ...section, presets: { ...presets, ...section.presets }, words, sameUnits };
}

/** Presets that a policy names and nobody defines, as problems: where and which. */
export function unknownPresets(policy: SchedulePolicy): { where: string; name: string }[] {
  const named = [
    { where: 'schedule.preset', name: policy.preset },
    ...ownPresets('regions', policy.regions),
    ...ownPresets('projects', policy.projects),
  ];
  return named.filter(({ name }) => !Object.hasOwn(policy.presets, name));
}

function ownPresets(section: string, rules: Readonly<Record<string, { preset?: string | undefined }>>) {
  return Object.entries(rules).flatMap(([key, { preset }]) =>
    preset === undefined ? [] : [{ where: `schedule.${section}.${key}.preset`, name: preset }],
  );
}

/** What holds for one project: its own rules over those of its region over those of all. */
export interface OwnRules extends ProjectRules {
  presetName: string;
  applied: Preset;
  tolerancePoints: number;
}

/** @throws RangeError when the preset that is named does not exist: such a policy is never loaded */
export function rulesFor(project: Pick<Dossier, 'id' | 'regionSlug'>, policy: SchedulePolicy): OwnRules {
  const own = policy.projects[project.id] ?? {};
  const region = policy.regions[project.regionSlug] ?? {};
  const presetName = own.preset ?? region.preset ?? policy.preset;
  const applied = policy.presets[presetName];
  if (applied === undefined) throw new RangeError(`no preset "${presetName}"`);
  const tolerancePoints = own.tolerancePoints ?? region.tolerancePoints ?? policy.tolerancePoints;
  return { ...own, presetName, applied, tolerancePoints };
}
