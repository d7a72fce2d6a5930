/** Runs one command line and gives its exit code: 0 done, 1 failed, 2 wrong input. */
import { InputError } from '../domain/errors.ts';
import { readArguments } from './arguments.ts';
import type { Invocation } from './command.ts';
import { COMMANDS } from './commands.ts';
import { helpOf, overview } from './help.ts';

/** Where a command line is run. */
export type Setting = Pick<Invocation, 'environment' | 'terminal' | 'read'>;

/** @param words what stands after the program's name */
export async function runCommand(words: readonly string[], setting: Setting): Promise<number> {
  try {
    return await dispatch(words, setting);
  } catch (error) {
    return explain(error, setting);
  }
}

async function dispatch(words: readonly string[], setting: Setting): Promise<number> {
  const { environment, terminal } = setting;
  const [name = '--help', ...rest] = words;
  if (['--help', '-h', 'help'].includes(name)) {
    terminal.out(overview(COMMANDS));
    return 0;
  }
  const command = COMMANDS.find((one) => one.name === name);
  if (!command) {
    const known = COMMANDS.map((one) => one.name).join('、');
    throw new InputError([{ where: name, message: `没有这个命令，可用：${known}（--help 看说明）` }]);
  }
  if (rest.includes('--help') || rest.includes('-h')) {
    terminal.out(helpOf(command));
    return 0;
  }
  const given = readArguments(command, rest);
  const db = given.options.get('db');
  const settings = db === undefined ? environment : { ...environment, MINSHENG_DB: db };
  return command.run({ ...setting, ...given, environment: settings });
}

function explain(error: unknown, { environment, terminal }: Setting): number {
  if (error instanceof InputError) {
    for (const { where, message } of error.problems) terminal.err(`${where}：${message}\n`);
    return 2;
  }
  const debug = environment.MINSHENG_LOG_LEVEL === 'debug';
  const message = error instanceof Error ? error.message : String(error);
  terminal.err(`程序出错：${message}${debug ? '' : '（MINSHENG_LOG_LEVEL=debug 可看详情）'}\n`);
  if (debug && error instanceof Error) terminal.err(`${error.stack}\n`);
  return 1;
}
