/** The messages to a model: rules as the system's words, notes as data. */
import { createHash } from 'node:crypto';
import type { ChatMessage } from './client.ts';
import type { Masked } from './mask.ts';
import type { Prompts, Words } from './rules.ts';

const MAX_FAULTS_TOLD = 8;

/** The first message pair. Notes are JSON lines: what stands in one cannot end it. */
export function firstMessages(masked: Masked, prompts: Prompts, maxChars: number): ChatMessage[] {
  const notes = masked.notes.map(({ kind, must, text }) =>
    JSON.stringify({ 类型: prompts.kinds[kind], ...(must ? { 要求: prompts.must } : {}), 内容: text }),
  );
  const parts = { maxChars: String(maxChars), title: JSON.stringify(masked.title), notes: notes.join('\n') };
  return [
    { role: 'system', content: fill(prompts.system, parts) },
    { role: 'user', content: fill(prompts.user, parts) },
  ];
}

/** The same conversation, with what was wrong with the draft. */
export function retryMessages(
  first: readonly ChatMessage[],
  draft: string,
  { faults, prompts }: { faults: readonly string[]; prompts: Prompts },
): ChatMessage[] {
  const problems = faults.slice(0, MAX_FAULTS_TOLD).join('\n');
  return [
    ...first,
    { role: 'assistant', content: draft },
    { role: 'user', content: fill(prompts.retry, { problems }) },
  ];
}

/** Equal for requests that a model and the rules would treat alike. */
export function cacheKey(first: readonly ChatMessage[], model: string, words: Words): string {
  return createHash('sha256')
    .update(JSON.stringify([model, first, words]))
    .digest('hex');
}

/** Values are put in as they are: a brace inside one is only text. */
function fill(template: string, parts: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => parts[name] ?? whole).trim();
}
