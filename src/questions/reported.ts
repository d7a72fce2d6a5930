/** What was told in a chat after the newest document: said beside the answer, never in place of it. */
import type { Dossier } from '../domain/records.ts';
import { excerpt, percent, STATUS_LABELS, say, source } from './compose.ts';
import type { QueryName } from './queries/registry.ts';
import type { Outcome, QueryInput } from './query.ts';

/** Queries whose answers say how a project stands, or from where that is known. */
const TELLS_PROGRESS: ReadonlySet<string> = new Set<QueryName>([
  'status',
  'figure',
  'arithmetic',
  'detail',
  'reason',
  'milestone',
  'source',
]);

/** Longest excerpt of what was told, in characters; on one line, so that it cannot pass for lines of the bot. */
const LONGEST = 160;

/** Adds the reported line with its own source; a reader who may not know of it has a dossier without it. */
export function withReported(
  outcome: Outcome,
  { reported }: Dossier,
  { intent, wording }: QueryInput,
): Outcome {
  if (reported === undefined || !TELLS_PROGRESS.has(intent.query)) return outcome;
  const { documentTitle, text, day } = reported;
  const rate = reported.rate === null ? [] : [percent(reported.rate)];
  const status = reported.status === null ? [] : [STATUS_LABELS[reported.status]];
  const state = [...status, ...rate].map((part) => `〔${part}〕`).join('');
  const words = { title: documentTitle, state, text: excerpt(text, null, LONGEST) };
  const line = say('note', wording.reported, words, source(documentTitle, text, ...rate));
  const { answer } = outcome;
  return {
    ...outcome,
    answer: {
      ...answer,
      blocks: [...answer.blocks, line],
      sources: [...answer.sources, { document: documentTitle, asOf: day }],
    },
  };
}
