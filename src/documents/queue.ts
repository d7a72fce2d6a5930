/** Lets few files be read at once and few more wait: each costs a process of its own. */
import { refusal } from './reader.ts';
import { REFUSALS } from './wording.ts';

/** Readings in the order in which they came. */
export interface ReadingQueue {
  /** Does the work when its turn comes. @throws InputError under the file's name when too many wait already */
  run<Result>(file: { name: string }, work: () => Promise<Result>): Promise<Result>;
}

/** @param atOnce readings at the same time; `waiting` more may wait for their turn */
export function createReadingQueue({ atOnce, waiting }: { atOnce: number; waiting: number }): ReadingQueue {
  let running = 0;
  const turns: (() => void)[] = [];
  const turn = async (): Promise<void> => {
    if (running < atOnce) {
      running++;
      return;
    }
    await new Promise<void>((resolve) => turns.push(resolve));
  };
  /** Whoever waits longest takes the place over. */
  const done = (): void => {
    const next = turns.shift();
    if (next) next();
    else running--;
  };
  return {
    async run(file, work) {
      if (running >= atOnce && turns.length >= waiting) throw refusal(file, REFUSALS.busy);
      await turn();
      try {
        return await work();
      } finally {
        done();
      }
    },
  };
}
