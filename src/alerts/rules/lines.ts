/** Lines that rules share: the point of a signal, what else its verdict says, and quotes. */
import type { Block } from '../../domain/answer.ts';
import { quoted, type Said, type Slots, say } from '../../domain/lines.ts';
import type { Dossier } from '../../domain/records.ts';
import type { VerdictReason } from '../../domain/schedule.ts';
import { reasonBlock } from '../../schedule/wording.ts';
import type { Facts } from './rule.ts';

const LONGEST_QUOTE = 110;

/** 第2项 停车设施建设 */
export function projectSaid({ position, name }: Pick<Dossier, 'position' | 'name'>, template: string): Said {
  return quoted(template.replace('{position}', String(position)).replace('{name}', () => name));
}

/** What is wrong with a project, in words of the rule's own. */
export function point({ dossier, words }: Facts, template: string, slots: Slots = {}): Block {
  return say('item', template, { project: projectSaid(dossier, words.project), ...slots });
}

/** What is wrong with a project, as the verdict gives its reason. */
export function verdictPoint(facts: Facts, reason: VerdictReason): Block {
  const { text, evidence } = reasonBlock(reason);
  const line = point(facts, facts.words.point, { reason: text });
  return { ...line, evidence: [...line.evidence, ...evidence] };
}

/** What else the verdict says, and the stated cause. Claims in doubt are another rule's: they go to staff first. */
export function background({ verdict, dossier, words }: Facts, said: VerdictReason): Block[] {
  const others = verdict.reasons.filter((one) => one !== said && !LEFT_OUT.has(one.code));
  return [...others.map((reason) => reasonBlock(reason, 'text')), ...statedCause(dossier, words.cause)];
}

/** Codes that are told by rules of their own. */
const LEFT_OUT: ReadonlySet<VerdictReason['code']> = new Set([
  'claimDisagrees',
  'pastDeadline',
  'dueSoon',
  'oldReport',
  'noReport',
]);

function statedCause({ reason }: Dossier, template: string): Block[] {
  return reason === ''
    ? []
    : [say('text', template, { cause: { ...quote(reason), evidence: quoted(reason).evidence } })];
}

/** A clause of the document word for word, cut where it is long, never inside a figure. */
export function quote(text: string): Block {
  const flat = text.replace(/\s+/gu, ' ').trim();
  const cut = flat.slice(0, LONGEST_QUOTE).replace(/[\d.,%％]+$/u, '');
  const shown = flat.length <= LONGEST_QUOTE ? flat : `${cut}…`;
  return { role: 'quote', text: shown, evidence: [quoted(text).evidence] };
}
