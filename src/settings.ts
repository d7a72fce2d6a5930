/** Settings that are secret: read from files where a variable names one, and checked. */
import { readFileSync, statSync } from 'node:fs';
import type { Environment } from './config.ts';
import type { Problem } from './domain/errors.ts';

/** `MINSHENG_TELEGRAM_TOKEN_FILE` gives `MINSHENG_TELEGRAM_TOKEN`. */
const FILE_VARIABLE = /^(MINSHENG_\w+)_FILE$/;
const MAX_FILE_BYTES = 64 * 1024;

export interface ResolvedSettings {
  /** With the content of the files in the place of their names. */
  environment: Environment;
  problems: readonly Problem[];
}

/** Puts what `MINSHENG_…_FILE` variables point at in the variables they stand for. Blanks at the end are cut. */
export function resolveFiles(environment: Environment): ResolvedSettings {
  const resolved: Record<string, string | undefined> = { ...environment };
  const problems: Problem[] = [];
  for (const [name, path] of Object.entries(environment)) {
    const target = FILE_VARIABLE.exec(name)?.[1];
    if (!target || !path?.trim()) continue;
    delete resolved[name];
    const read = environment[target]?.trim() ? bothSet(target) : readValue(path.trim());
    if ('problem' in read) problems.push({ where: `环境变量 ${name}`, message: read.problem });
    else resolved[target] = read.value;
  }
  return { environment: resolved, problems };
}

type Read = { value: string } | { problem: string };

const bothSet = (target: string): Read => ({ problem: `与 ${target} 同时设置了，请只留一个` });

function readValue(path: string): Read {
  try {
    const { size } = statSync(path);
    if (size > MAX_FILE_BYTES) return { problem: `${path} 太大（${size} 字节），应是只写着设置值的小文件` };
    const value = readFileSync(path, 'utf8').trimEnd();
    return value === '' ? { problem: `${path} 是空的` } : { value };
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? 'unknown';
    return { problem: `读不了 ${path}（${reason}），请检查路径和权限` };
  }
}

/** Tokens that open what residents may not see; null where it stays shut. */
export interface OperatorTokens {
  /** Opens the operator's page and the metrics. */
  operator: string | null;
  /** Opens the metrics alone. */
  metrics: string | null;
}

const SHORTEST_TOKEN = 16;

/** The tokens of a resolved environment; those with a problem stay shut. */
export function readOperatorTokens(environment: Environment): {
  tokens: OperatorTokens;
  problems: Problem[];
} {
  const operator = readToken(environment, 'MINSHENG_OPERATOR_TOKEN');
  const metrics = readToken(environment, 'MINSHENG_METRICS_TOKEN');
  return {
    tokens: { operator: operator.token, metrics: metrics.token },
    problems: [...operator.problems, ...metrics.problems],
  };
}

function readToken(environment: Environment, name: string): { token: string | null; problems: Problem[] } {
  const token = environment[name]?.trim();
  if (!token) return { token: null, problems: [] };
  const message = tokenProblem(token);
  if (message === null) return { token, problems: [] };
  return { token: null, problems: [{ where: `环境变量 ${name}`, message }] };
}

/** Never names the token itself. */
function tokenProblem(token: string): string | null {
  if (token.length < SHORTEST_TOKEN)
    return `太短（${token.length} 个字符），至少要 ${SHORTEST_TOKEN} 个，例如用 openssl rand -hex 24 生成`;
  if (!/^[\x21-\x7e]+$/.test(token)) return '只能用英文字母、数字和半角符号，不能有空格';
  return null;
}

/** Filled variables among those named: what the module of a channel is given. Null when none is set. */
export function settingsFor(
  variables: Readonly<Record<string, string>>,
  environment: Environment,
): Record<string, string> | null {
  const filled = Object.keys(variables).flatMap((name) => {
    const value = environment[name]?.trim();
    return value ? [[name, value] as const] : [];
  });
  return filled.length > 0 ? Object.fromEntries(filled) : null;
}

const SECRET_NAME = /^(MINSHENG|OPENAI)_\w*(TOKEN|SECRET|KEYS?|PASSWORD)$|^DATABASE_URL$/;
const SHORTEST_SECRET = 8;

/** Values that must never stand in a log line. Longest first, so that one inside another leaves nothing behind. */
export function secretValues(environment: Environment): string[] {
  return Object.entries(environment)
    .filter(([name]) => SECRET_NAME.test(name))
    .flatMap(([, value]) => [value?.trim() ?? '', ...(value ?? '').trim().split(/[\s,，、=]+/)])
    .filter((value, index, all) => value.length >= SHORTEST_SECRET && all.indexOf(value) === index)
    .sort((a, b) => b.length - a.length);
}
