/** The program's log, to standard error, one JSON object a line. The only home of pino. */
import { destination, pino } from 'pino';
import type { LogLevel } from './config.ts';
import { createMask, loggedError } from './log-masking.ts';

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

/** Facts that would tell who asked or what, or open a door; at the top of the facts and one or two levels below. */
const PRIVATE = [
  'text',
  'personId',
  'personName',
  'chatId',
  'addressee',
  'attachments',
  'choices',
  'parcel',
  'body',
  'replyContext',
  'token',
  'secret',
  'password',
  'authorization',
  'cookie',
  'loginQr',
];
const PRIVATE_PATHS = PRIVATE.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);

/** Written at once, so that nothing is lost when the program ends. Every line is masked as a whole before it leaves. */
export function createLog(
  level: LogLevel,
  { secrets = [], write = toStandardError() }: LogOptions = {},
): Log {
  const mask = createMask(secrets);
  const serializers = { err: loggedError, error: loggedError };
  const options = { level, base: null, redact: PRIVATE_PATHS, serializers };
  return pino(options, { write: (line: string) => write(mask(line)) });
}

function toStandardError(): (line: string) => void {
  const standardError = destination({ fd: 2, sync: true });
  return (line) => {
    standardError.write(line);
  };
}
