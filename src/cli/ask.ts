/** `ask`: one question, one answer. */
import { randomUUID } from 'node:crypto';
import { findRegion } from '../app.ts';
import { momentOf, noonOf } from '../clock.ts';
import type { Answer } from '../domain/answer.ts';
import { InputError } from '../domain/errors.ts';
import { createTraceLog, explainData, explainText, type TimedStep } from '../explain.ts';
import { choiceOption, dayOption } from './arguments.ts';
import { answerText, askApp, openForTalk, ROLES } from './asking.ts';
import type { Invocation } from './command.ts';

/** Prints the answer; with `--json` everything it rests on as well, with `--explain` how it came about. */
export async function ask({ options, positionals, environment, terminal }: Invocation): Promise<number> {
  const text = positionals.join(' ').trim();
  if (text === '') throw new InputError([{ where: 'ask', message: '请写出要问的问题' }]);
  const today = dayOption(options, 'today');
  const role = choiceOption(options, 'role', ROLES) ?? 'resident';
  const app = await openForTalk(options, environment);
  try {
    const name = options.get('region');
    const region = name === undefined ? {} : { region: await findRegion(app, name) };
    const moment = today === undefined ? momentOf(new Date()) : noonOf(today);
    const turn = { chatId: randomUUID(), id: '1', text };
    const log = options.has('explain') ? createTraceLog(() => performance.now()) : null;
    const answer = await askApp(app, turn, { ...moment, ...region, role }, log?.trace);
    terminal.out(options.has('json') ? jsonOf(answer, log?.steps) : textOf(answer, log?.steps));
    return 0;
  } finally {
    await app.close();
  }
}

function jsonOf(answer: Answer, steps: readonly TimedStep[] | undefined): string {
  const told = { ...answer, text: answerText(answer), ...(steps && { explain: explainData(steps) }) };
  return `${JSON.stringify(told, null, 1)}\n`;
}

const textOf = (answer: Answer, steps: readonly TimedStep[] | undefined): string =>
  steps ? `${answerText(answer)}\n\n${explainText(steps)}\n` : `${answerText(answer)}\n`;
