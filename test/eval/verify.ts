/** Checks every question of our own sets against the gold: `node test/eval/verify.ts`. Exit 1 with each fault. */
import { readFileSync } from 'node:fs';
import { type CollectionName, type GoldProject, goldOf, readSources } from './documents/source.ts';
import { holds, normaliseForScoring, type Question } from './score-answers.ts';

/** How the expected projects or figure follow from the gold. Keys hold together (and). */
interface Check {
  doc?: string;
  unit?: string;
  leader?: string;
  contact?: string;
  status?: string;
  lagging?: boolean;
  /** Percent. */
  rate_lt?: number;
  rate_ge?: number;
  lowest?: number;
  highest?: number;
  mean?: number;
  count?: number;
  /** Pattern over the text; these are the projects a question may mean. */
  text?: string;
}

interface CheckedQuestion extends Question {
  check?: Check;
  calc?: Calculation;
  /** What the document says of its whole list, read by hand: no project's gold holds it. */
  told?: readonly string[];
}

/** A sum, a difference, or a share in percent (`4/6` is 66.7). */
interface Calculation {
  expr: string;
  result: number;
}

const CATEGORIES =
  'status colloquial noisy figure unit_leader list aggregate lagging compare clarify milestone arithmetic refuse inconsistency smalltalk'.split(
    ' ',
  );
const KINDS = ['answer', 'list', 'clarify', 'refuse', 'smalltalk'];

const SETS = {
  tune: 'own',
  held: 'own',
  'fresh-tune': 'fresh',
  'fresh-held': 'fresh',
  'third-tune': 'third',
  'third-held': 'third',
  'fourth-tune': 'fourth',
  'fourth-held': 'fourth',
} as const satisfies Record<string, CollectionName>;

function main(): void {
  const faults: string[] = [];
  const seen = new Set<string>();
  for (const [name, collection] of Object.entries(SETS)) {
    const gold = readSources(collection).flatMap(goldOf);
    const questions = readQuestions(name);
    for (const question of questions) {
      if (seen.has(question.id)) faults.push(`${question.id}: id used twice`);
      seen.add(question.id);
      const found = [
        ...faultsOf(question, gold),
        ...(collection !== 'own' ? sharedWordFaults(question, gold) : []),
      ];
      faults.push(...found.map((fault) => `${question.id}: ${fault}`));
    }
    console.log(
      `${name}: ${questions.length} questions, ${multiTurn(questions)} of several turns; ${counts(questions)}`,
    );
  }
  for (const fault of faults) console.error(fault);
  console.log(`${faults.length} faults`);
  process.exitCode = faults.length === 0 ? 0 : 1;
}

function readQuestions(name: string): CheckedQuestion[] {
  const text = readFileSync(new URL(`./questions/${name}.jsonl`, import.meta.url), 'utf8');
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as CheckedQuestion);
}

function multiTurn(questions: readonly Question[]): number {
  return questions.filter((question) => question.turns.length > 1).length;
}

function counts(questions: readonly Question[]): string {
  return CATEGORIES.map((c) => `${c} ${questions.filter((q) => q.category === c).length}`).join(', ');
}

function faultsOf(question: CheckedQuestion, gold: readonly GoldProject[]): string[] {
  const { kind, kind_accept: accepted, projects, projects_optional: optional } = question.expect;
  const unknown = [...(projects ?? []), ...(optional ?? [])].filter(
    (id) => !gold.some((project) => project.id === id),
  );
  const about = projectsOf(question, gold);
  return [
    ...(CATEGORIES.includes(question.category) ? [] : [`category ${question.category}`]),
    ...[kind, ...(accepted ?? [])].filter((k) => !KINDS.includes(k)).map((k) => `kind ${k}`),
    ...unknown.map((id) => `no project ${id}`),
    ...calcFaults(question, about),
    ...checkFaults(question, gold),
    ...textFaults(question, about),
  ];
}

/** A colloquial question shares at most one pair of characters with the text that answers it. */
function sharedWordFaults(question: CheckedQuestion, gold: readonly GoldProject[]): string[] {
  if (question.category !== 'colloquial') return [];
  const text = projectsOf(question, gold)
    .map((project) => project.text)
    .join('\n');
  const shared = [...new Set(hanPairs(question.turns.at(-1)!))].filter((pair) => text.includes(pair));
  return shared.length > 1 ? [`shares ${shared}`] : [];
}

function hanPairs(text: string): string[] {
  return [...text.matchAll(/(?=(\p{Script=Han}{2}))/gu)].map((found) => found[1]!);
}

/** The expected projects; where none are asked for, those its check names. */
function projectsOf({ expect, check }: CheckedQuestion, gold: readonly GoldProject[]): GoldProject[] {
  if (expect.projects === null && check) return gold.filter((project) => fits(project, check));
  return gold.filter((project) => expect.projects?.includes(project.id));
}

/** Text of the expected projects with units, people and region: what an answer may be expected to say. */
function sayable(projects: readonly GoldProject[]): string {
  const texts = projects.map((p) =>
    [
      p.text,
      p.region,
      `${p.year}年`,
      p.units.join(),
      p.leaders.join(),
      p.leaders_optional.join(),
      [...p.anomalies, ...p.soft_anomalies].join(),
      `${p.completion_rate}%`,
    ].join('\n'),
  );
  return normaliseForScoring(texts.join('\n'));
}

