/** Plugs the language model in: settings, word lists, what finds figures and names. Off unless an address is set. */
import type { Environment } from './config.ts';
import type { Problem } from './domain/errors.ts';
import { createModelClient, type ModelSettings } from './llm/client.ts';
import { createMemoryBudget, createMemoryCache } from './llm/memory.ts';
import type { ModelBudget, ModelCache, ModelObserver } from './llm/ports.ts';
import { compileRules, PROMPTS, type Prompts, type Rules, WORDS } from './llm/rules.ts';
import { createSummariser } from './llm/summarise.ts';
import type { Summarise, TextFinders } from './llm/summary.ts';
import { findBodies } from './text/bodies.ts';
import { readDataFile } from './text/data-file.ts';
import { findDates } from './text/dates.ts';
import { type Divisions, loadDivisions } from './text/divisions.ts';
import { findQuantities, findRanges } from './text/quantities.ts';

/** The model of a program that has one. */
export interface ModelConfig extends ModelSettings {
  callsPerDay: number;
}

const DEFAULTS = { callsPerDay: '200', timeoutSeconds: '20' } as const;
const VARIABLES = [
  'MINSHENG_MODEL_BASE_URL',
  'MINSHENG_MODEL_KEY',
  'MINSHENG_MODEL_NAME',
  'MINSHENG_MODEL_DAILY_BUDGET',
  'MINSHENG_MODEL_TIMEOUT_SECONDS',
] as const;

/** The model named by a resolved environment; null when none is set up or something about it is wrong. */
export function readModelConfig(environment: Environment): {
  model: ModelConfig | null;
  problems: Problem[];
} {
  const [baseUrl, key, model, budget, timeout] = VARIABLES.map((name) => environment[name]?.trim() ?? '');
  if (VARIABLES.every((name) => !environment[name]?.trim())) return { model: null, problems: [] };
  const problems = [
    problem(
      'BASE_URL',
      isBaseUrl(baseUrl ?? ''),
      '应是模型服务的网址，例如 http://127.0.0.1:11434/v1，不带账号、问号',
    ),
    problem('NAME', /^[\w./:@-]{1,100}$/.test(model ?? ''), '应是模型服务里的模型名，例如 qwen3:8b'),
    problem('KEY', /^[\x21-\x7e]*$/.test(key ?? ''), '只能用英文字母、数字和半角符号，不能有空格'),
    problem(
      'DAILY_BUDGET',
      isCount(budget || DEFAULTS.callsPerDay, 100_000),
      '应是每天最多调用的次数，1 至 100000',
    ),
    problem('TIMEOUT_SECONDS', isCount(timeout || DEFAULTS.timeoutSeconds, 300), '应是秒数，1 至 300'),
  ].flat();
  if (problems.length > 0) return { model: null, problems };
  const timeoutMs = Number(timeout || DEFAULTS.timeoutSeconds) * 1000;
  const callsPerDay = Number(budget || DEFAULTS.callsPerDay);
  return { model: { baseUrl: baseUrl!, key: key!, model: model!, timeoutMs, callsPerDay }, problems: [] };
}

function problem(name: string, holds: boolean, message: string): Problem[] {
  return holds ? [] : [{ where: `环境变量 MINSHENG_MODEL_${name}`, message }];
}

function isBaseUrl(text: string): boolean {
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol)) return false;
  return url.username === '' && url.password === '' && url.search === '' && url.hash === '';
}

const isCount = (text: string, most: number): boolean =>
  /^\d{1,6}$/.test(text) && Number(text) >= 1 && Number(text) <= most;

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
