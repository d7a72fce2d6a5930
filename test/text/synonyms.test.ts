import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { InputError } from '../../src/domain/errors.ts';
import { loadSynonyms, withSynonyms } from '../../src/text/synonyms.ts';
import { createTopicFinder, loadTopics, type Topic } from '../../src/text/topics.ts';

function fileOf(content: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'synonyms-')), 'synonyms.yaml');
  writeFileSync(path, content);
  return path;
}

function problemsOf(content: string): string[] {
  try {
    loadSynonyms(fileOf(content));
  } catch (error) {
    if (error instanceof InputError)
      return error.problems.map(({ where, message }) => `${where}：${message}`);
    throw error;
  }
  return [];
}

const topics = loadTopics();

test('one line joins what people say to a word of documents, and to all that its topic calls it', () => {
  const synonyms = loadSynonyms(fileOf('铁疙瘩没窝: 停车泊位\n'));
  const finder = createTopicFinder(withSynonyms(topics, synonyms));
  const [match] = finder.find('章丘铁疙瘩没窝咋办');
  expect(match).toMatchObject({ printed: '铁疙瘩没窝', strength: 1 });
  expect(match?.terms).toEqual(expect.arrayContaining(['停车泊位', '停车位']));
});

test('a word that no topic knows makes a topic of its own', () => {
  const finder = createTopicFinder(withSynonyms(topics, [{ say: '大风车', official: ['海上风电平台'] }]));
  expect(finder.find('大风车装了几台')).toMatchObject([{ printed: '大风车', terms: ['海上风电平台'] }]);
});

test('what the thesaurus has already does no harm', () => {
  const [first] = topics as [Topic, ...Topic[]];
  const same = withSynonyms(topics, [{ say: first.say[0]!, official: [first.official[0]!] }]);
  expect(same).toEqual(topics);
});

test('a file that is not there, or is empty, holds none', () => {
  expect(loadSynonyms(join(tmpdir(), 'no-such-folder', 'synonyms.yaml'))).toEqual([]);
  expect(loadSynonyms(fileOf('# 还没有\n'))).toEqual([]);
});

test('every mistake is named with its line and what is right', () => {
  expect(problemsOf('车: 停车位\n')).toEqual([expect.stringContaining('太短，至少两个字')]);
  expect(problemsOf('车子没窝: 位\n')).toEqual([expect.stringContaining('「位」不能作文件用语')]);
  expect(problemsOf('车子没窝: 3\n')).toEqual([expect.stringContaining('[停车位, 停车场]')]);
  expect(problemsOf('车子(没窝: 停车位\n')).toEqual([expect.stringContaining('括号不成对')]);
  expect(problemsOf('车子没窝: [停车位\n')).toEqual([expect.stringContaining('读不了')]);
  expect(problemsOf('- 车子没窝\n')).toHaveLength(1);
});
