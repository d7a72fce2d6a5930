/** How long things may take before the WeChat process is given up, in milliseconds. */
import type { WorkerTimings } from './protocol.ts';

export interface Timings extends WorkerTimings {
  /** From the start of the process to a login or a code to scan. */
  startMs: number;
  /** From one code to scan to the next, or the login. */
  loginMs: number;
  /** Without a sign of life from a process that gave one before. */
  beatLostMs: number;
  /** Between two looks whether the gateway takes connections. */
  probeMs: number;
  /** How long such a look waits; two in a row must fail. */
  probeTimeoutMs: number;
  /** Before the first new start; doubled with each one that follows. */
  restartMs: number;
  restartMaxMs: number;
  /** The same while the gateway is away: a look at it is cheap. */
  unreachableMaxMs: number;
  /** Logged in for so long, the next failure counts as the first. */
  steadyMs: number;
  /** For leaving in an orderly way. */
  leaveMs: number;
  /** Random wait before each message, at most: evenly spaced messages look like a machine. */
  jitterMs: number;
}

/** The first start after an installation reads 18,000 files: it may take 12 s. */
export const TIMINGS: Timings = {
  startMs: 60_000,
  loginMs: 10 * 60_000,
  beatMs: 2_000,
  beatLostMs: 15_000,
  probeMs: 5_000,
  probeTimeoutMs: 3_000,
  pingMs: 10_000,
  silenceMs: 35_000,
  lookUpMs: 3_000,
  sendMs: 10_000,
  restartMs: 1_000,
  restartMaxMs: 60_000,
  unreachableMaxMs: 3_000,
  steadyMs: 60_000,
  leaveMs: 3_000,
  jitterMs: 600,
};
