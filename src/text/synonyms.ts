/**
 * A district's own words: one YAML line each, `what people say: word of documents`. They only add to the thesaurus, so
 * that a new version of the program leaves them as they are.
 */
import { existsSync } from 'node:fs';
import { z } from 'zod';
import { readYamlFile } from './data-file.ts';
import type { Topic } from './topics.ts';
import { patternFault } from './word-patterns.ts';

const shape = z.record(
  z.string(),
  z.union([z.string(), z.array(z.string()).min(1)], {
    error: '冒号后面应是文件里的用语，几个写成 [停车位, 停车场]',
  }),
);
const schema = shape.nullable().superRefine((lines, context) => {
  for (const [said, official] of Object.entries(lines ?? {}))
    for (const message of faultsOf(said, [official].flat()))
      context.addIssue({ code: 'custom', message, path: [said] });
});

const TERM = /^[^…()|\s]{2,}$/;

function faultsOf(said: string, official: readonly string[]): string[] {
  const fault = patternFault(said);
  const wrong = official.filter((word) => !TERM.test(word));
  return [
    ...(fault === null ? [] : [fault]),
    ...wrong.map((word) => `「${word}」不能作文件用语：须是至少两个字的原词，不用「…」和括号`),
  ];
}

/** What people say, in the notation of word-patterns.ts, and the words of documents that it stands for. */
export interface Synonym {
  say: string;
  official: readonly string[];
}

/** Those of a file; none when there is no such file. @throws InputError naming every line that does not fit */
export function loadSynonyms(path: string): Synonym[] {
  if (!existsSync(path)) return [];
  return Object.entries(readYamlFile(path, schema) ?? {}).map(([say, official]) => ({
    say,
    official: [official].flat(),
  }));
}

/** The thesaurus with the synonyms in it: with the topic that prints the word first of all, else as a topic of its own. */
export function withSynonyms(topics: readonly Topic[], synonyms: readonly Synonym[]): Topic[] {
  const all = [...topics];
  for (const [index, { say, official }] of synonyms.entries()) {
    const homes = official.map((word) => homeOf(word, topics));
    for (const home of new Set(homes.filter((at) => at !== null)))
      all[home] = { ...all[home]!, say: [...new Set([...all[home]!.say, say])] };
    const own = official.filter((_, at) => homes[at] === null);
    if (own.length > 0) all.push(topicOf({ say, official: own }, index));
  }
  return all;
}

/** Place of the topic in whose official words this one stands foremost; null when in none. */
function homeOf(word: string, topics: readonly Topic[]): number | null {
  const places = topics.flatMap(({ official }, topic) => {
    const at = official.indexOf(word);
    return at < 0 ? [] : [{ topic, at }];
  });
  return places.sort((a, b) => a.at - b.at || a.topic - b.topic)[0]?.topic ?? null;
}

const topicOf = ({ say, official }: Synonym, index: number): Topic => ({
  ...{ topic: `local-${index + 1}`, name: say, official: [...official], say: [say] },
  ...{ both: [], hint: [], near: [] },
});
