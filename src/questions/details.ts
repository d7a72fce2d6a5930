/** Details that people ask for and lists seldom tell: opening hours, telephone numbers, who supplies. */
import { z } from 'zod';
import type { Dossier } from '../domain/records.ts';
import { INTENTS_DIR, readDataFile } from '../text/data-file.ts';
import { answerOf, headBlock, quoteBlock, say, source, sourceRef } from './compose.ts';
import { rankClauses } from './find/evidence.ts';
import { expand, loadPhrases } from './intents.ts';
import type { Outcome, QueryInput } from './query.ts';

/** A kind of detail: how it is asked for, and how a document tells it. */
export interface Detail {
  name: string;
  asked: RegExp;
  told: RegExp;
}

const schema = z.array(
  z.strictObject({
    detail: z.string().min(1),
    asked: z.array(z.string().min(1)).min(1),
    told: z.string().min(1),
  }),
);

/** @throws InputError when the file is not as it should be */
export function loadDetails(dir = INTENTS_DIR): Detail[] {
  const phrases = loadPhrases(dir);
  return readDataFile('lexicon/details.yaml', schema, dir).map(({ detail, asked, told }) => ({
    name: detail,
    asked: new RegExp(asked.map((part) => expand(part, phrases)).join('|'), 'u'),
    told: new RegExp(told, 'u'),
  }));
}

/** How many clauses are shown beside. */
const SHOWN = 2;

/** Says that the document does not tell it, with what it does say; null where it tells, or nothing of the kind is asked. */
export function untold(project: Dossier, input: QueryInput): Outcome | null {
  const { question, details, wording, measureFit } = input;
  if (input.intent.query === 'unit') return null;
  const asked = details.find((detail) => detail.asked.test(question.text));
  if (asked === undefined || project.clauses.some(({ text }) => asked.told.test(text))) return null;
  const hits = rankClauses(project, { concepts: question.concepts, side: null, measure: null }, measureFit);
  const shown = hits.filter(({ clause }) => clause.part !== 'title').slice(0, SHOWN);
  const blocks = [
    headBlock(project),
    say('text', wording.untold, { detail: asked.name }, source(asked.name)),
    ...shown.map(({ clause }) => quoteBlock(clause.text)),
  ];
  const sources = [sourceRef(project)];
  return { answer: answerOf('refuse', { reason: 'no_data', projects: [project.id], blocks, sources }) };
}
