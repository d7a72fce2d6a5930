/** Plugs the language model in: word lists, what finds figures and names, what the program brings along. */
import type { Block } from './domain/answer.ts';
import { createModelClient } from './llm/client.ts';
import { createMemoryBudget, createMemoryCache } from './llm/memory.ts';
import type { ModelBudget, ModelCache, ModelObserver } from './llm/ports.ts';
import { compileRules, PROMPTS, type Prompts, type Rules, WORDS } from './llm/rules.ts';
import { createSummariser } from './llm/summarise.ts';
import type { Summarise, TextFinders } from './llm/summary.ts';
import { AI_LABEL, DIGEST_TITLE } from './llm/wording.ts';
import type { Log } from './log.ts';
import type { ModelConfig } from './model-settings.ts';
import { findBodies } from './text/bodies.ts';
import { readDataFile } from './text/data-file.ts';
import { findDates } from './text/dates.ts';
import { type Divisions, loadDivisions } from './text/divisions.ts';
import { findQuantities, findRanges } from './text/quantities.ts';

/** What the program may bring along; without it budget and cache last as long as the process. */
export interface ModelParts {
  observer: ModelObserver;
  budget?: ModelBudget;
  cache?: ModelCache;
  divisions?: Divisions;
}

/** @throws InputError when prompts or words cannot be read */
export function createModel(config: ModelConfig, parts: ModelParts): Summarise {
  return createSummariser({
    complete: createModelClient(config),
    model: config.model,
    callsPerDay: config.callsPerDay,
    budget: parts.budget ?? createMemoryBudget(),
    cache: parts.cache ?? createMemoryCache(),
    observer: parts.observer,
    ...loadModelWords(),
    find: createFinders(parts.divisions ?? loadDivisions()),
  });
}

/** `intents/prompts/`, checked. @throws InputError naming every place that does not fit */
export function loadModelWords(): { prompts: Prompts; rules: Rules } {
  return {
    prompts: readDataFile('prompts/summary.yaml', PROMPTS),
    rules: compileRules(readDataFile('prompts/words.yaml', WORDS)),
  };
}

/** Any year does: only the places of dates are used. */
const ANY_YEAR = 2000;

/** Figures, dates and names as the rest of the program reads them. */
export function createFinders(divisions: Divisions): TextFinders {
  return {
    figures: (text) => [...findRanges(text), ...findQuantities(text)],
    dates: (text) => findDates(text, ANY_YEAR),
    names: (text) => [...divisions.find(text), ...findBodies(text)],
  };
}

/** A summary of a digest's lines without its label, which the digest itself sets before it; null when there is none. */
export function createDigestSummary(
  summarise: Summarise,
  now: () => string,
): (lines: readonly Block[]) => Promise<string | null> {
  return async (lines) => {
    const notes = lines.map(({ text }) => ({ kind: 'progress' as const, text }));
    const summary = await summarise({ title: DIGEST_TITLE, notes, names: [] }, now());
    if ('none' in summary) return null;
    return summary.text.map(({ text }) => text.replace(AI_LABEL, '')).join('');
  };
}

/** The same from the settings; every outcome is told to the log, never a text. */
export function openDigestSummary(
  config: ModelConfig,
  { log, now, kept }: { log: Pick<Log, 'info'>; now: () => string; kept: ModelBudget & ModelCache },
): (lines: readonly Block[]) => Promise<string | null> {
  const observer: ModelObserver = {
    finished: (outcome, details) => log.info({ outcome, ...details }, 'a summary was asked of the model'),
  };
  return createDigestSummary(createModel(config, { observer, budget: kept, cache: kept }), now);
}
