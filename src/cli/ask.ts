/** `ask`: one question, one answer. */
import { randomUUID } from 'node:crypto';
import { findRegion, openApp } from '../app.ts';
import { momentOf, noonOf } from '../clock.ts';
import { readConfig } from '../config.ts';
import { InputError } from '../domain/errors.ts';
import { createLog } from '../log.ts';
import { choiceOption, dayOption } from './arguments.ts';
import { answerText, askApp, ROLES } from './asking.ts';
import type { Command } from './command.ts';
import { SUMMARIES } from './commands.ts';

/** Prints the answer; with `--json` everything it rests on as well. */
export const ask: Command = {
  name: 'ask',
  summary: SUMMARIES.ask,
  operands: '问题',
  options: {
    region: { value: '地区', help: '没提地区时按哪里回答' },
    role: { value: '身份', help: `谁在问：${ROLES.join('、')}，默认 resident` },
    today: { value: '日期', help: '按哪一天回答，默认今天' },
    json: { value: null, help: '用 JSON 输出答案和依据' },
  },
  async run({ options, positionals, environment, terminal }) {
    const config = readConfig(environment);
    const text = positionals.join(' ').trim();
    if (text === '') throw new InputError([{ where: 'ask', message: '请写出要问的问题' }]);
    const today = dayOption(options, 'today');
    const role = choiceOption(options, 'role', ROLES) ?? 'resident';
    const app = await openApp(config, createLog(config.logLevel), { seeds: true });
    try {
      const name = options.get('region');
      const region = name === undefined ? {} : { region: await findRegion(app, name) };
      const moment = today === undefined ? momentOf(new Date()) : noonOf(today);
      const turn = { chatId: randomUUID(), id: '1', text };
      const answer = await askApp(app, turn, { ...moment, ...region, role });
      const json = { ...answer, text: answerText(answer) };
      terminal.out(options.has('json') ? `${JSON.stringify(json, null, 1)}\n` : `${json.text}\n`);
      return 0;
    } finally {
      await app.close();
    }
  },
};
