/** The program's log, to standard error, one JSON object a line. The only home of pino. */
import { destination, pino } from 'pino';
import type { LogLevel } from './config.ts';

/** What parts of the program may tell the operator. Never texts or names of people who ask. */
export interface Log {
  debug(facts: object, message: string): void;
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}

/** Facts that would tell who asked or what. */
const PERSONAL = ['text', 'personId', 'chatId', '*.text', '*.personId', '*.chatId'];

/** Written at once, so that nothing is lost when the program ends. */
export function createLog(level: LogLevel): Log {
  return pino({ level, base: null, redact: PERSONAL }, destination({ fd: 2, sync: true }));
}
