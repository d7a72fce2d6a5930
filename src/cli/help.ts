/** Help texts of the command line. */
import { COMMON_OPTIONS, type Command, type OptionSpec } from './command.ts';
import { padded } from './table.ts';

const PROGRAM = 'npm run -s minsheng --';

/** All commands, one line each. */
export function overview(commands: readonly Pick<Command, 'name' | 'summary'>[]): string {
  const lines = commands.map(({ name, summary }) => `  ${padded(name, 10)}${summary}`);
  return [
    '民生实事问答机器人',
    '',
    `用法：${PROGRAM} 命令 [选项]`,
    '',
    '命令：',
    ...lines,
    '',
    `每个命令的选项：${PROGRAM} 命令 --help`,
    '',
  ].join('\n');
}

/** One command with its options. */
export function helpOf(command: Command): string {
  const operands = command.operands === '' ? '' : ` ${command.operands}`;
  const options = Object.entries({ ...command.options, ...COMMON_OPTIONS }).map(optionLine);
  return [
    command.summary,
    '',
    `用法：${PROGRAM} ${command.name}${operands} [选项]`,
    '',
    '选项：',
    ...options,
    '',
  ].join('\n');
}

function optionLine([name, spec]: [string, OptionSpec]): string {
  return `  ${padded(spec.value === null ? `--${name}` : `--${name} ${spec.value}`, 22)}${spec.help}`;
}
