/** Settings from the environment, all checked at once before anything starts. */
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { Settings } from './adapters/kind.ts';
import { MESSENGERS } from './adapters/registry.ts';
import { InputError, type Problem } from './domain/errors.ts';
import { type ModelConfig, readModelConfig } from './model-settings.ts';
import {
  type OperatorTokens,
  readOperatorTokens,
  resolveFiles,
  secretValues,
  settingsFor,
} from './settings.ts';

const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;

export type LogLevel = (typeof LOG_LEVELS)[number];

export interface Config {
  /** Path of the SQLite database. */
  dbPath: string;
  host: string;
  /** 0 takes any free port. */
  port: number;
  logLevel: LogLevel;
  /** Behind a reverse proxy of ours: the visitor's address is the last of X-Forwarded-For. */
  trustProxy: boolean;
  /** Where platforms reach the program: `https://example.org`, without a slash at the end; null when nowhere. */
  publicUrl: string | null;
  /** A policy in place of intents/policy/default.yaml; null for that one. */
  policyPath: string | null;
  /** A file of a district's own synonyms, which need not exist; null when there is no place for one. */
  synonymsPath: string | null;
  /** For how many days questions are kept for review; 0 keeps none. */
  reviewDays: number;
  tokens: OperatorTokens;
  /** The chat platforms that are set up. */
  channels: readonly ChannelConfig[];
  /** The language model; null when none is set up. */
  model: ModelConfig | null;
  /** Values that must never stand in the log. */
  secrets: readonly string[];
}

/** One chat platform that is set up, with its own settings. */
export interface ChannelConfig {
  platform: string;
  settings: Settings;
}

/** Variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

const DEFAULT_DATABASE = 'data/minsheng.db';

const ENVIRONMENT = z.object({
  MINSHENG_DB: z.string().default(DEFAULT_DATABASE),
  MINSHENG_HOST: z
    .string()
    .regex(/^[\w.:-]+$/, { error: '应是主机名或 IP 地址，例如 127.0.0.1' })
    .default('127.0.0.1'),
  MINSHENG_PORT: z
    .string()
    .refine((text) => /^\d{1,5}$/.test(text) && Number(text) <= 65535, { error: '应是 0 至 65535 的整数' })
    .default('8080'),
  MINSHENG_LOG_LEVEL: z.enum(LOG_LEVELS, { error: `应是 ${LOG_LEVELS.join('、')} 之一` }).default('info'),
  MINSHENG_TRUST_PROXY: z.enum(['0', '1'], { error: '应是 0 或 1' }).default('0'),
  MINSHENG_PUBLIC_URL: z
    .string()
    .regex(/^https?:\/\/[\w.:[\]-]+(\/[\w./-]*)?$/, { error: '应是网址，例如 https://example.org' })
    .transform((url) => url.replace(/\/+$/, ''))
    .optional(),
  MINSHENG_POLICY: z.string().trim().optional(),
  MINSHENG_SYNONYMS: z.string().trim().optional(),
  MINSHENG_REVIEW_DAYS: z
    .string()
    .regex(/^\d{1,3}$/, { error: '应是 0 至 999 的整数，0 表示不记' })
    .default('90'),
  DATABASE_URL: z
    .undefined({ error: '暂不支持外部数据库，请取消这个设置，用 MINSHENG_DB 指定 SQLite 文件' })
    .optional(),
});

/** Where a district's own words lie: where the setting says, else beside the database, if that is a file. */
export function synonymsPath({ MINSHENG_SYNONYMS, MINSHENG_DB }: Environment): string | null {
  const own = MINSHENG_SYNONYMS?.trim();
  const database = MINSHENG_DB?.trim() || DEFAULT_DATABASE;
  if (own) return own;
  return database === ':memory:' ? null : join(dirname(database), 'synonyms.yaml');
}

/** A variable set to nothing is a variable not set. */
const filled = (environment: Environment): Environment =>
  Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()));

/** Everything wrong with the environment, each with what came and what is accepted. */
export function checkConfig(environment: Environment): Problem[] {
  const resolved = resolveFiles(environment);
  const settings = filled(resolved.environment);
  const checked = ENVIRONMENT.safeParse(settings);
  const own = checked.success ? [] : checked.error.issues.map((issue) => describe(issue, settings));
  return [
    ...resolved.problems,
    ...own,
    ...readOperatorTokens(settings).problems,
    ...readModelConfig(settings).problems,
  ];
}

function describe(issue: { path: PropertyKey[]; message: string }, environment: Environment): Problem {
  const where = String(issue.path[0]);
  const value = where === 'DATABASE_URL' ? '' : `现为“${environment[where]}”，`;
  return { where: `环境变量 ${where}`, message: `${value}${issue.message}` };
}

/** The settings of channels are checked by the channels themselves. @throws InputError with every problem at once */
export function readConfig(environment: Environment): Config {
  const problems = checkConfig(environment);
  if (problems.length > 0) throw new InputError(problems);
  const given = filled(resolveFiles(environment).environment);
  const settings = ENVIRONMENT.parse(given);
  return {
    dbPath: settings.MINSHENG_DB,
    host: settings.MINSHENG_HOST,
    port: Number(settings.MINSHENG_PORT),
    logLevel: settings.MINSHENG_LOG_LEVEL,
    trustProxy: settings.MINSHENG_TRUST_PROXY === '1',
    publicUrl: settings.MINSHENG_PUBLIC_URL ?? null,
    policyPath: settings.MINSHENG_POLICY ?? null,
    synonymsPath: synonymsPath(given),
    reviewDays: Number(settings.MINSHENG_REVIEW_DAYS),
    tokens: readOperatorTokens(given).tokens,
    channels: MESSENGERS.flatMap(({ platform, variables }) => {
      const own = settingsFor(variables, given);
      return own ? [{ platform, settings: own }] : [];
    }),
    model: readModelConfig(given).model,
    secrets: secretValues(given),
  };
}
