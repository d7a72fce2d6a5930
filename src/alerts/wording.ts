/** The shape of `intents/lexicon/alerts.yaml`: what alerts say. */
import { z } from 'zod';
import { RULE_KINDS, SEVERITIES } from '../domain/alerts.ts';

const texts = <const Key extends string>(...keys: readonly Key[]) => z.record(z.enum(keys), z.string());

export const ALERT_WORDS = z.strictObject({
  severities: z.record(z.enum(SEVERITIES), z.string()),
  kinds: z.record(z.enum(RULE_KINDS), z.string()),
  occasions: texts('first', 'worse', 'climbed', 'silenceOver', 'resolved'),
  held: texts(
    ...(['toldAlready', 'acknowledged', 'silenced', 'inhibited', 'notAtThisStep'] as const),
    ...(['nothingKnownNow', 'quietHours', 'budgetSpent', 'channelCannot'] as const),
  ),
  lights: texts('done', 'ahead', 'onSchedule', 'remind', 'warn', 'serious', 'unknown'),
  states: texts('firing', 'acknowledged', 'resolved'),
  rules: texts('project', 'point', 'cause', 'backwards', 'claim', 'doubt'),
  message: texts(...(['head', 'headResolved', 'item', 'resolved', 'rest', 'how', 'source', 'plan'] as const)),
  /** Buttons below a message, with the slots {id}, {ids} and {days}. */
  choices: z.record(
    z.enum(['acknowledge', 'detail', 'silence']),
    z.strictObject({ label: z.string(), text: z.string() }),
  ),
  desk: texts(
    ...(['firing', 'none', 'item', 'rest', 'state', 'projects', 'noProjects', 'project'] as const),
    ...(['projectRate', 'counts'] as const),
  ),
});

export type AlertWords = z.infer<typeof ALERT_WORDS>;
