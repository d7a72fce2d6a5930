/** One engine for all tests of a file. */
import { afterAll, beforeAll, expect } from 'vitest';
import { allLists } from './lists.ts';
import { type Asking, type Conversation, openEngine, SETUP_MS, type TestEngine } from './support.ts';

/** Who asks it about all lists made by hand; at the end no line may have been taken out. */
export function sharedEngine(): Pick<Conversation, 'ask'> & { newTalk(asking?: Asking): Conversation } {
  let base: TestEngine;
  beforeAll(async () => {
    base = await openEngine(allLists());
  }, SETUP_MS);
  afterAll(async () => {
    expect(base.rejected).toEqual([]);
    await base.close();
  });
  return { newTalk: (asking) => base.talk(asking), ask: (...turns) => base.talk().ask(...turns) };
}
