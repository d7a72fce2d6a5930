import { describe, expect, it } from 'vitest';
import { loadEveryday } from '../../src/text/everyday.ts';
import { loadTopics } from '../../src/text/topics.ts';

const everyday = loadEveryday();

describe('everyday words', () => {
  it('are many', () => {
    expect(everyday.fillers.length).toBeGreaterThanOrEqual(300);
    expect(everyday.generic.length).toBeGreaterThanOrEqual(120);
    expect(everyday.people.length).toBeGreaterThanOrEqual(25);
  });

  it('hold no word that names a topic', () => {
    const official = new Set(loadTopics().flatMap((topic) => topic.official));
    expect([...everyday.fillers, ...everyday.generic].filter((word) => official.has(word))).toEqual([]);
  });
});
