/** Changes of a project in words, each with what backs its figures. */
import type { Evidence } from '../domain/answer.ts';
import type { PrintedFigure, ProjectTrace } from '../domain/digest.ts';
import { own, percent, quoted, type Slots, say } from '../domain/lines.ts';
import type { Change, News } from './difference.ts';
import type { Phrase } from './ports.ts';
import type { Standing } from './snapshot.ts';
import type { DigestWords } from './words.ts';

const TEXT_LENGTH = 60;

/** Several phrases as one. */
export function joined(phrases: readonly Phrase[], joint: string): Phrase {
  return {
    text: phrases.map(({ text }) => text).join(joint),
    evidence: phrases.flatMap(({ evidence }) => evidence),
  };
}

/** A template with its slots filled, as part of a line. */
export function phrase(template: string, slots: Slots = {}): Phrase {
  const { text, evidence } = say('text', template, slots);
  return { text, evidence };
}

/** What is told of the project under its heading: the day or plan behind it, then what changed. */
export function newsPhrases(news: News, why: Phrase | null, words: DigestWords): Phrase[] {
  const { limits } = words;
  const changes = news.changes.map((change) => changePhrase(change, news.standing, words));
  return [...headingPhrases(news, why, words), ...changes].slice(0, limits.changes + 1);
}

function headingPhrases({ section, standing }: News, why: Phrase | null, words: DigestWords): Phrase[] {
  const { verdict, project } = standing;
  switch (section) {
    case 'overdue':
      return [phrase(words.changes.overdue, { day: own(verdict.due) })];
    case 'dueSoon':
      return [phrase(words.changes.due, { day: own(verdict.due) })];
    case 'lagging':
      return [why ?? phrase(words.lights[verdict.light])];
    case 'silent':
      return [
        project.period
          ? phrase(words.changes.silent, { day: own(project.period.end) })
          : phrase(words.changes.never),
      ];
    case 'done':
    case 'recovered':
    case 'changed':
    case 'added':
    case 'reported':
    case 'doubts':
      return [];
    default:
      return section satisfies never;
  }
}

function changePhrase(change: Change, { project }: Standing, words: DigestWords): Phrase {
  const { changes, statuses } = words;
  switch (change.what) {
    case 'rate':
      return rateChange(change.before, change.after, words);
    case 'status':
      return phrase(changes.status, { before: statuses[change.before], after: statuses[change.after] });
    case 'figure':
    case 'target':
      return phrase(changes[change.what], {
        what: quoted(change.indicator),
        before: quoted(change.before),
        after: quoted(change.after),
      });
    case 'units':
    case 'officials':
      return phrase(changes[change.what], {
        before: quoted(change.before || changes.nothing),
        after: quoted(change.after || changes.nothing),
      });
    case 'goal':
    case 'note':
    case 'added':
      return phrase(changes[change.what]);
    case 'reported':
      return phrase(changes.reported, {
        document: quoted(project.reported?.documentTitle ?? ''),
        text: quoted(brief(project.reported?.text ?? '')),
      });
    case 'doubt':
      return { text: change.message, evidence: [{ kind: 'source', text: change.message }] };
    default:
      return change satisfies never;
  }
}

function rateChange(before: ProjectTrace | null, after: ProjectTrace, words: DigestWords): Phrase {
  const { changes } = words;
  const now = ratePhrase(after);
  const then = before && ratePhrase(before);
  const text = then
    ? changes.rate.replace('{before}', then.text).replace('{after}', now.text)
    : changes.rateFirst.replace('{after}', now.text);
  const how = after.paired ? [pairedPhrase(after.paired, words)] : [];
  const evidence = [...(then?.evidence ?? []), ...now.evidence];
  return joined([{ text, evidence }, ...how], '');
}

function pairedPhrase({ actual, target }: NonNullable<ProjectTrace['paired']>, words: DigestWords): Phrase {
  return phrase(words.changes.paired, { actual: quoted(actual.printed), target: quoted(target.printed) });
}

/** A rate as its document states it, or as arithmetic on two of its figures. */
export function ratePhrase({ rate, paired }: Pick<ProjectTrace, 'rate' | 'paired'>): Phrase {
  const text = percent(rate ?? 0);
  if (paired === null) return { text, evidence: [{ kind: 'source', text }] };
  const { actual, target } = paired;
  const sum: Evidence = {
    kind: 'computed',
    text: `${actual.value} / ${target.value} * 100 = ${text.slice(0, -1)}`,
  };
  return { text, evidence: [stored(actual), stored(target), sum] };
}

/** A figure as printed and as it was read. */
const stored = ({ printed, value }: PrintedFigure): Evidence => ({
  kind: 'source',
  text: `${printed} ${value}`,
});

/** On one line, cut with … when longer; no figure is cut in two. */
export function brief(text: string, length = TEXT_LENGTH): string {
  const flat = text.replace(/\s+/gu, ' ').trim();
  return flat.length <= length ? flat : `${flat.slice(0, length).replace(/[\d.,%]+$/u, '')}…`;
}
