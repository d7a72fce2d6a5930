/** One project over time: how it stood in each report that is stored, and what changed between the last two. */
import type { Block } from '../../domain/answer.ts';
import type { Figure } from '../../domain/project.ts';
import type { Dossier } from '../../domain/records.ts';
import {
  answerOf,
  computed,
  figureLabel,
  fill,
  headBlock,
  percent,
  quoteBlock,
  say,
  source,
} from '../compose.ts';
import { rankFigures } from '../find/evidence.ts';
import type { EarlierReport } from '../ports.ts';
import type { ProjectQuery, QueryInput } from '../query.ts';
import { projectStatus } from './project-status.ts';
import { wantedOf } from './wanted.ts';

/** Periods that one answer tells, the newest of them. */
const MOST_PERIODS = 4;

/** A report with the day that it reaches to. */
interface Dated {
  report: EarlierReport;
  day: string;
  /** What was done by then, in the measure asked about; null when that report does not say. */
  figure: Figure | null;
}

export const history: ProjectQuery = {
  about: 'project',
  async run(project, input) {
    const periods = datedReports(await input.reportsOf(project.id), project, input);
    if (periods.length < 2) return onlyOne(project, input);
    return {
      answer: answerOf('answer', {
        projects: [project.id],
        blocks: [
          headBlock(project),
          ...changeBlocks(periods, input),
          ...periods.flatMap((one) => periodBlocks(one, input)),
        ],
        sources: periods.map(({ report, day }) => ({ document: report.documentTitle, asOf: day })),
      }),
    };
  },
};

/** Oldest first, one for each day, the one filed last. */
function datedReports(reports: readonly EarlierReport[], project: Dossier, input: QueryInput): Dated[] {
  const kind = figureAsked(project, input);
  const byDay = new Map<string, EarlierReport>();
  for (const report of reports)
    if (report.period !== null && !byDay.has(report.period.end)) byDay.set(report.period.end, report);
  return [...byDay]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .slice(-MOST_PERIODS)
    .map(([day, report]) => ({ report, day, figure: kind === null ? null : sameFigure(report, kind) }));
}

/** The figure of progress that the question is about. */
function figureAsked(project: Dossier, input: QueryInput): Figure | null {
  const wanted = { ...wantedOf(input), side: 'actual' as const };
  const hits = rankFigures(project, wanted, input.measureFit);
  return hits.find(({ figure }) => figure.kind === 'actual')?.figure ?? null;
}

/** The figure of a report that measures the same: by its name in full, else by the part that both names share. */
function sameFigure({ figures }: EarlierReport, asked: Figure): Figure | null {
  const alike = figures.filter(({ kind, unit }) => kind === 'actual' && unit === asked.unit);
  const name = figureLabel(asked);
  return (
    alike.find((figure) => figureLabel(figure) === name) ??
    alike.find((figure) => name.includes(figureLabel(figure)) || figureLabel(figure).includes(name)) ??
    null
  );
}

function onlyOne(project: Dossier, input: QueryInput) {
  const { answer, ...rest } = projectStatus.run(project, input) as Awaited<
    ReturnType<typeof projectStatus.run>
  >;
  const asOf = project.period?.end ?? null;
  const { single, none } = input.intent.reply;
  const note = asOf === null ? say('note', none!, {}) : say('note', single!, { asOf }, source(asOf));
  const [head, ...lines] = answer.blocks;
  return { ...rest, answer: { ...answer, blocks: [...(head ? [head] : []), note, ...lines] } };
}

/** 从3100人到6258人，增加3158人: the last two reports that say it. */
function changeBlocks(periods: readonly Dated[], { intent: { reply } }: QueryInput): Block[] {
  const rated = periods.filter(({ report }) => report.statedRate !== null).slice(-2);
  const measured = periods.filter(({ figure }) => figure !== null).slice(-2);
  const [was, is] = measured.map(({ figure }) => figure!);
  const exact = was !== undefined && is !== undefined && !was.approximation && !is.approximation;
  const [before, after] = rated.map(({ report }) => Number((report.statedRate! * 100).toFixed(1)));
  return [
    ...(exact ? [changed(reply.figure!, { name: figureLabel(is), was, is }, reply)] : []),
    ...(before !== undefined && after !== undefined ? [movedRate(before, after, reply)] : []),
  ];
}

type Replies = Record<string, string>;

function changed(
  template: string,
  { name, was, is }: { name: string; was: Figure; is: Figure },
  reply: Replies,
) {
  const [more, less] = is.value >= was.value ? [is, was] : [was, is];
  const by = Number((more.value - less.value).toFixed(4));
  const word =
    by === 0 ? reply.same! : fill(is === more ? reply.up! : reply.down!, { by: `${by}${unitOf(is)}` });
  const words = { name, from: was.printed, to: is.printed, change: word };
  const sum = computed(`${more.value} - ${less.value} = ${by}`);
  return say('text', template, words, source(name, was.printed, is.printed), sum);
}

function movedRate(before: number, after: number, reply: Replies): Block {
  const [more, less] = [Math.max(before, after), Math.min(before, after)];
  const by = Number((more - less).toFixed(1));
  const points = `${by}个百分点`;
  const word = by === 0 ? reply.same! : fill(after > before ? reply.up! : reply.down!, { by: points });
  const words = { from: `${before}%`, to: `${after}%`, change: word };
  return say('text', reply.rate!, words, source(words.from, words.to), computed(`${more} - ${less} = ${by}`));
}

const unitOf = ({ unit }: Figure) => (unit === '%' ? '个百分点' : unit);

/** One line for each period; its words where it gives neither figure nor rate. */
function periodBlocks({ report, day, figure }: Dated, { intent: { reply } }: QueryInput): Block[] {
  const rate = report.statedRate === null ? '' : percent(report.statedRate);
  const flag = report.lagging === null ? '' : report.lagging ? reply.behind! : reply.onTime!;
  const parts = [
    ...(figure === null ? [] : [`${figureLabel(figure)}${figure.printed}`]),
    ...(rate === '' ? [] : [fill(reply.stated!, { rate })]),
    ...(flag === '' ? [] : [flag]),
  ];
  const said = source(day, rate, figure === null ? '' : `${figureLabel(figure)} ${figure.printed}`);
  if (parts.length > 0) return [say('text', reply.period!, { day, parts: parts.join('，') }, said)];
  const note = report.clauses.find(({ part }) => part === 'note');
  return note === undefined
    ? []
    : [say('text', reply.period!, { day, parts: '' }, said), quoteBlock(note.text)];
}
