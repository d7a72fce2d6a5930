/** Settings from the environment, all checked at once before anything starts. */
import { z } from 'zod';
import { InputError, type Problem } from './domain/errors.ts';

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
}

/** Variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

const ENVIRONMENT = z.object({
  MINSHENG_DB: z.string().default('data/minsheng.db'),
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
  DATABASE_URL: z
    .undefined({ error: '暂不支持外部数据库，请取消这个设置，用 MINSHENG_DB 指定 SQLite 文件' })
    .optional(),
});

/** A variable set to nothing is a variable not set. */
const filled = (environment: Environment): Environment =>
  Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()));

/** Everything wrong with the environment, each with what came and what is accepted. */
export function checkConfig(environment: Environment): Problem[] {
  const checked = ENVIRONMENT.safeParse(filled(environment));
  if (checked.success) return [];
  return checked.error.issues.map((issue) => {
    const where = String(issue.path[0]);
    const value = where === 'DATABASE_URL' ? '' : `现为“${environment[where]}”，`;
    return { where: `环境变量 ${where}`, message: `${value}${issue.message}` };
  });
}

/** @throws InputError with every problem at once */
export function readConfig(environment: Environment): Config {
  const problems = checkConfig(environment);
  if (problems.length > 0) throw new InputError(problems);
  const settings = ENVIRONMENT.parse(filled(environment));
  return {
    dbPath: settings.MINSHENG_DB,
    host: settings.MINSHENG_HOST,
    port: Number(settings.MINSHENG_PORT),
    logLevel: settings.MINSHENG_LOG_LEVEL,
    trustProxy: settings.MINSHENG_TRUST_PROXY === '1',
  };
}
