/** Looks at everything that can keep the program from working, and says what to do. */
import { accessSync, constants, existsSync, statfsSync, statSync } from 'node:fs';
import { totalmem } from 'node:os';
import { dirname } from 'node:path';
import type { MessengerKind, MessengerTools, Settings } from './adapters/kind.ts';
import { lastBackup } from './backups.ts';
import { checkAll } from './checks.ts';
import type { Environment } from './config.ts';
import type { Diagnosis } from './domain/channel.ts';
import { InputError } from './domain/errors.ts';
import { createMask } from './log-masking.ts';
import {
  checkBackup,
  checkDatabase,
  checkDisk,
  checkPermissions,
  checkRuntime,
  checkSending,
  type DatabaseLook,
} from './operations/checks.ts';
import { DOCTOR, DOCTOR_PARTS } from './operations/wording.ts';
import { resolveFiles, secretValues, settingsFor } from './settings.ts';
import { readFacts } from './store/sqlite/facts.ts';

/** One part of the report. */
export interface Section {
  title: string;
  diagnoses: readonly Diagnosis[];
}

export interface ExamineOptions {
  /** Path of the database. */
  dbPath: string;
  environment: Environment;
  /** Every chat platform there is. */
  kinds: readonly MessengerKind[];
  now: () => Date;
  /** How long one channel may take to answer. */
  channelLimitMs: number;
}

const MACHINE_LIMIT = 2 ** 50;

/** Every part in the order of reading. Never rejects for what is wrong with the machine or the settings. */
export async function examine(options: ExamineOptions): Promise<Section[]> {
  const { dbPath, environment, now } = options;
  const resolved = resolveFiles(environment).environment;
  const { database, look } = lookInto(dbPath);
  const sections: [keyof typeof DOCTOR_PARTS, readonly Diagnosis[]][] = [
    ['settings', await checkSettings(environment)],
    ['runtime', checkRuntime(runtimeFacts(now()))],
    ['database', database],
    ['folder', checkFolder(dbPath)],
    ['channels', await checkChannels(resolved, options)],
    ['sending', look ? checkSending(look.counts) : []],
    ['backup', look ? checkBackup(lastBackup(dbPath), now()) : []],
  ];
  const mask = createMask(secretValues(resolved));
  return sections
    .filter(([, diagnoses]) => diagnoses.length > 0)
    .map(([part, diagnoses]) => ({
      title: DOCTOR_PARTS[part],
      diagnoses: diagnoses.map(({ level, what, fix }) => ({
        level,
        what: mask(what),
        fix: fix === null ? null : mask(fix),
      })),
    }));
}

async function checkSettings(environment: Environment): Promise<Diagnosis[]> {
  const problems = await checkAll(environment);
  if (problems.length === 0) return [{ level: 'ok', what: DOCTOR.settingsFine, fix: null }];
  return problems.map(({ where, message }) => ({
    level: 'fail',
    what: `${where}：${message}`,
    fix: DOCTOR.mendSetting,
  }));
}

function runtimeFacts(now: Date) {
  const constrained = process.constrainedMemory();
  const limited = constrained > 0 && constrained < MACHINE_LIMIT;
  return {
    nodeVersion: process.versions.node,
    memoryLimit: limited ? Math.min(constrained, totalmem()) : totalmem(),
    now,
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  };
}

function lookInto(path: string): { database: Diagnosis[]; look: DatabaseLook | null } {
  if (!existsSync(path))
    return {
      database: [{ level: 'warn', what: DOCTOR.noDatabase(path), fix: DOCTOR.firstStart }],
      look: null,
    };
  try {
    const look = readFacts(path);
    return { database: checkDatabase(look), look };
  } catch (error) {
    const what = DOCTOR.unreadable((error as Error).message);
    return { database: [{ level: 'fail', what, fix: DOCTOR.checkFile }], look: null };
  }
}

/** Room, owner and permissions of the folder where the database lies or will lie. */
function checkFolder(path: string): Diagnosis[] {
  const folder = dirname(path);
  if (!existsSync(folder)) return [];
  const { bavail, bsize } = statfsSync(folder);
  const disk = checkDisk({ database: sizeOf(path), log: sizeOf(`${path}-wal`), free: bavail * bsize });
  const files = [path, `${path}-wal`].filter((file) => existsSync(file));
  const permissions = [folder, ...files].map((each) => ({
    path: each,
    mode: statSync(each).mode,
    folder: each === folder,
  }));
  return [...disk, ...checkWritable([folder, ...files]), ...checkPermissions(permissions)];
}

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;

function checkWritable(paths: readonly string[]): Diagnosis[] {
  return paths.filter(isReadOnly).map((path) => ({
    level: 'fail',
    what: DOCTOR.notWritable(path),
    fix: DOCTOR.mendOwner,
  }));
}

function isReadOnly(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return false;
  } catch {
    return true;
  }
}

async function checkChannels(environment: Environment, options: ExamineOptions): Promise<Diagnosis[]> {
  const configured = options.kinds.flatMap((kind) => {
    const settings = settingsFor(kind.variables, environment);
    return settings ? [{ kind, settings }] : [];
  });
  if (configured.length === 0) return [{ level: 'ok', what: DOCTOR.noChannels, fix: null }];
  const log = { debug: ignore, info: ignore, warn: ignore, error: ignore };
  const tools = { log, now: options.now, publicUrl: environment.MINSHENG_PUBLIC_URL?.trim() || null };
  const all = configured.map(({ kind, settings }) =>
    within(options.channelLimitMs, checkChannel(kind, settings, tools)).then((diagnoses) =>
      diagnoses.map((each) => ({ ...each, what: `${kind.label}：${each.what}` })),
    ),
  );
  return (await Promise.all(all)).flat();
}

const ignore = (): void => undefined;

/** The module, the settings, then the platform itself. */
async function checkChannel(
  kind: MessengerKind,
  settings: Settings,
  tools: MessengerTools,
): Promise<Diagnosis[]> {
  try {
    const module = await kind.load();
    module.createMessengers(settings, tools);
    const diagnoses = await module.diagnose(settings, tools);
    return diagnoses.length > 0 ? diagnoses : [{ level: 'ok', what: DOCTOR.configured, fix: null }];
  } catch (error) {
    return channelTrouble(error);
  }
}

function channelTrouble(error: unknown): Diagnosis[] {
  if (error instanceof InputError)
    return error.problems.map(({ where, message }) => ({
      level: 'fail',
      what: `${where}：${message}`,
      fix: DOCTOR.mendSetting,
    }));
  const { code, message } = error as NodeJS.ErrnoException;
  const missing = code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND';
  const fix = missing ? DOCTOR.reinstall : DOCTOR.checkNetwork;
  return [{ level: 'fail', what: missing ? DOCTOR.cannotLoad(message) : DOCTOR.broken(message), fix }];
}

/** What was found in time, or that nothing was. */
async function within(limitMs: number, found: Promise<Diagnosis[]>): Promise<Diagnosis[]> {
  const { promise, resolve } = Promise.withResolvers<Diagnosis[]>();
  const what = DOCTOR.noAnswer(Math.round(limitMs / 1000));
  const timer = setTimeout(() => resolve([{ level: 'fail', what, fix: DOCTOR.checkNetwork }]), limitMs);
  const first = await Promise.race([found, promise]);
  clearTimeout(timer);
  return first;
}
