/** What `doctor` makes of the facts about the machine, the database and its folder. */
import type { Diagnosis } from '../domain/channel.ts';
import { chinaTime } from '../domain/china-time.ts';
import { sizeWord } from './bytes.ts';
import { DOCTOR } from './wording.ts';

const MB = 1024 * 1024;
const DAY_MS = 24 * 60 * 60 * 1000;

const LEAST_NODE = '22.18';
const LEAST_MEMORY = 1000 * MB;
/** The program is newer than this. */
const NOT_BEFORE = Date.parse('2026-01-01T00:00:00Z');
const LARGEST_LOG = 256 * MB;
const LEAST_DISK = 50 * MB;
const GOOD_DISK = 500 * MB;
const OLD_BACKUP_DAYS = 7;

const ok = (what: string): Diagnosis => ({ level: 'ok', what, fix: null });
const warn = (what: string, fix: string): Diagnosis => ({ level: 'warn', what, fix });
const fail = (what: string, fix: string): Diagnosis => ({ level: 'fail', what, fix });

export interface RuntimeFacts {
  /** `24.21.0` */
  nodeVersion: string;
  /** What this process may use: the machine's memory, or less in a container. Bytes. */
  memoryLimit: number;
  now: Date;
  timeZone: string;
}

/** Node, memory and clock. The zone of the machine does not matter: days are counted in China's. */
export function checkRuntime({ nodeVersion, memoryLimit, now, timeZone }: RuntimeFacts): Diagnosis[] {
  const node = DOCTOR.node(nodeVersion);
  const memory = DOCTOR.memory(sizeWord(memoryLimit));
  const clock = DOCTOR.clock(chinaTime(now.toISOString()), timeZone);
  return [
    isOlder(nodeVersion, LEAST_NODE) ? fail(node, DOCTOR.oldNode(LEAST_NODE)) : ok(node),
    memoryLimit < LEAST_MEMORY ? warn(memory, DOCTOR.moreMemory) : ok(memory),
    now.getTime() < NOT_BEFORE ? fail(clock, DOCTOR.wrongClock) : ok(clock),
  ];
}

function isOlder(version: string, least: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [leastMajor = 0, leastMinor = 0] = least.split('.').map(Number);
  return major < leastMajor || (major === leastMajor && minor < leastMinor);
}

/** What a look into the database file gave. */
export interface DatabaseLook {
  damage: string | null;
  ours: boolean;
  migrations: { pending: readonly string[]; unknown: readonly string[] };
  counts: Readonly<Partial<Record<'documents' | 'projects' | 'waiting' | 'dead', number>>>;
}

/** Whether the program can work with the database. */
export function checkDatabase({ damage, ours, migrations, counts }: DatabaseLook): Diagnosis[] {
  if (damage !== null) return [fail(DOCTOR.damaged(damage), DOCTOR.restore)];
  if (!ours) return [fail(DOCTOR.foreign, DOCTOR.checkPath)];
  if (migrations.unknown.length > 0)
    return [fail(DOCTOR.newer(migrations.unknown.join('、')), DOCTOR.upgrade)];
  const { projects = 0, documents = 0 } = counts;
  const content =
    projects === 0 ? warn(DOCTOR.empty, DOCTOR.importFirst) : ok(DOCTOR.whole(projects, documents));
  const steps = migrations.pending.length;
  return steps === 0 ? [content] : [content, warn(DOCTOR.pending(steps), DOCTOR.backUpFirst)];
}

/** Sizes in bytes. */
export interface DiskFacts {
  database: number;
  log: number;
  free: number;
}

/** Whether there is room to work, and for one more copy. */
export function checkDisk({ database, log, free }: DiskFacts): Diagnosis[] {
  const size = DOCTOR.size(sizeWord(database), sizeWord(log));
  const disk = DOCTOR.disk(sizeWord(free));
  const tight = free < Math.max(GOOD_DISK, 2 * database);
  return [
    log > LARGEST_LOG ? warn(size, DOCTOR.largeLog) : ok(size),
    free < LEAST_DISK ? fail(disk, DOCTOR.moreDisk) : tight ? warn(disk, DOCTOR.moreDisk) : ok(disk),
  ];
}

/** A file or folder with its permission bits. */
export interface Permissions {
  path: string;
  mode: number;
  folder: boolean;
}

/** Whether other users of the machine can read who is bound to what. */
export function checkPermissions(paths: readonly Permissions[]): Diagnosis[] {
  const open = paths.filter(({ mode }) => (mode & 0o077) !== 0);
  if (open.length === 0) return [ok(DOCTOR.closed)];
  return open.map(({ path, mode, folder }) =>
    warn(DOCTOR.open(path, (mode & 0o777).toString(8)), DOCTOR.chmod(folder ? '700' : '600', path)),
  );
}

/** What has not reached its chat. */
export function checkSending({ waiting = 0, dead = 0 }: DatabaseLook['counts']): Diagnosis[] {
  const letters = dead === 0 ? ok(DOCTOR.noDead) : warn(DOCTOR.dead(dead), DOCTOR.seeDead);
  return [ok(DOCTOR.waiting(waiting)), letters];
}

/** Whether the last backup is recent. */
export function checkBackup(last: { at: string; file: string } | null, now: Date): Diagnosis[] {
  if (last === null) return [warn(DOCTOR.noBackup, DOCTOR.makeBackup)];
  const days = Math.floor((now.getTime() - Date.parse(last.at)) / DAY_MS);
  const what = DOCTOR.backup(days < 1 ? DOCTOR.today : DOCTOR.daysAgo(days), last.file);
  return [days > OLD_BACKUP_DAYS ? warn(what, DOCTOR.makeBackup) : ok(what)];
}
