/** Replies that several commands give. */
import type { RefuseReason } from '../domain/answer.ts';
import type { Choice } from '../domain/message.ts';
import type { ProjectSummary, RegionRecord } from '../domain/records.ts';
import type { Call, Done } from './command.ts';
import { keepChoices } from './drafts.ts';
import { quoted, replyOf, type Said, type Slots, say } from './say.ts';

/** One line of wording. */
export function told(template: string, slots: Slots = {}): Done {
  return { reply: replyOf([say('text', template, slots)]) };
}

/** It was asked for rightly and cannot be done. */
export function cannot(template: string, slots: Slots = {}, reason: RefuseReason = 'no_match'): Done {
  const reply = replyOf([say('text', template, slots)], { kind: 'refuse', reason });
  return { reply, outcome: 'refused' };
}

/** The person may not. Never says what they would have seen. */
export function denied(template: string, slots: Slots = {}): Done {
  const reply = replyOf([say('text', template, slots)], { kind: 'refuse', reason: 'not_allowed' });
  return { reply, outcome: 'denied' };
}

/** Which region is meant, with the stored ones to choose from. */
export async function whichRegion(
  call: Call,
  regions: readonly RegionRecord[],
  command: (region: string) => string,
): Promise<Done> {
  const choices: Choice[] = regions
    .slice(0, MAX_CHOICES)
    .map(({ fullName }) => ({ label: fullName, text: command(fullName) }));
  await keepChoices(call, choices);
  const block = say('text', call.words.common.whichRegion);
  return { reply: replyOf([block], { kind: 'clarify', choices }) };
}

/** Most choices that are offered at once. */
export const MAX_CHOICES = 8;

/** 章丘区2025年第4项 智慧教育中心 */
export function projectName({ regionName, year, position, name }: ProjectSummary): Said {
  return quoted(`${regionName}${year}年第${position}项 ${name}`);
}

export { percent } from '../domain/lines.ts';

/** The text on one line, cut with … when it is longer. */
export function brief(text: string, length: number): string {
  const flat = text.replace(/\s+/gu, ' ').trim();
  if (flat.length <= length) return flat;
  const cut = flat.slice(0, length).replace(/[\d.,%]+$/u, '');
  return `${cut}…`;
}
