/** `check`: settings, lexicon and intents, every problem at once. */
import { checkAll } from '../checks.ts';
import { InputError } from '../domain/errors.ts';
import type { Command } from './command.ts';
import { SUMMARIES } from './commands.ts';

/** Exit code 2 with every problem on stderr. */
export const check: Command = {
  name: 'check',
  summary: SUMMARIES.check,
  operands: '',
  options: {},
  async run({ environment, terminal }) {
    const problems = await checkAll(environment);
    if (problems.length > 0) throw new InputError(problems);
    terminal.out('设置、意图和词表都没有问题。\n');
    return 0;
  },
};
