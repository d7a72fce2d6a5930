/** Reads the words after a command's name; everything that is wrong at once, in Chinese. */
import { parseArgs } from 'node:util';
import { InputError, type Problem } from '../domain/errors.ts';
import { type Arguments, COMMON_OPTIONS, type Command, type OptionSpec } from './command.ts';

type Token = { kind: string; name?: string; rawName?: string; value?: string | undefined };

/** @throws InputError naming unknown options and missing values */
export function readArguments(command: Command, words: readonly string[]): Arguments {
  const specs = { ...command.options, ...COMMON_OPTIONS };
  const types = Object.entries(specs).map(
    ([name, spec]) => [name, { type: spec.value === null ? 'boolean' : 'string' }] as const,
  );
  const { tokens, positionals } = parseArgs({
    args: [...words],
    options: Object.fromEntries(types),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const given = (tokens as Token[]).filter((token) => token.kind === 'option');
  const problems = given.flatMap((token) => problemOf(token, specs));
  if (command.operands === '' && positionals.length > 0) {
    problems.push({
      where: command.name,
      message: `多出了“${positionals.join(' ')}”，这个命令后面只能写选项`,
    });
  }
  if (problems.length > 0) throw new InputError(problems);
  return { options: new Map(given.map((token) => [token.name ?? '', token.value ?? ''])), positionals };
}

function problemOf(token: Token, specs: Readonly<Record<string, OptionSpec>>): Problem[] {
  const where = token.rawName ?? '';
  const spec = Object.hasOwn(specs, token.name ?? '') ? specs[token.name ?? ''] : undefined;
  if (!spec) {
    const known = Object.keys(specs).map((name) => `--${name}`);
    return [{ where, message: `没有这个选项，可用：${known.join('、')}` }];
  }
  if (spec.value === null)
    return token.value === undefined ? [] : [{ where, message: '这个选项后面不写内容' }];
  const missing = token.value === undefined || token.value.trim() === '' || token.value.startsWith('--');
  return missing ? [{ where, message: `后面要写${spec.value}（${spec.help}）` }] : [];
}

/** A four-digit year, absent when not given. */
export function yearOption(options: Arguments['options'], name: string): number | undefined {
  const text = options.get(name);
  if (text === undefined) return undefined;
  if (!/^(19|20)\d\d$/.test(text)) throw wrong(name, text, '四位年份，例如 2025');
  return Number(text);
}

/** A calendar day, absent when not given. */
export function dayOption(options: Arguments['options'], name: string): string | undefined {
  const text = options.get(name);
  if (text !== undefined && !isDay(text)) throw wrong(name, text, '日期，例如 2025-06-30');
  return text;
}

/** An instant as ISO text: a day alone is its morning at nine in China, without a zone it is China's. Absent when not given. */
export function instantOption(options: Arguments['options'], name: string): string | undefined {
  const text = options.get(name);
  if (text === undefined) return undefined;
  const [, day = '', time = 'T09:00', zone = '+08:00'] = INSTANT.exec(text) ?? [];
  const at = new Date(`${day}${time.replace(' ', 'T')}${zone}`);
  if (!isDay(day) || Number.isNaN(at.getTime())) throw wrong(name, text, '时间，例如 2025-06-30T09:00');
  return at.toISOString();
}

const INSTANT = /^(\d{4}-\d\d-\d\d)([T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?(Z|[+-]\d\d:\d\d)?$/;

/** One of a closed set, absent when not given. */
export function choiceOption<T extends string>(
  options: Arguments['options'],
  name: string,
  allowed: readonly T[],
): T | undefined {
  const text = options.get(name);
  if (text === undefined) return undefined;
  const choice = allowed.find((value) => value === text);
  if (choice === undefined) throw wrong(name, text, `${allowed.join('、')} 之一`);
  return choice;
}

/** Whether text is a day of the calendar, `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

function wrong(name: string, text: string, accepted: string): InputError {
  return new InputError([{ where: `--${name}`, message: `现为“${text}”，应是${accepted}` }]);
}
