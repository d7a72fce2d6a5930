/**
 * What must hold of every reply to whatever was asked. Figures are checked in another and simpler way than the program
 * does it: by the digits that the stored texts hold, and by arithmetic on them done again.
 */
import { render } from '../../src/adapters/render.ts';
import type { Answer, Block } from '../../src/domain/answer.ts';
import { PLAIN_TEXT } from '../../src/domain/message.ts';
import type { Dossier } from '../../src/domain/records.ts';
import type { Store } from '../../src/store/store.ts';

/** Longest reply, in characters: everything that is stored of one project. */
const LONGEST_REPLY = 2600;
/** More choices than this nobody reads. */
const MOST_CHOICES = 12;

const LEAKS: readonly RegExp[] = [
  /undefined|(?<![A-Za-z])(?:NaN|null)(?![A-Za-z])|\[object|Infinity/,
  /\{[a-zA-Z_]{1,20}\}/,
  /\b(?:TypeError|RangeError|SyntaxError|Error:|SQLITE|fts5|at \w+ \()/,
  /\(\?[:=!<]/,
];

export interface Exchange {
  /** All messages of the conversation up to the one answered. */
  turns: readonly string[];
  answer: Answer;
}

export type Checker = (exchange: Exchange) => string[];

/** Reads everything stored once; the checker then gives every fault of a reply, none when it is sound. */
export async function createChecker(reader: Store['reader']): Promise<Checker> {
  const summaries = await reader.list({});
  const projects = await reader.dossiers(summaries.map(({ id }) => id));
  const documents = await reader.documents();
  const known = new Map(projects.map((project) => [project.id, project]));
  const named = documents.map(({ title, fileName, year, period, declaredCount, foundCount }) =>
    [title, fileName, year, period?.label, period?.start, period?.end, declaredCount, foundCount].join(' '),
  );
  const years = summaries.map(({ year }) => year).join(' ');
  const lists = Map.groupBy(projects, ({ regionSlug, year }) => `${regionSlug}-${year}`);
  const means = [...lists.values()].flatMap((list) => groupsOf(list).flatMap(meansOf));
  return ({ turns, answer }) => [
    ...shapeFaults(answer, turns),
    ...answer.blocks.flatMap((block) => {
      const about = aboutOf(block, answer, { projects, known });
      const texts = [...about.map(textOf), ...named, years, ...turns, ...digitsOf(turns)];
      const values = [
        ...about.flatMap(valuesOf),
        ...groupsOf(about).flatMap(meansOf),
        ...means,
        ...quotientsOf(answer),
      ];
      return figureFaults(block, { texts, values, most: summaries.length });
    }),
  ];
}

function shapeFaults(answer: Answer, turns: readonly string[]): string[] {
  const { kind, reason, projects, blocks, choices, sources } = answer;
  const text = replyText(answer);
  const asked = turns.join('\n');
  const faults: [boolean, string][] = [
    [blocks.length === 0 || text.trim() === '', 'says nothing'],
    [(kind === 'refuse') !== (reason !== null), `kind ${kind} with reason ${reason}`],
    [kind === 'clarify' && choices.length < 2, 'asks back with fewer than two choices'],
    [kind === 'list' && projects.length === 0, 'a list of nothing'],
    [kind === 'smalltalk' && sources.length > 0, `${kind} with sources`],
    [kind === 'refuse' && sources.length > 0 && projects.length === 0, 'refuse with sources of nothing'],
    [kind === 'answer' && projects.length === 1 && sources.length === 0, 'no source'],
    [choices.length > MOST_CHOICES, `${choices.length} choices`],
    [text.length > LONGEST_REPLY, `${text.length} characters`],
    [blocks.some((block) => block.text.trim() === ''), 'an empty line'],
    [new Set(projects).size < projects.length, 'a project twice'],
    [repeated(blocks), 'a line twice'],
    ...LEAKS.map((leak): [boolean, string] => [
      leaks(leak, text, asked),
      `leaks ${leak.source.slice(0, 20)}`,
    ]),
  ];
  return faults.flatMap(([is, fault]) => (is ? [fault] : []));
}

const repeated = (blocks: readonly Block[]) => {
  const told = blocks.filter(({ role }) => role !== 'note').map(({ text }) => text);
  return new Set(told).size < told.length;
};

/** What the person wrote may be said back to them. */
function leaks(leak: RegExp, text: string, asked: string): boolean {
  const found = leak.exec(text)?.[0];
  return found !== undefined && !asked.toLowerCase().includes(found.toLowerCase());
}

/** The whole reply as plain text. */
export function replyText(answer: Answer): string {
  return render(answer, { ...PLAIN_TEXT, maxLength: 100_000 })
    .map(({ text }) => text)
    .join('\n');
}

interface Known {
  projects: readonly Dossier[];
  known: ReadonlyMap<string, Dossier>;
}

/** A long name may be cut behind this. */
const OPENING = 10;

/** The projects that a line may speak of: those of the answer, and those that it names. */
function aboutOf({ text }: Block, { projects: ids }: Answer, { projects, known }: Known): Dossier[] {
  const named = projects.filter(({ name }) => text.includes(name.slice(0, OPENING)));
  return [...new Set([...ids.flatMap((id) => known.get(id) ?? []), ...named])];
}

function textOf(project: Dossier): string {
  const { regionName, year, position, number, name, goal, note, reason, documentTitle } = project;
  const rates = [project.statedRate, ...project.pairs.map(({ statedRatio }) => statedRatio)];
  const shares = rates.flatMap((rate) => (rate === null ? [] : [Number((rate * 100).toFixed(2))]));
  const steps = project.milestones.flatMap(({ printed, what }) => [printed, what]);
  const findings = project.findings.map(({ message }) => message);
  const people = [...project.units, ...project.officials].map((link) => `${link.name}${link.word}`);
  const parts = [regionName, year, position, number, name, goal, note, reason, documentTitle];
  return [...parts, project.period?.end, ...shares, ...steps, ...findings, ...people].join(' ');
}

const valuesOf = (project: Dossier): number[] => [
  ...project.figures.map(({ value }) => value),
  ...(project.statedRate === null ? [] : [project.statedRate * 100]),
];

/** Parts of a long number count as said: they may be read by themselves. */
const digitsOf = (turns: readonly string[]): string[] =>
  turns
    .flatMap((turn) => plain(turn).match(/\d{6,}/g) ?? [])
    .flatMap((run) => [...run].map((_, at) => run.slice(0, at + 1)));

/** Dividend and result of every division that the answer shows and that is right: several lists may have one each. */
const quotientsOf = ({ blocks }: Answer): number[] =>
  blocks.flatMap(({ text }) =>
    [...text.matchAll(/(\d+(?:\.\d+)?) ÷ (\d+) = (\d+(?:\.\d+)?)%/g)].flatMap(([, sum, count, mean]) =>
      Math.abs(Number(sum) / Number(count) - Number(mean)) < 0.0051 ? [Number(sum), Number(mean)] : [],
    ),
  );

/** All of them, and those of each unit and official. */
function groupsOf(projects: readonly Dossier[]): Dossier[][] {
  const bearers = ({ units, officials }: Dossier) => [...units, ...officials].map(({ name }) => name);
  const names = new Set(projects.flatMap(bearers));
  const own = [...names].map((name) => projects.filter((project) => bearers(project).includes(name)));
  return [[...projects], ...own];
}

/** The sum and the mean of all stated rates, in percent. */
function meansOf(projects: readonly Dossier[]): number[] {
  const rates = projects.flatMap(({ statedRate }) => (statedRate === null ? [] : [statedRate * 100]));
  const sum = rates.reduce((a, b) => a + b, 0);
  return rates.length === 0 ? [] : [sum, sum / rates.length];
}

interface Backing {
  texts: readonly string[];
  /** Values of the figures that the line may speak of. */
  values: readonly number[];
  /** How many projects there are: no count is greater. */
  most: number;
}

/** Digits that neither occur in what is stored or was asked, nor number a list, nor count it, nor follow from the rest. */
function figureFaults({ text }: Block, { texts, values, most }: Backing): string[] {
  const stored = new Set(texts.flatMap(digitRuns));
  return [...plain(text).matchAll(/\d+(?:\.\d+)?/g)].flatMap(({ 0: printed, index }) => {
    const value = Number(printed);
    const after = plain(text).slice(index + printed.length);
    const before = plain(text).slice(0, index);
    if (stored.has(printed) || stored.has(String(value))) return [];
    if (before === '' && /^\. /.test(after)) return [];
    if (/^\s?(?:项|个|件)/.test(after) && Number.isInteger(value) && value <= most) return [];
    const backed = digitRuns(text)
      .filter((run) => stored.has(run) || followsFrom(run, values))
      .map(Number);
    if (followsFrom(printed, [...values, ...backed])) return [];
    if (/^个百分点/.test(after) && isBehind(value, backed)) return [];
    return [`${printed} in "${text.slice(0, 80)}"`];
  });
}

/** A difference, a sum, a share in percent or the share of a year gone by, right to the last printed digit. */
function followsFrom(printed: string, given: readonly number[]): boolean {
  const value = Number(printed);
  const within = 0.5 * 10 ** -(printed.split('.')[1]?.length ?? 0) + 1e-9;
  const near = (result: number) => Math.abs(result - value) <= within;
  if (given.some((a) => near(a) || near(a / 1e4) || near(a * 1e4))) return true;
  if (YEAR_SHARES.some(near)) return true;
  return given.some((a) => given.some((b) => near(a - b) || (b !== 0 && near((a / b) * 100)) || near(a / b)));
}

/** Shares of a year gone by, in percent with one decimal. */
const YEAR_SHARES = Array.from({ length: 366 }, (_, day) =>
  [365, 366].map((year) => ((day + 1) / year) * 100),
)
  .flat()
  .map((share) => Number(share.toFixed(1)));

/** So many points between a share of the year and another share of the line. */
const isBehind = (points: number, shares: readonly number[]): boolean =>
  shares.some((share) => YEAR_SHARES.some((gone) => Math.abs(Math.abs(gone - share) - points) < 0.051));

const digitRuns = (text: string): string[] => plain(text).match(/\d+(?:\.\d+)?/g) ?? [];

/** Half-width digits without separators of thousands. */
const plain = (text: string): string => text.normalize('NFKC').replace(/(?<=\d)[,，](?=\d{3}(?!\d))/g, '');
