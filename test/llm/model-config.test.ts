import { describe, expect, test } from 'vitest';
import { createDigestSummary, createModel } from '../../src/model.ts';
import { readModelConfig } from '../../src/model-settings.ts';
import { startModelServer } from '../support/model-server.ts';
import { divisions } from './tools.ts';

const GIVEN = { MINSHENG_MODEL_BASE_URL: 'http://127.0.0.1:11434/v1', MINSHENG_MODEL_NAME: 'qwen3:8b' };

describe('the settings of the model', () => {
  test('leave it off when none is given', () => {
    expect(readModelConfig({ MINSHENG_MODEL_KEY: ' ' })).toEqual({ model: null, problems: [] });
  });

  test('need an address and a name; the rest has defaults', () => {
    expect(readModelConfig(GIVEN).model).toEqual({
      baseUrl: 'http://127.0.0.1:11434/v1',
      key: '',
      model: 'qwen3:8b',
      timeoutMs: 20_000,
      callsPerDay: 200,
    });
  });

  test('are all named when wrong, and the key is never shown', () => {
    const { model, problems } = readModelConfig({
      MINSHENG_MODEL_BASE_URL: 'ftp://me:pw@host/?x',
      MINSHENG_MODEL_KEY: 'geheim geheim',
      MINSHENG_MODEL_DAILY_BUDGET: '-1',
      MINSHENG_MODEL_TIMEOUT_SECONDS: '1e9',
    });
    expect(model).toBeNull();
    expect(problems.map(({ where }) => where.split('_').slice(2).join('_'))).toEqual([
      'BASE_URL',
      'NAME',
      'KEY',
      'DAILY_BUDGET',
      'TIMEOUT_SECONDS',
    ]);
    expect(JSON.stringify(problems)).not.toMatch(/geheim|pw/);
  });

  test('make a summariser with the words and names of the program', async () => {
    const server = await startModelServer({ reply: () => ({ text: '⟦u1⟧已建成口袋公园⟦n1⟧。' }) });
    const { model } = readModelConfig({ ...GIVEN, MINSHENG_MODEL_BASE_URL: server.url });
    const summarise = createModel(model!, { observer: { finished: () => {} }, divisions });
    const note = { kind: 'progress' as const, text: '槐荫区已建成口袋公园8处。' };
    const summary = await summarise({ title: '公园', notes: [note], names: [] }, '2025-07-01T00:00:00.000Z');
    await server.stop();
    expect('text' in summary && summary.text[0]!.text).toBe('〔AI生成〕槐荫区已建成口袋公园8处。');
  });

  test('make a summary of the lines of a digest, which sets the label itself', async () => {
    const server = await startModelServer({
      reply: () => ({ text: '目前口袋公园建成⟦n1⟧；两癌检查完成⟦n2⟧' }),
    });
    const { model } = readModelConfig({ ...GIVEN, MINSHENG_MODEL_BASE_URL: server.url });
    const summarise = createModel(model!, { observer: { finished: () => {} }, divisions });
    const digest = createDigestSummary(summarise, () => '2025-07-01T00:00:00.000Z');
    const lines = ['1. 口袋公园建成8处', '2. 两癌检查完成5628人'].map((text) => ({
      role: 'item' as const,
      text,
      evidence: [],
    }));
    expect(await digest(lines)).toBe('目前口袋公园建成8处。两癌检查完成5628人。');
    expect(await digest([])).toBeNull();
    await server.stop();
  });
});
