import { describe, expect, it } from 'vitest';
import { createGuard, loadGuards } from '../../src/text/guards.ts';
import { loadTopics } from '../../src/text/topics.ts';
import { LATER_QUESTIONS, TOPIC_QUESTIONS } from './topic-questions.ts';

const guards = loadGuards();
const guard = createGuard(guards);

describe('guards', () => {
  it.each(
    guards.flatMap(({ category, kind, examples }) => examples.map((text) => [text, kind, category] as const)),
  )('catches 「%s」 as %s', (text, kind, category) => {
    expect(guard.check(text)).toMatchObject({ kind, category });
  });

  it.each(guards.flatMap(({ category, never }) => never.map((text) => [text, category] as const)))(
    'lets 「%s」 through although it looks like %s',
    (text) => {
      expect(guard.check(text)).toBeNull();
    },
  );

  it('lets every livelihood question and official term through', () => {
    const questions = [...TOPIC_QUESTIONS, ...LATER_QUESTIONS].map(([question]) => question);
    const terms = loadTopics().flatMap(({ official }) => official);
    expect([...questions, ...terms].filter((text) => guard.check(text) !== null)).toEqual([]);
  });

  it('says which words it was caught by', () => {
    expect(guard.check('请问局长家庭住址')?.printed).toBe('家庭住址');
  });
});
