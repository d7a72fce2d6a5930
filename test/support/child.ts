/** Processes that tests start never outlive them: one left behind keeps the whole run from ending. */
import type { ChildProcess } from 'node:child_process';
import { onTestFinished } from 'vitest';

/** Ends the process with the running test, however that ends. */
export function endWithTest<Child extends ChildProcess>(child: Child): Child {
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}
