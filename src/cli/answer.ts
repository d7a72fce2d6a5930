/** `answer`: a file of questions, one JSON line each; every line is a conversation of its own. */
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { type App, openApp } from '../app.ts';
import { momentOf, noonOf } from '../clock.ts';
import { readConfig } from '../config.ts';
import { InputError, type Problem } from '../domain/errors.ts';
import { createLog } from '../log.ts';
import { isDay } from './arguments.ts';
import { answerText, askApp, ROLES } from './asking.ts';
import type { Invocation } from './command.ts';
import { requireDatabase } from './existing-database.ts';

const QUESTION = z.object(
  {
    id: z.string({ error: 'id 应是文字' }),
    role: z.enum(ROLES, { error: `role 应是 ${ROLES.join('、')} 之一` }).default('resident'),
    turns: z.array(z.string(), { error: 'turns 应是文字的数组' }).min(1, { error: 'turns 里至少要有一句话' }),
    today: z.string().refine(isDay, { error: 'today 应是日期，例如 2025-06-30' }).optional(),
  },
  { error: '不是一个 JSON 对象' },
);

type Question = z.infer<typeof QUESTION>;

/** Prints `{"id","kind","projects","text","ms"}` for the last turn of each line. */
export async function answer({ options, environment, terminal }: Invocation): Promise<number> {
  const config = readConfig(environment);
  const path = options.get('questions');
  if (path === undefined)
    throw new InputError([{ where: 'answer', message: '请用 --questions 指定问题文件' }]);
  const questions = await readQuestions(path);
  requireDatabase(config.dbPath);
  const app = await openApp(config, createLog(config.logLevel), { seeds: false });
  try {
    for (const question of questions) terminal.out(`${JSON.stringify(await converse(app, question))}\n`);
    return 0;
  } finally {
    await app.close();
  }
}

async function converse(app: App, { id, role, turns, today }: Question) {
  const chatId = randomUUID();
  const asker = { ...(today === undefined ? momentOf(new Date()) : noonOf(today)), role };
  const last = turns.length - 1;
  for (const [index, text] of turns.slice(0, last).entries()) {
    await askApp(app, { chatId, id: String(index), text }, asker);
  }
  const started = performance.now();
  const found = await askApp(app, { chatId, id: String(last), text: turns[last] ?? '' }, asker);
  const ms = Number((performance.now() - started).toFixed(2));
  return { id, kind: found.kind, projects: found.projects, text: answerText(found), ms };
}

async function readQuestions(path: string): Promise<Question[]> {
  let content: string;
  try {
    content = await readFile(path, 'utf8');
  } catch {
    throw new InputError([{ where: path, message: '读不了这个问题文件，请检查路径' }]);
  }
  const problems: Problem[] = [];
  const questions = content.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    const checked = QUESTION.safeParse(parseLine(line));
    if (checked.success) return [checked.data];
    const where = `${path} 第 ${index + 1} 行`;
    problems.push(...checked.error.issues.map((issue) => ({ where, message: issue.message })));
    return [];
  });
  if (problems.length > 0) throw new InputError(problems);
  return questions;
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line.replace(/^\ufeff/, ''));
  } catch {
    return null;
  }
}
