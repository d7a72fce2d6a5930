/** What people are shown of alerts when they ask: one in full, those that fire, their projects with their lights. */
import { readerOf } from '../domain/access.ts';
import { compareSeverity, RULE_KINDS } from '../domain/alerts.ts';
import type { Answer, Block } from '../domain/answer.ts';
import { chinaTime } from '../domain/china-time.ts';
import { counted, own, percent, quoted, say } from '../domain/lines.ts';
import type { Choice } from '../domain/message.ts';
import type { Light } from '../domain/schedule.ts';
import type { Watched } from './alert.ts';
import { type At, classOf, type DeskPorts, type Own } from './desk.ts';
import { evaluate } from './evaluate.ts';
import { dayOf } from './life.ts';
import { choicesFor, howTo, sourceBlocks } from './message.ts';
import { circleOf } from './route.ts';
import { quote } from './rules/lines.ts';

const MOST_LINES = 10;
const MOST_CLAUSES = 4;

/** One alert with all that proves it and what the document says of the project. */
export async function detailOf(
  { alert, project, view }: Own,
  { person }: At,
  ports: DeskPorts,
): Promise<Answer> {
  const { words, readerFor } = ports;
  const [dossier] = await readerFor(readerOf(classOf(person))).dossiers([alert.projectId]);
  const lines = view.signals.get(alert.fingerprint)?.lines ?? [];
  const clauses = (dossier?.clauses ?? []).filter(({ part }) => part === 'note' || part === 'goal');
  const quotes = clauses.slice(0, MOST_CLAUSES).map(({ text }) => quote(text));
  const shown = new Set(lines.map(({ text }) => text));
  const blocks = [
    say('head', words.desk.state, {
      id: alert.id,
      region: quoted(project.regionName),
      kind: words.kinds[alert.kind],
      step: words.severities[alert.step],
      state: words.states[alert.state],
      since: own(chinaTime(alert.openedAt)),
    }),
    ...lines,
    ...quotes.filter(({ text }) => !shown.has(text)),
    ...(alert.state === 'firing' ? [howTo(alert.id, ports)] : []),
  ];
  const ids = alert.state === 'firing' ? [alert.id] : [];
  return answerOf(blocks, [project], { ports, choices: choicesFor(ids, ports) });
}

/** What fires and concerns the person, gravest first. */
export function firingOf(all: readonly Own[], ports: DeskPorts): Answer {
  const { words } = ports;
  if (all.length === 0) return answerOf([say('text', words.desk.none)], [], { ports });
  const sorted = [...all].sort(byGravity);
  const shown = sorted.slice(0, MOST_LINES);
  const rest = sorted.length - shown.length;
  const blocks = [
    say('head', words.desk.firing, { count: counted(sorted.length) }),
    ...shown.map((one) => firingLine(one, ports)),
    ...(rest > 0 ? [say('note', words.desk.rest, { count: counted(rest) })] : []),
  ];
  return answerOf(
    blocks,
    shown.map(({ project }) => project),
    { ports },
  );
}

function byGravity({ alert: one }: Own, { alert: other }: Own): number {
  return (
    compareSeverity(other.severity, one.severity) ||
    RULE_KINDS.indexOf(one.kind) - RULE_KINDS.indexOf(other.kind) ||
    (one.fingerprint < other.fingerprint ? -1 : 1)
  );
}

function firingLine({ alert, project, view }: Own, { words }: DeskPorts): Block {
  const first = view.signals.get(alert.fingerprint)?.lines[0];
  const line = say('item', words.desk.item, {
    id: alert.id,
    region: quoted(project.regionName),
    kind: words.kinds[alert.kind],
    severity: words.severities[view.signals.get(alert.fingerprint)?.severity ?? alert.severity],
    state: words.states[alert.state],
    line: first?.text ?? project.name,
  });
  return { ...line, evidence: [...line.evidence, ...(first?.evidence ?? [])] };
}

/** Worst first; what nothing is known of stands between good and bad. */
const ORDER = [
  'serious',
  'warn',
  'remind',
  'unknown',
  'onSchedule',
  'ahead',
  'done',
] as const satisfies Light[];

/** The projects that concern the person, with their lights. */
export async function projectsOf({ person, now }: At, ports: DeskPorts): Promise<Answer> {
  const { words, sameUnit } = ports;
  const view = await evaluate(ports, { reader: classOf(person), today: dayOf(now), only: person.region });
  const mine = [...view.projects.values()]
    .filter((project) => circleOf(person, project, sameUnit) !== null)
    .sort((a, b) => ORDER.indexOf(a.light) - ORDER.indexOf(b.light));
  if (mine.length === 0) return answerOf([say('text', words.desk.noProjects)], [], { ports });
  const shown = mine.slice(0, MOST_LINES);
  const rest = mine.length - shown.length;
  const blocks = [
    say('head', words.desk.projects, { count: counted(mine.length) }),
    ...ORDER.flatMap((light) => countLine(mine, light, ports)),
    ...shown.map((project) => projectLine(project, ports)),
    ...(rest > 0 ? [say('note', words.desk.rest, { count: counted(rest) })] : []),
  ];
  return answerOf(blocks, shown, { ports });
}

function countLine(mine: readonly Watched[], light: Light, { words }: DeskPorts): Block[] {
  const count = mine.filter((one) => one.light === light).length;
  if (count === 0) return [];
  return [say('text', words.desk.counts, { light: words.lights[light], count: counted(count) })];
}

function projectLine(
  { regionName, position, name, light, rate, rateStated }: Watched,
  { words }: DeskPorts,
): Block {
  const slots = { project: quoted(`${regionName}第${position}项 ${name}`), light: words.lights[light] };
  if (rate === null) return say('item', words.desk.project, slots);
  const told = percent(rate);
  return say('item', words.desk.projectRate, { ...slots, rate: rateStated ? quoted(told) : own(told) });
}

interface Parts {
  ports: DeskPorts;
  choices?: readonly Choice[];
}

function answerOf(
  blocks: readonly Block[],
  projects: readonly Watched[],
  { ports, choices = [] }: Parts,
): Answer {
  return {
    kind: 'answer',
    reason: null,
    projects: [...new Set(projects.map(({ projectId }) => projectId))],
    blocks: [...blocks, ...sourceBlocks(projects, ports.words)],
    choices,
    sources: projects.map(({ source }) => source),
  };
}
