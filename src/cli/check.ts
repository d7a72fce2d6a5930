/** `check`: settings, lexicon and intents, every problem at once. */
import { checkAll } from '../checks.ts';
import { InputError } from '../domain/errors.ts';
import type { Invocation } from './command.ts';

/** Exit code 2 with every problem on stderr. */
export async function check({ environment, terminal }: Invocation): Promise<number> {
  const problems = await checkAll(environment);
  if (problems.length > 0) throw new InputError(problems);
  terminal.out('设置、意图和词表都没有问题。\n');
  return 0;
}
