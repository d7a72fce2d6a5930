/** News in words: by region, then by heading, most important first, each line with its evidence. */
import type { Answer, Block, SourceRef } from '../domain/answer.ts';
import { chinaTime } from '../domain/china-time.ts';
import type { DigestKind } from '../domain/digest.ts';
import { counted, own, quoted, say } from '../domain/lines.ts';
import { isBehind } from '../domain/schedule.ts';
import type { News } from './difference.ts';
import { joined, newsPhrases, phrase } from './phrases.ts';
import type { Judge, PictureData } from './ports.ts';
import type { Standing } from './snapshot.ts';
import { type DigestWords, SECTIONS } from './words.ts';

/** Everything that a digest is worded from. */
export interface DigestParts {
  kind: DigestKind;
  /** Name of what it is about. */
  scope: string;
  /** Instant of the digest before. */
  since: string;
  news: readonly News[];
  standings: readonly Standing[];
}

/** What is said, and what is drawn beside it. */
export interface WordedDigest {
  answer: Answer;
  /** Null when no project of it has a rate. */
  picture: PictureData | null;
}

/** @param judge says why a project is behind */
export function composeDigest(
  parts: DigestParts,
  words: DigestWords,
  judge: Pick<Judge, 'reason'>,
): WordedDigest {
  const { kind, scope, since, news, standings } = parts;
  const regions = [...Map.groupBy(news, ({ standing }) => standing.project.regionName)];
  const shown = regions.slice(0, words.limits.regions);
  const several = new Set(standings.map(({ project }) => project.regionSlug)).size > 1;
  const slots = { kind: words.kinds[kind], scope: quoted(scope), since: own(chinaTime(since)) };
  const told: News[] = [];
  const blocks: Block[] = [
    say('head', words.digest.head, slots),
    ...shown.flatMap(([region, own]) => [
      ...(several ? [say('head', words.digest.region, { region: quoted(region) })] : []),
      ...sectionBlocks(own, { words, judge, told }),
    ]),
    ...restBlock(words.digest.restRegions, regions.length - shown.length),
    standingBlock(standings, words),
  ];
  const projects = [...new Set(told.map(({ standing }) => standing.project.id))];
  const answer: Answer = {
    kind: 'list',
    reason: null,
    projects,
    blocks,
    choices: [],
    sources: sourcesOf(told),
  };
  return { answer, picture: pictureOf(scope, told, words) };
}

/** Lines of one region; what is shown is added to `told`. */
function sectionBlocks(
  news: readonly News[],
  { words, judge, told }: { words: DigestWords; judge: Pick<Judge, 'reason'>; told: News[] },
): Block[] {
  return SECTIONS.flatMap((section) => {
    const all = news.filter((one) => one.section === section);
    if (all.length === 0) return [];
    const shown = all.slice(0, words.limits.lines);
    told.push(...shown);
    const slots = { section: words.sections[section], count: counted(all.length) };
    return [
      say('text', words.digest.section, slots),
      ...shown.map((one) => newsLine(one, words, judge)),
      ...restBlock(words.digest.rest, all.length - shown.length),
    ];
  });
}

function newsLine(news: News, words: DigestWords, judge: Pick<Judge, 'reason'>): Block {
  const { project, verdict } = news.standing;
  const why = news.section === 'lagging' ? judge.reason(verdict, project) : null;
  const dated = news.section !== 'silent' && news.section !== 'reported' && project.period !== null;
  const asOf = dated ? [phrase(words.digest.asOf, { day: own(project.period!.end) })] : [];
  const what = joined([...newsPhrases(news, why, words), ...asOf], words.digest.joint);
  const line = say('item', words.digest.line, {
    year: own(String(project.year)),
    number: quoted(project.number || String(project.position)),
    name: quoted(project.name),
    what: what.text,
  });
  return { ...line, evidence: [...line.evidence, ...what.evidence] };
}

const restBlock = (template: string, rest: number): Block[] =>
  rest > 0 ? [say('note', template, { count: counted(rest) })] : [];

function standingBlock(standings: readonly Standing[], words: DigestWords): Block {
  const count = (holds: (standing: Standing) => boolean) => counted(standings.filter(holds).length);
  return say('note', words.digest.standing, {
    total: counted(standings.length),
    done: count(({ trace }) => trace.status === 'done' || trace.light === 'done'),
    behind: count(({ trace }) => isBehind(trace.light)),
    overdue: count(({ trace }) => trace.overdue),
    unknown: count(({ trace }) => trace.light === 'unknown'),
  });
}

function sourcesOf(told: readonly News[]): SourceRef[] {
  const sources = told.map(
    ({ section, standing: { project } }): SourceRef =>
      section === 'reported' && project.reported
        ? { document: project.reported.documentTitle, asOf: project.reported.day }
        : { document: project.documentTitle, asOf: project.period?.end ?? null },
  );
  return [...new Map(sources.map((source) => [JSON.stringify(source), source])).values()];
}

function pictureOf(scope: string, told: readonly News[], words: DigestWords): PictureData | null {
  const standings = [...new Set(told.map(({ standing }) => standing))].slice(0, words.limits.bars);
  if (standings.every(({ trace }) => trace.rate === null)) return null;
  const days = standings.flatMap(({ trace }) => trace.asOf ?? []).sort();
  return {
    title: words.digest.pictureTitle.replace('{scope}', scope),
    asOf: days.at(-1) ?? null,
    source: words.digest.pictureSource,
    bars: standings.map(({ project, trace, verdict }) => ({
      label: project.name,
      rate: trace.rate,
      planned: verdict.plannedRate,
      light: trace.light,
    })),
  };
}

/** The answer with a model's words on top, marked as such; figures that its lines do not hold are taken out later. */
export function withSummary(answer: Answer, text: string | null, words: DigestWords): Answer {
  if (text === null || text.trim() === '') return answer;
  const [head, ...rest] = answer.blocks;
  const marked = words.digest.summary.replace('{text}', () => text.trim());
  const summary: Block = { role: 'note', text: marked, evidence: rest.flatMap(({ evidence }) => evidence) };
  return { ...answer, blocks: [...(head ? [head] : []), summary, ...rest] };
}
