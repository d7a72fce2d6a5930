/** One message about alerts: the gravest first, what proves them, what can be done. */
import type { Answer, Block, SourceRef } from '../domain/answer.ts';
import { counted, own, quoted, say } from '../domain/lines.ts';
import type { Choice } from '../domain/message.ts';
import type { Sending, View, Watched } from './alert.ts';
import type { AlertPolicy } from './policy.ts';
import type { AlertWords } from './wording.ts';

/** Messages about so few alerts also show what proves them. */
const PROVED = 3;

interface MessageParts {
  view: View;
  words: AlertWords;
  policy: AlertPolicy;
  /** Whether the recipient can answer with a button. */
  buttons: boolean;
  /** Whether the recipient can answer at all: what is said in a group is answered in private. */
  answers: boolean;
}

/** @param sendings of one region, gravest first; at least one */
export function messageOf(sendings: readonly Sending[], parts: MessageParts): Answer {
  const { words, policy } = parts;
  const shown = sendings.slice(0, policy.linesPerMessage);
  const rest = sendings.length - shown.length;
  const projects = shown.flatMap(({ alert }) => parts.view.projects.get(alert.projectId) ?? []);
  const open = sendings.filter(isOpen);
  const head = open.length > 0 ? words.message.head : words.message.headResolved;
  const blocks: Block[] = [
    say('head', head, { region: quoted(projects[0]?.regionName ?? ''), count: counted(sendings.length) }),
    ...shown.flatMap((sending) => linesOf(sending, { ...parts, proved: shown.length <= PROVED })),
    ...(rest > 0 ? [say('note', words.message.rest, { count: counted(rest) })] : []),
    ...sourceBlocks(projects, words),
    ...(open.length > 0 && parts.answers ? [howTo(open[0]!.alert.id, parts)] : []),
  ];
  return {
    kind: 'list',
    reason: null,
    projects: [...new Set(projects.map(({ projectId }) => projectId))],
    blocks,
    choices: parts.buttons
      ? choicesFor(
          shown.filter(isOpen).map(({ alert }) => alert.id),
          parts,
        )
      : [],
    sources: projects.map(({ source }) => source),
  };
}

function linesOf(
  { alert, occasion, severity }: Sending,
  { view, words, proved }: MessageParts & { proved: boolean },
): Block[] {
  const lines = view.signals.get(alert.fingerprint)?.lines ?? [];
  const marks = { id: alert.id, kind: words.kinds[alert.kind] };
  if (occasion === 'resolved')
    return [say('item', words.message.resolved, { ...marks, ...projectSlot(alert.projectId, view) })];
  const [first, ...rest] = lines;
  if (first === undefined) return [];
  const line = say('item', words.message.item, {
    ...marks,
    occasion: words.occasions[occasion],
    severity: words.severities[occasion === 'climbed' ? alert.step : severity],
    line: first.text,
  });
  return [{ ...line, evidence: [...line.evidence, ...first.evidence] }, ...(proved ? rest : [])];
}

const projectSlot = (projectId: string, view: View) => ({
  project: quoted(view.projects.get(projectId)?.name ?? projectId),
});

/** Where the figures stand, once a document. */
export function sourceBlocks(projects: readonly Pick<Watched, 'source'>[], { message }: AlertWords): Block[] {
  const unique = new Map(projects.map(({ source }) => [JSON.stringify(source), source]));
  return [...unique.values()].map((source) => sourceBlock(source, message));
}

function sourceBlock({ document, asOf }: SourceRef, message: AlertWords['message']): Block {
  const slots = { document: quoted(document) };
  return asOf === null
    ? say('source', message.plan, slots)
    : say('source', message.source, { ...slots, asOf: quoted(asOf) });
}

/** How to answer without buttons. */
export function howTo(id: string, { words, policy }: Pick<MessageParts, 'words' | 'policy'>): Block {
  return say('note', words.message.how, { id, days: own(String(policy.silence.buttonDays)) });
}

/** What can be done about alerts. Each names them in full: a pushed message belongs to nobody's conversation. */
export function choicesFor(
  ids: readonly string[],
  { words, policy }: Pick<MessageParts, 'words' | 'policy'>,
): Choice[] {
  const [id] = ids;
  if (id === undefined) return [];
  const slots = { id, ids: ids.join(' '), days: String(policy.silence.buttonDays) };
  return Object.values(words.choices).map(({ label, text }) => ({
    label: say('text', label, slots).text,
    text: say('text', text, slots).text,
  }));
}

const isOpen = ({ occasion }: Sending): boolean => occasion !== 'resolved';