function textFaults(question: CheckedQuestion, about: readonly GoldProject[]): string[] {
  if (question.expect.kind === 'refuse' || question.expect.projects?.length === 0) return [];
  const groups = [...question.expect.must.map((wanted) => [wanted]), ...question.expect.any];
  return groups.flatMap((group) => {
    const wrong = group.filter((wanted) => /\d/.test(wanted) && !backed(question, about, wanted));
    const none =
      !group.some((wanted) => backed(question, about, wanted)) &&
      !isComparison(question, group) &&
      !isOutcome(group);
    return [...wrong.map((w) => `nothing backs ${w}`), ...(none ? [`nothing backs any of ${group}`] : [])];
  });
}

/** 少, 多, 高: the outcome of a comparison stands in no document. */
function isComparison(question: Question, group: readonly string[]): boolean {
  return question.category === 'compare' && group.every((wanted) => !/\d/.test(wanted));
}

/** What is said of the schedule or of what a document leaves out stands in none. */
const OUTCOME = /^(没有写明|没写|未写|没有|未说明|没说|未标|个百分点|滞后|未达序时|未达|慢|未完成)$/u;
const isOutcome = (group: readonly string[]): boolean => group.every((wanted) => OUTCOME.test(wanted));

function backed(question: CheckedQuestion, about: readonly GoldProject[], wanted: string): boolean {
  if (question.told?.includes(wanted) || holds(sayable(about), wanted)) return true;
  const value = Number.parseFloat(wanted);
  if (question.calc && isResult(question.calc, value)) return true;
  const { count, mean } = question.check ?? {};
  if (count === value || (mean !== undefined && Math.abs(mean - value) < 0.5)) return true;
  return about.some((p) => hasFigure(p, wanted) || p.milestones.some((m) => onDay(m.due, wanted)));
}

/** Shares may be rounded. */
function isResult({ expr, result }: Calculation, value: number): boolean {
  return expr.includes('/') ? Math.abs(result - value) < 0.5 : result === value;
}

/** 20350 and 2.035万 are the same figure. */
function hasFigure(project: GoldProject, wanted: string): boolean {
  const figures = [...project.targets, ...project.actuals];
  return figures.some(({ value }) => String(value) === wanted || `${value / 10_000}万` === wanted);
}

/** 6月30 and 12月 are on 2026-06-30 and 2025-12-31. */
function onDay(due: string, wanted: string): boolean {
  const [, month, day] = due.split('-').map(Number);
  return wanted === `${month}月` || wanted === `${month}月${day}`;
}

function calcFaults(question: CheckedQuestion, about: readonly GoldProject[]): string[] {
  if (!question.calc) return [];
  const { expr, result } = question.calc;
  const [, left, sign, right] = /^([\d.]+)([-+/])([\d.]+)$/.exec(expr)!;
  const computed = calculate(Number(left), sign!, Number(right));
  const unseen = [left!, right!].filter(
    (n) => !holds(sayable(about), n) && !about.some((p) => hasFigure(p, n)),
  );
  const tolerance = sign === '/' ? 0.05 : 1e-6;
  const wrong = Math.abs(computed - result) > tolerance ? [`${expr} is ${computed}`] : [];
  return [...wrong, ...unseen.map((n) => `${n} is not in the project`)];
}

function calculate(left: number, sign: string, right: number): number {
  if (sign === '/') return (left / right) * 100;
  return sign === '-' ? left - right : left + right;
}

function checkFaults({ check, expect }: CheckedQuestion, gold: readonly GoldProject[]): string[] {
  if (!check) return [];
  const found = ranked(
    gold.filter((project) => fits(project, check)),
    check,
  );
  const ids = found.map((project) => project.id);
  if (check.text !== undefined) return ambiguityFaults(ids, expect);
  const faults: string[] = [];
  if (check.count !== undefined && check.count !== ids.length) faults.push(`${ids.length} projects fit`);
  if (check.mean !== undefined && Math.abs(mean(found) - check.mean) > 0.005)
    faults.push(`mean ${mean(found)}`);
  const expected = expect.projects;
  if (expected && [...ids].sort().join() !== [...expected].sort().join()) faults.push(`fitting are ${ids}`);
  return faults;
}

/** Every expected candidate has the words; every project with the words is expected or at least allowed. */
function ambiguityFaults(ids: string[], expect: Question['expect']): string[] {
  const expected = expect.projects ?? [];
  const allowed = [...expected, ...(expect.projects_optional ?? [])];
  return [
    ...expected.filter((id) => !ids.includes(id)).map((id) => `${id} does not have the words`),
    ...ids.filter((id) => !allowed.includes(id)).map((id) => `${id} has the words too`),
  ];
}

function fits(project: GoldProject, check: Check): boolean {
  const { doc, unit, leader, contact, status, lagging, rate_lt: below, rate_ge: from, text } = check;
  const rate = project.completion_rate;
  return (
    (doc === undefined || project.id.startsWith(`${doc}-`)) &&
    (unit === undefined || [...project.units, ...project.units_optional].includes(unit)) &&
    (leader === undefined || project.leaders.includes(leader)) &&
    (contact === undefined || project.leaders_optional.includes(contact)) &&
    (status === undefined || project.status === status) &&
    (lagging === undefined || project.lagging === lagging) &&
    (below === undefined || (rate !== null && rate < below)) &&
    (from === undefined || (rate !== null && rate >= from)) &&
    (text === undefined || new RegExp(text).test(project.text))
  );
}

function ranked(projects: GoldProject[], { lowest, highest }: Check): GoldProject[] {
  if (lowest === undefined && highest === undefined) return projects;
  const ascending = [...projects].sort((a, b) => (a.completion_rate ?? 0) - (b.completion_rate ?? 0));
  return highest === undefined ? ascending.slice(0, lowest) : ascending.slice(-highest);
}

function mean(projects: GoldProject[]): number {
  return projects.reduce((sum, project) => sum + (project.completion_rate ?? 0), 0) / projects.length;
}

main();
