/** The shape of the words of digests and bulletins: `intents/lexicon/digests.yaml`. */
import { z } from 'zod';
import { LIGHTS } from '../domain/schedule.ts';

/** What is told of a project first, most important first. */
export const SECTIONS = [
  'overdue',
  'lagging',
  'dueSoon',
  'silent',
  'done',
  'recovered',
  'changed',
  'added',
  'reported',
  'doubts',
] as const;

export type Section = (typeof SECTIONS)[number];

const texts = <const Key extends string>(...keys: readonly Key[]) => z.record(z.enum(keys), z.string());
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

export const DIGEST_WORDS_SCHEMA = z.strictObject({
  defaults: z.strictObject({ time, weekday: z.int().min(1).max(7), earliest: time, latest: time }),
  limits: z.strictObject({
    /** Lines a section and changes a line. */
    lines: z.int().min(1),
    changes: z.int().min(1),
    regions: z.int().min(1),
    bars: z.int().min(1).max(20),
  }),
  kinds: texts('daily', 'weekly'),
  sections: z.record(z.enum(SECTIONS), z.string()),
  statuses: texts('done', 'in_progress', 'not_started', 'unknown'),
  lights: z.record(z.enum(LIGHTS), z.string()),
  digest: texts(
    ...([
      'head',
      'all',
      'region',
      'section',
      'line',
      'rest',
      'restRegions',
      'standing',
      'asOf',
      'summary',
    ] as const),
    ...(['pictureTitle', 'pictureSource', 'pictureName', 'scopeUnit', 'scopeOfficial'] as const),
    ...(['scopeProjects', 'and', 'joint'] as const),
  ),
  changes: texts(
    ...(['rate', 'rateFirst', 'paired', 'status', 'figure', 'target', 'units', 'officials'] as const),
    ...(['goal', 'note', 'nothing', 'reported', 'added', 'due', 'overdue', 'silent', 'never'] as const),
  ),
  bulletin: texts(
    ...(['title', 'draft', 'period', 'scopeNote', 'summaryHead', 'total', 'share', 'rated'] as const),
    ...(['tableHead', 'columns', 'unstated', 'paired', 'asOf', 'noReport', 'laggingHead'] as const),
    ...([
      'laggingLine',
      'laggingNone',
      'overdue',
      'statedReason',
      'noStatedReason',
      'annexHead',
      'late',
    ] as const),
    ...(['annexNote', 'annexNone', 'doubt', 'sourcesHead', 'source', 'plan', 'file', 'made'] as const),
  ),
});

export type DigestWords = z.infer<typeof DIGEST_WORDS_SCHEMA>;
