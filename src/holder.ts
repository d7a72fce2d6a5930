/** This process among those that share a database. */
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';

/** Host, process id and something that no later process with the same id has. */
export function newHolder(): string {
  return JSON.stringify([hostname(), process.pid, randomUUID()]);
}

/** Whether a holder lived on this machine and is no more. Of other machines nothing is known: false. */
export function isGone(holder: string): boolean {
  const [host, pid] = JSON.parse(holder) as [string, number];
  if (host !== hostname()) return false;
  return pid === process.pid || !isAlive(pid);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
