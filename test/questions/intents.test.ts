import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { InputError } from '../../src/domain/errors.ts';
import type { Region } from '../../src/domain/project.ts';
import { loadCues } from '../../src/questions/cues.ts';
import { type Intent, loadIntents, matchIntents } from '../../src/questions/intents.ts';
import { makePlan } from '../../src/questions/plan/plan.ts';
import { QUERY_NAMES } from '../../src/questions/queries/registry.ts';
import { EMPTY_STATE } from '../../src/questions/state.ts';
import { cleanMessage } from '../../src/questions/understand/understand.ts';
import { INTENTS_DIR } from '../../src/text/data-file.ts';
import { loadDivisions } from '../../src/text/divisions.ts';
import { document, entry, openEngine, SETUP_MS, type TestEngine, understanding } from './support.ts';

const intents = loadIntents(QUERY_NAMES);
const cues = loadCues();
const byName: ReadonlyMap<string, Intent> = new Map(intents.map((intent) => [intent.name, intent]));
let base: TestEngine;
let chosen: (text: string) => Promise<string | null>;

/** A list of one project for every place that the examples name: comparing needs both to be stored. */
function listsOfExamples() {
  const divisions = loadDivisions();
  const texts = intents.flatMap(({ examples, never }) => [...examples, ...never]);
  const places = new Map(
    texts.flatMap((text) => divisions.find(text)).flatMap(({ divisions: [d] }) => (d ? [[d.code, d]] : [])),
  );
  return [...places.values()].map((d, i) => {
    const region: Region = {
      slug: `place${'abcdefghij'[i]}`,
      fullName: d.fullName,
      shortNames: d.shortNames,
      parentName: d.parentName,
      code: d.code,
    };
    return document([entry(1, { title: '乡村道路提升', goal: '提升乡村道路。' })], { region });
  });
}

beforeAll(async () => {
  base = await openEngine(listsOfExamples());
  const understand = await understanding(base);
  chosen = async (text) => {
    const question = await understand(text);
    return makePlan(question, { intents: byName, cues, state: EMPTY_STATE }).intent?.name ?? null;
  };
}, SETUP_MS);

afterAll(() => base.close());

const pairsOf = (pick: (intent: Intent) => readonly string[]) =>
  intents.flatMap((intent) => pick(intent).map((text) => [intent.name, text] as const));

describe('words of an intent file', () => {
  test.each(intents.map(({ name }) => name))('every example of %s leads to it', async (name) => {
    const { examples } = byName.get(name)!;
    const led = await Promise.all(examples.map(async (text) => [text, await chosen(text)]));
    expect(led).toEqual(examples.map((text) => [text, name]));
  });

  test('no sentence that an intent excludes leads to it', async () => {
    const wrong: (readonly string[])[] = [];
    for (const [name, text] of pairsOf(({ never }) => never))
      if ((await chosen(text)) === name) wrong.push([name, text]);
    expect(wrong).toEqual([]);
  });

  test('an example of one intent is no example of another', () => {
    const texts = pairsOf(({ examples }) => examples).map(([, text]) => text);
    expect(texts).toEqual([...new Set(texts)]);
  });

  test('every example holds words of its own intent', () => {
    const missed = pairsOf(({ examples }) => examples).filter(
      ([name, text]) => !matchIntents(cleanMessage(text), intents).some((intent) => intent.name === name),
    );
    expect(missed).toEqual([]);
  });

  test('the most specific of the intents that fit comes first', () => {
    const found = matchIntents('今年的目标是新建多少个', intents).map(({ priority }) => priority);
    expect(found).toEqual(found.toSorted((a, b) => b - a));
    expect(found.length).toBeGreaterThan(1);
  });
});

describe('broken intent files', () => {
  const folders: string[] = [];
  afterAll(() => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });

  function folderWith(files: Record<string, string>): string {
    const folder = mkdtempSync(join(tmpdir(), 'minsheng-intents-'));
    folders.push(folder);
    cpSync(INTENTS_DIR, folder, { recursive: true });
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    return folder;
  }

  const intentFile = (given: Record<string, unknown>) =>
    JSON.stringify({
      intent: 'extra',
      query: 'status',
      priority: 30,
      about: 'Something else to ask for.',
      patterns: ['别的'],
      examples: ['问点别的', '还有别的'],
      never: ['不问', '算了'],
      reply: {},
      ...given,
    });

  function problemsOf(files: Record<string, string>) {
    try {
      loadIntents(QUERY_NAMES, folderWith(files));
    } catch (error) {
      if (error instanceof InputError) return error.problems;
      throw error;
    }
    return [];
  }

  test('a new file is an intent of its own', () => {
    const loaded = loadIntents(QUERY_NAMES, folderWith({ 'extra.yaml': intentFile({}) }));
    expect(loaded.map(({ name }) => name)).toContain('extra');
    expect(loaded).toHaveLength(intents.length + 1);
  });

  test('every problem of every file is told at once', () => {
    const problems = problemsOf({
      'extra.yaml': intentFile({ intent: 'other', query: 'figures', patterns: ['(没关', '{nolist}吗'] }),
      'second.yaml': intentFile({ intent: 'second', examples: [], priority: 400 }),
    });
    const of = (file: string) => problems.filter(({ where }) => where === `intents/${file}`);
    expect(of('extra.yaml')).toHaveLength(4);
    expect(of('second.yaml')).toHaveLength(2);
    expect(problems).toHaveLength(6);
  });

  test('an unknown query is told with those there are', () => {
    const [problem] = problemsOf({ 'extra.yaml': intentFile({ query: 'figures' }) });
    expect(problem!.message).toContain('figures');
    for (const name of QUERY_NAMES) expect(problem!.message).toContain(name);
  });

  test('a pattern that is no expression and one that uses an unknown list are shown as written', () => {
    const messages = problemsOf({ 'extra.yaml': intentFile({ patterns: ['(没关', '{nolist}吗'] }) }).map(
      ({ message }) => message,
    );
    expect(messages[0]).toContain('(没关');
    expect(messages[1]).toContain('nolist');
  });

  test('a file named otherwise than its intent is refused', () => {
    expect(problemsOf({ 'other.yaml': intentFile({}) })[0]).toMatchObject({
      where: 'intents/other.yaml',
      message: expect.stringContaining('extra'),
    });
  });

  test('an unknown need, a missing reply and text that is no YAML are refused', () => {
    expect(problemsOf({ 'extra.yaml': intentFile({ needs: ['money'] }) })[0]!.message).toContain('needs');
    expect(problemsOf({ 'extra.yaml': intentFile({ reply: undefined }) })[0]!.message).toContain('reply');
    expect(problemsOf({ 'extra.yaml': 'intent: [' })[0]!.where).toBe('intents/extra.yaml');
  });
});
