/** What could be done about a question that went wrong: what it is near to, what was not understood, a line to add. */
import { randomUUID } from 'node:crypto';
import type { App } from './app.ts';
import type { Moment } from './clock.ts';
import type { ReviewEntry } from './domain/review.ts';
import { createTraceLog, type TimedStep } from './explain.ts';
import type { Concept } from './questions/question.ts';
import { intentSamples } from './samples.ts';

/** A question to review with what may help. */
export interface ReviewAdvice {
  entry: ReviewEntry;
  /** Names of the intents that its words allow, then those whose examples are most like it. */
  intents: readonly string[];
  /** The nearest projects, best first. */
  projects: readonly { id: string; name: string }[];
  /** Words that no stored project has in any form. */
  unknown: readonly string[];
  /** Lines for the file of synonyms. */
  lines: readonly string[];
}

const MOST = 3;
/** A project that holds less of the question is not near. */
const NEAR = 0.15;
/** Examples less alike than this say nothing. */
const ALIKE = 0.25;
/** Unknown words this many characters apart are one expression. */
const APART = 2;

type Asking = Pick<App, 'answer'>;

/** Asks every question again, as an operator, and tells what was found on the way. */
export async function adviseOn(
  entries: readonly ReviewEntry[],
  app: Asking,
  moment: Moment,
): Promise<ReviewAdvice[]> {
  const samples = intentSamples();
  const advice: ReviewAdvice[] = [];
  for (const entry of entries) {
    const steps = await stepsOf(entry.text, entry, { app, moment });
    const unknown = unknownWords(entry.text, conceptsOf(steps));
    const fits = steps.findLast((step) => step.step === 'candidates')?.fits ?? [];
    const near = fits.filter(({ coverage }) => coverage >= NEAR).slice(0, MOST);
    const projects = near.map(({ dossier: { id, name } }) => ({ id, name }));
    const fitting = steps.findLast((step) => step.step === 'intent')?.fitting ?? [];
    const alike = alikeIntents(entry.text, samples);
    const meant = await meantWord(entry, projects, { app, moment });
    advice.push({
      ...{ entry, projects, unknown, intents: [...new Set([...fitting, ...alike])].slice(0, MOST) },
      lines: meant === null ? [] : unknown.map((word) => `${word}: ${meant}`),
    });
  }
  return advice;
}

async function stepsOf(
  text: string,
  { region }: Pick<ReviewEntry, 'region'>,
  { app, moment }: { app: Asking; moment: Moment },
): Promise<readonly TimedStep[]> {
  const { trace, steps } = createTraceLog(() => performance.now());
  const person = { platform: 'cli', chatKind: 'private', personId: 'operator', addressed: true } as const;
  const asker = { ...moment, role: 'operator', ...(region === null ? {} : { region }) } as const;
  await app.answer({ ...person, chatId: randomUUID(), id: '1', text }, asker, trace);
  return steps;
}

const conceptsOf = (steps: readonly TimedStep[]): readonly Concept[] =>
  steps.findLast((step) => step.step === 'understood')?.question.concepts ?? [];

/** Unknown words in reading order, neighbours joined: 车子 … 没窝 → 车子没窝. */
export function unknownWords(
  text: string,
  concepts: readonly Pick<Concept, 'printed' | 'known'>[],
): string[] {
  const spans = concepts
    .filter(({ known }) => !known)
    .map(({ printed }) => ({ start: text.indexOf(printed), end: text.indexOf(printed) + printed.length }))
    .filter(({ start }) => start >= 0)
    .sort((a, b) => a.start - b.start);
  const joined: { start: number; end: number }[] = [];
  for (const span of spans) {
    const last = joined.at(-1);
    const near = last && /^\p{L}*$/u.test(text.slice(last.end, span.start)) && span.start - last.end <= APART;
    if (near) last.end = Math.max(last.end, span.end);
    else joined.push({ ...span });
  }
  return joined.map(({ start, end }) => text.slice(start, end)).filter((word) => word.length > 1);
}

/** The word of documents that was probably meant: of the better wording, else of the nearest project's name. */
async function meantWord(
  { reworded, region }: ReviewEntry,
  projects: ReviewAdvice['projects'],
  tools: { app: Asking; moment: Moment },
): Promise<string | null> {
  const text = reworded ?? projects[0]?.name;
  if (text === undefined) return null;
  const concepts = conceptsOf(await stepsOf(text, { region }, tools)).filter(({ known }) => known);
  const best = [...concepts].sort((a, b) => Number(b.topic) - Number(a.topic) || b.weight - a.weight)[0];
  return best === undefined ? null : (best.alternatives[0]?.term ?? best.printed);
}

function alikeIntents(text: string, samples: ReturnType<typeof intentSamples>): string[] {
  const scored = samples.map(({ name, examples }) => ({
    name,
    score: Math.max(...examples.map((example) => likeness(text, example))),
  }));
  return scored
    .filter(({ score }) => score >= ALIKE)
    .sort((a, b) => b.score - a.score)
    .map(({ name }) => name);
}

/** Share of character pairs in common, 0–1. */
function likeness(a: string, b: string): number {
  const [one, other] = [pairsOf(a), pairsOf(b)];
  const common = [...one].filter((pair) => other.has(pair)).length;
  return (2 * common) / (one.size + other.size || 1);
}

function pairsOf(text: string): Set<string> {
  const letters = [...text.replace(/[^\p{L}\p{N}]/gu, '')];
  return new Set(letters.slice(1).map((letter, index) => `${letters[index]}${letter}`));
}
