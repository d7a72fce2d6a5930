/** The program's log, to standard error, one JSON object a line. The only home of pino. */
import { destination, pino } from 'pino';
import type { LogLevel } from './config.ts';
import { createMask, withoutPrivate } from './log-masking.ts';

/** What parts of the program may tell the operator. Never texts or names of people who ask. */
export interface Log {
  debug(facts: object, message: string): void;
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}

export interface LogOptions {
  /** Values of settings that no line may hold, longest first; see `secretValues`. */
  secrets?: readonly string[];
  /** Takes a finished line with its line end. Standard error, written at once, when left out. */
  write?: (line: string) => void;
}

/** Written at once, so that nothing is lost when the program ends. Every line is masked as a whole before it leaves. */
export function createLog(
  level: LogLevel,
  { secrets = [], write = toStandardError() }: LogOptions = {},
): Log {
  const mask = createMask(secrets);
  // Errors are made plain among the other facts, so nothing is left to do for them.
  const serializers = { err: (told: unknown) => told };
  const options = { level, base: null, formatters: { log: withoutPrivate }, serializers };
  return pino(options, { write: (line: string) => write(mask(line)) });
}

function toStandardError(): (line: string) => void {
  const standardError = destination({ fd: 2, sync: true });
  return (line) => {
    standardError.write(line);
  };
}
