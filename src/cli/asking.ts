/** Asking an app without a channel: a message from the operator, and the answer as terminal text. */
import { render } from '../adapters/render.ts';
import { type App, openApp, type TerminalAsker, type Trace } from '../app.ts';
import { type Environment, type LogLevel, readConfig } from '../config.ts';
import type { Answer } from '../domain/answer.ts';
import { type Capabilities, PLAIN_TEXT } from '../domain/message.ts';
import { createLog } from '../log.ts';
import type { Arguments } from './command.ts';
import { requireDatabase } from './existing-database.ts';

/** Roles that `--role` and question files may name. */
export { ROLES } from '../domain/access.ts';

/** Plain lines, choices numbered. */
const PLAIN: Capabilities = { ...PLAIN_TEXT, maxLength: 100_000 };

/** One turn of a conversation; the same `chatId` continues it. */
export interface Turn {
  chatId: string;
  /** Unique within the conversation. */
  id: string;
  text: string;
}

/**
 * An app for one person at the terminal. An empty database gets the samples first; a file that `--db` names must be
 * there. @throws InputError when it is not
 */
export async function openForTalk(options: Arguments['options'], environment: Environment): Promise<App> {
  const config = readConfig(environment);
  if (options.has('db')) requireDatabase(config.dbPath);
  return openApp(config, createLog(terminalLevel(config.logLevel)), { seeds: true });
}

/** Between questions and answers only what went wrong is logged, unless `debug` asks for everything. */
const terminalLevel = (level: LogLevel): LogLevel => (level === 'info' ? 'warn' : level);

/** Answers one turn. */
export function askApp(app: App, turn: Turn, asker: TerminalAsker, trace?: Trace): Promise<Answer> {
  const person = { platform: 'cli', chatKind: 'private', personId: 'operator', addressed: true } as const;
  return app.answer({ ...person, ...turn }, asker, trace);
}

/** The whole answer as it would be sent, choices as numbered lines. */
export function answerText(answer: Answer): string {
  return render(answer, PLAIN)
    .map((message) => message.text)
    .join('\n');
}
