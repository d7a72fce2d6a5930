/** What a command of the command line is. */
import type { Environment } from '../config.ts';
import type { ReadFile } from '../importer.ts';

/** One option: with a value, or a switch. */
export interface OptionSpec {
  /** Name of the value in help (地区, 日期); null for a switch. */
  value: string | null;
  help: string;
}

/** What was given, checked against the command's own options. */
export interface Arguments {
  /** Values of options; switches have the value ''. */
  options: ReadonlyMap<string, string>;
  positionals: readonly string[];
}

/** Where a command reads and writes. Results go to `out`, everything else to `err`. */
export interface Terminal {
  out: (text: string) => void;
  err: (text: string) => void;
  stdin: NodeJS.ReadStream;
  stdout: NodeJS.WriteStream;
}

/** What every command is given. */
export interface Invocation extends Arguments {
  /** Settings, with the command line's own choices over them. */
  environment: Environment;
  terminal: Terminal;
  /** How files are read; left out, in processes of their own. */
  read?: ReadFile;
}

export interface Command {
  name: string;
  /** One line for the list of commands. */
  summary: string;
  /** What stands after the name: `文件…`; '' when nothing. */
  operands: string;
  options: Readonly<Record<string, OptionSpec>>;
  /** Resolves with the exit code. @throws InputError for what the operator can mend */
  run(invocation: Invocation): Promise<number>;
}

/** Options that every command has. */
export const COMMON_OPTIONS: Readonly<Record<string, OptionSpec>> = {
  db: { value: '路径', help: '数据库文件，默认 data/minsheng.db（或环境变量 MINSHENG_DB）' },
  help: { value: null, help: '显示说明' },
};
