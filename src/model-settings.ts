/** Settings of the language model. Off unless an address is set. */
import type { Environment } from './config.ts';
import type { Problem } from './domain/errors.ts';
import type { ModelSettings } from './llm/client.ts';

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
