/** `sample`: what an intent accepts, and what it must leave alone. */
import { InputError } from '../domain/errors.ts';
import { type IntentSample, intentSamples } from '../samples.ts';
import type { Invocation } from './command.ts';
import { table } from './table.ts';

/** Without a name, the list of intents, each with its first example. */
export async function sample({ positionals, terminal }: Invocation): Promise<number> {
  const intents = intentSamples();
  const [name] = positionals;
  if (name === undefined) {
    terminal.out(
      `${table(
        ['意图', '例如'],
        intents.map((intent) => [intent.name, intent.examples[0] ?? '']),
      )}\n`,
    );
    return 0;
  }
  const intent = intents.find((one) => one.name === name);
  if (!intent) {
    const known = intents.map((one) => one.name).join('、');
    throw new InputError([{ where: 'sample', message: `没有意图“${name}”，可用：${known}` }]);
  }
  terminal.out(describe(intent));
  return 0;
}

function describe({ name, about, query, examples, never }: IntentSample): string {
  const listed = (lines: readonly string[]) => lines.map((line) => `  ${line}`);
  return [
    `意图 ${name}，由查询 ${query} 回答`,
    `说明（英文）：${about}`,
    '',
    '听得懂：',
    ...listed(examples),
    '',
    '不应算作：',
    ...listed(never),
    '',
  ].join('\n');
}
