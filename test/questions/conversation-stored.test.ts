import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MOST_BYTES, packState, unpackState } from '../../src/questions/conversation/stored.ts';
import { type ConversationState, EMPTY_STATE } from '../../src/questions/state.ts';

const bytes = (state: ConversationState) => Buffer.byteLength(JSON.stringify(state));
const ids = (count: number) => Array.from({ length: count }, (_, i) => `region-2025-${i}`);

describe('the stored memory of a conversation', () => {
  test('comes back as it was', () => {
    const state: ConversationState = {
      ...EMPTY_STATE,
      regionSlugs: ['a'],
      years: [2025],
      projects: ids(3),
      list: { ids: ids(3), shown: 3, bounded: true, pool: ids(9) },
      pending: '停车位',
      choices: [{ label: '甲', text: '甲' }],
    };
    expect(unpackState(JSON.parse(JSON.stringify(packState(state))))).toEqual(state);
  });

  test('is dropped when it is of another program, damaged or none', () => {
    const { version: _, ...older } = EMPTY_STATE;
    for (const stored of [null, older, { ...EMPTY_STATE, version: 1 }, { ...EMPTY_STATE, list: 7 }, [], 'x'])
      expect(unpackState(stored)).toBe(EMPTY_STATE);
  });

  test('whatever is stored, a state comes of it', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(...Object.keys(EMPTY_STATE)), (value, key) => {
        const state = unpackState({ ...EMPTY_STATE, [key]: value });
        expect(Object.keys(state).sort()).toEqual(Object.keys(EMPTY_STATE).sort());
      }),
    );
  });

  test('keeps the first of a long list', () => {
    const packed = packState({ ...EMPTY_STATE, list: { ids: ids(5000), shown: 10 } });
    expect(packed.list!.ids.slice(0, 10)).toEqual(ids(10));
    expect(bytes(packed)).toBeLessThanOrEqual(MOST_BYTES);
  });

  test('never grows beyond its size; the place and the project stay', () => {
    const alternatives = Array.from({ length: 8 }, (_, i) => ({ term: `很长的一个词${i}`, weight: 1 }));
    const concepts = Array.from({ length: 200 }, (_, i) => ({
      ...{ printed: `词${i}`, weight: 1, known: true, topic: true },
      alternatives,
    }));
    const packed = packState({ ...EMPTY_STATE, regionSlugs: ['a'], projects: ids(50), concepts });
    expect(bytes(packed)).toBeLessThanOrEqual(MOST_BYTES);
    expect(packed).toMatchObject({ regionSlugs: ['a'], projects: ['region-2025-0'] });
    expect(unpackState(packed)).toEqual(packed);
  });
});
