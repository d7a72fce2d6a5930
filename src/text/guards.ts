/** What the bot does not answer, or treats apart: chat, privacy, attempts to turn it, commands, opinions, forecasts. */
import { z } from 'zod';
import { readDataFile } from './data-file.ts';
import { createPatternScanner, patternFault } from './word-patterns.ts';

const kinds = ['out_of_scope', 'privacy', 'injection', 'command', 'opinion', 'prediction'] as const;
/** Why a message is not an ordinary question. */
export type GuardKind = (typeof kinds)[number];

const pattern = z.string().superRefine((text, context) => {
  const fault = patternFault(text);
  if (fault) context.addIssue({ code: 'custom', message: fault });
});
const samples = z.array(z.string().min(1)).min(8, '至少八个例子');

const guardSchema = z.strictObject({
  category: z.string().min(1),
  kind: z.enum(kinds),
  patterns: z.array(pattern).min(1),
  /** A text holding one of these is not of this category. */
  unless: z.array(pattern).default([]),
  examples: samples,
  never: samples,
});

export type Guard = z.infer<typeof guardSchema>;

/** What a message was caught for; `printed` is the part of it that did. */
export interface GuardHit {
  kind: GuardKind;
  category: string;
  printed: string;
}

/** Reads the shipped list, or that of another folder of intents. */
export function loadGuards(dir?: string): Guard[] {
  return readDataFile('lexicon/guards.yaml', z.array(guardSchema).min(1), dir);
}

/** Compiles the list. `check` gives the first category, in the list's order, that a normalised text falls into. */
export function createGuard(guards: readonly Guard[]): { check(text: string): GuardHit | null } {
  const caught = createPatternScanner(
    guards.flatMap((guard) => guard.patterns.map((p) => [p, guard] as const)),
  );
  const excused = createPatternScanner(
    guards.flatMap((guard) => guard.unless.map((p) => [p, guard] as const)),
  );
  return {
    check(text) {
      const excuses = new Set(excused(text).map((hit) => hit.payload));
      const hits = caught(text).filter((hit) => !excuses.has(hit.payload));
      const first = guards.find((guard) => hits.some((hit) => hit.payload === guard));
      const hit = hits.find(({ payload }) => payload === first);
      return first && hit
        ? { kind: first.kind, category: first.category, printed: text.slice(hit.start, hit.end) }
        : null;
    },
  };
}
