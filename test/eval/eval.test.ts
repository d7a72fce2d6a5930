import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { type CollectionName, collections, goldOf, readSources } from './documents/source.ts';
import { belowFloors, questionResult, raised } from './results.ts';
import {
  type GivenAnswer,
  holds,
  judge,
  normaliseForScoring,
  type Question,
  scoreAnswers,
} from './score-answers.ts';
import { type Exported, type Gold, scoreImport } from './score-import.ts';

const gold = readSources('own').flatMap(goldOf);

describe.each(Object.keys(collections) as CollectionName[])('documents: %s', (name) => {
  const sources = readSources(name);
  const inFile = (path: string): Buffer => readFileSync(new URL(path, collections[name]));

  it('gold.json is what the sources say', () => {
    expect(JSON.parse(inFile('./gold.json').toString())).toEqual(sources.flatMap(goldOf));
  });
});

it('every document is what its source prints', () => {
  const script = fileURLToPath(new URL('./documents/make.ts', import.meta.url));
  expect(execFileSync(process.execPath, [script, '--check'], { encoding: 'utf8' })).toBe('');
});

describe('questions', () => {
  it('expect nothing that the gold does not back', () => {
    const script = fileURLToPath(new URL('./verify.ts', import.meta.url));
    expect(execFileSync(process.execPath, [script], { encoding: 'utf8' })).toContain('\n0 faults');
  });
});

describe('judging figures in a text', () => {
  it.each([
    ['共 1,234 人', '1234', true],
    ['完成１６.０个', '16', true],
    ['160个', '16', false],
    ['16.5公里', '16', false],
    ['16万人', '16', false],
    ['3.7万人', '37000', true],
    ['两处已建', '2', true],
    ['十二处已建', '2', false],
    ['完成55.0%', '55%', true],
  ])('%s has %s: %s', (text, wanted, found) => {
    expect(holds(normaliseForScoring(text), wanted)).toBe(found);
  });
});

describe('judging an answer', () => {
  const question: Question = {
    id: 'q1',
    role: 'staff',
    category: 'list',
    turns: ['哪些项目滞后？'],
    today: '2025-10-15',
    expect: { kind: 'list', projects: ['a', 'b'], must: ['2'], any: [['停车', '充电']], must_not: ['3'] },
  };
  const right: GivenAnswer = { id: 'q1', kind: 'list', projects: ['b', 'a'], text: '共2项：充电设施……' };

  it('passes the exact set in any order', () => {
    expect(judge(question, right)).toEqual({ pass: true, why: [] });
  });

  it('fails a list with one project too many, an answer with two too many', () => {
    const more = { ...right, projects: ['a', 'b', 'c'] };
    const single = { ...question, expect: { ...question.expect, kind: 'answer' } };
    expect(judge(question, more).pass).toBe(false);
    expect(judge(single, { ...more, kind: 'answer' }).pass).toBe(true);
    expect(judge(single, { ...more, kind: 'answer', projects: ['a', 'b', 'c', 'd'] }).pass).toBe(false);
  });

  it('names each thing that is wrong', () => {
    expect(judge(question, { id: 'q1', kind: 'answer', projects: [], text: '有3项' }).why).toHaveLength(5);
  });

  it('fails a question without an answer', () => {
    expect(scoreAnswers([question], []).total).toEqual({ n: 1, pass: 0 });
  });
});

describe('scoring an import', () => {
  const asExport = (projects: readonly Gold[]) => structuredClone(projects) as unknown as Exported[];

  it('gives the gold itself full marks', () => {
    expect(scoreImport(gold, asExport(gold)).macro).toBe(1);
  });

  it('takes 3.7 亿元 for 370000000 元 and forgives an optional figure left out', () => {
    const exported = asExport(gold);
    const loans = exported.find((project) => project.id === 'baoji-2025-01')!;
    loans.actuals = loans.actuals.map((f) => (f.unit === '元' ? { value: 3.7, unit: '亿元' } : f));
    const hall = exported.find((project) => project.id === 'wuhou-2025-05')!;
    hall.actuals = hall.actuals.filter((figure) => figure.value !== 5);
    expect(scoreImport(gold, exported).fields.actuals!.f1).toBe(1);
  });

  it('counts a lost project and an invented figure', () => {
    const exported = asExport(gold).slice(1);
    exported[0]!.actuals.push({ value: 999, unit: '个' });
    const { fields } = scoreImport(gold, exported);
    expect(fields.items!.falseNegatives).toBe(1);
    expect(fields.actuals!.falsePositives).toBe(1);
  });
});

describe('floors', () => {
  const score = {
    total: { n: 4, pass: 3 },
    categories: { list: { n: 4, pass: 3 } },
    failures: [],
    times: [],
  };
  const result = questionResult({ name: 'tune', held: false }, score, null);

  it('name what fell and leave sets alone that were not run', () => {
    expect(belowFloors([result], { tune: { overall: 0.8, list: 0.75 }, held: { overall: 1 } })).toEqual([
      'tune/overall: 75.0%, floor 80.0%',
    ]);
  });

  it('only ever rise', () => {
    const before = { tune: { overall: 0.8, list: 0.5 } };
    expect(raised(before, [result])).toEqual({ tune: { overall: 0.8, list: 0.75 } });
  });
});
