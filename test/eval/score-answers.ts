/** Judges answers against expected ones: the kind, the set of projects, and the figures and words in the text. */

export interface Expectation {
  kind: string;
  kind_accept?: string[];
  /** null = not scored; exact for list and clarify; otherwise all of them and at most one more. */
  projects: string[] | null;
  projects_optional?: string[];
  must: string[];
  any: string[][];
  must_not: string[];
}

export interface Question {
  id: string;
  role: string;
  category: string;
  /** Only the answer to the last one is judged. */
  turns: string[];
  today: string;
  expect: Expectation;
}

export interface GivenAnswer {
  id: string;
  kind: string;
  projects: string[];
  text: string;
  ms?: number;
}

export interface Verdict {
  pass: boolean;
  /** Empty when it passes. */
  why: string[];
}

export interface Tally {
  n: number;
  pass: number;
}

export interface AnswerScore {
  total: Tally;
  categories: Record<string, Tally>;
  failures: { id: string; why: string[] }[];
  /** Milliseconds a question took, ascending. */
  times: number[];
}

const EXACT_KINDS = ['list', 'clarify'];
const HAN_DIGITS = '零一二三四五六七八九';
const COUNTED = '[个项件家所处场期名人位例条台座套把批户栋分间]';

/** Half width, no thousands separators, no blanks except between two digits, lower case. */
export function normaliseForScoring(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/(\d),(?=\d{3}(?!\d))/g, '$1')
    .replace(/[\u200b-\u200f\ufeff*`]/g, '')
    .replace(/(?<!\d)\s+|\s+(?!\d)/g, '')
    .toLowerCase();
}

/** Whether a normalised text has the wanted string; a figure only as a whole: 16 is in 16.0, not in 160 or 16万. */
export function holds(text: string, wanted: string): boolean {
  return spellings(normaliseForScoring(wanted)).some((spelling) => spelling.test(text));
}

function spellings(wanted: string): RegExp[] {
  const found = [whole(wanted)];
  if (!/^\d+$/.test(wanted)) return found;
  const value = Number(wanted);
  if (value >= 10_000) found.push(whole(`${Number((value / 10_000).toPrecision(12))}万`));
  if (value > 0 && value < 100) found.push(new RegExp(`(?<![${HAN_DIGITS}十百两])${inHan(value)}${COUNTED}`));
  return found;
}

function whole(wanted: string): RegExp {
  const literal = wanted.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/^(\d+)%$/, '$1(?:\\.0+)?%');
  const before = /^\d/.test(wanted) ? '(?<![\\d.])' : '';
  const after = /\d$/.test(wanted) ? '(?:\\.0+)?(?!\\d|\\.\\d|万|亿)' : '';
  return new RegExp(before + literal + after);
}

function inHan(value: number): string {
  if (value === 2) return '[二两]';
  const tens = Math.floor(value / 10);
  const head = tens === 0 ? '' : `${tens > 1 ? HAN_DIGITS[tens] : ''}十`;
  return head + (value % 10 === 0 ? '' : HAN_DIGITS[value % 10]);
}

/** One answer against its question. */
export function judge(question: Question, answer: GivenAnswer | undefined): Verdict {
  if (!answer) return { pass: false, why: ['no answer'] };
  const why = [...wrongKind(question.expect, answer), ...wrongProjects(question.expect, answer)];
  why.push(...wrongText(question.expect, normaliseForScoring(answer.text)));
  return { pass: why.length === 0, why };
}

function wrongKind(expect: Expectation, answer: GivenAnswer): string[] {
  const allowed = [expect.kind, ...(expect.kind_accept ?? [])];
  return allowed.includes(answer.kind) ? [] : [`kind ${answer.kind}, not ${allowed.join('/')}`];
}

function wrongProjects(expect: Expectation, answer: GivenAnswer): string[] {
  const wanted = expect.projects;
  if (wanted === null) return [];
  const known = new Set([...wanted, ...(expect.projects_optional ?? [])]);
  const missing = wanted.filter((id) => !answer.projects.includes(id));
  const extra = [...new Set(answer.projects)].filter((id) => !known.has(id));
  const room = EXACT_KINDS.includes(expect.kind) ? 0 : 1;
  return missing.length === 0 && extra.length <= room
    ? []
    : [`projects missing [${missing}] extra [${extra}]`];
}

function wrongText(expect: Expectation, text: string): string[] {
  return [
    ...(text === '' ? ['empty text'] : []),
    ...expect.must.filter((wanted) => !holds(text, wanted)).map((wanted) => `without ${wanted}`),
    ...expect.any
      .filter((group) => !group.some((w) => holds(text, w)))
      .map((group) => `without ${group.join('/')}`),
    ...expect.must_not.filter((unwanted) => holds(text, unwanted)).map((unwanted) => `with ${unwanted}`),
  ];
}

/** All questions of a set; a missing answer fails. */
export function scoreAnswers(questions: readonly Question[], answers: readonly GivenAnswer[]): AnswerScore {
  const byId = new Map(answers.map((answer) => [answer.id, answer]));
  const score: AnswerScore = { total: { n: 0, pass: 0 }, categories: {}, failures: [], times: [] };
  for (const question of questions) {
    const { pass, why } = judge(question, byId.get(question.id));
    score.categories[question.category] ??= { n: 0, pass: 0 };
    for (const tally of [score.total, score.categories[question.category]!]) {
      tally.n += 1;
      if (pass) tally.pass += 1;
    }
    if (!pass) score.failures.push({ id: question.id, why });
  }
  score.times = answers.flatMap((answer) => answer.ms ?? []).sort((a, b) => a - b);
  return score;
}
