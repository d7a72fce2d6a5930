/** A summary by a model: mask → ask → check → once more at most → put the source strings back. */
import type { Block } from '../domain/answer.ts';
import { chinaTime } from '../domain/china-time.ts';
import { createBreaker } from './breaker.ts';
import { type CheckedSentence, type CheckTools, checkDraft, isCommanding } from './check.ts';
import type { ChatMessage, Complete, Completion } from './client.ts';
import { type Masked, maskRequest, unmask } from './mask.ts';
import type { ModelBudget, ModelCache, ModelObserver } from './ports.ts';
import { cacheKey, firstMessages, retryMessages } from './prompt.ts';
import type { Prompts, Rules } from './rules.ts';
import type { NoSummary, Summarise, Summary, SummaryRequest, TextFinders } from './summary.ts';
import { AI_LABEL } from './wording.ts';

export interface SummariserParts {
  complete: Complete;
  /** Name of the model: part of what a cached draft belongs to. */
  model: string;
  callsPerDay: number;
  budget: ModelBudget;
  cache: ModelCache;
  observer: ModelObserver;
  rules: Rules;
  prompts: Prompts;
  find: TextFinders;
}

/** Longest summary and longest sources. More is not asked of a model. */
const LIMITS = { summaryChars: 400, sourceChars: 4000, notes: 20, draftChars: 4000 } as const;
const BREAKER = { failures: 3, pauseMs: 60_000 } as const;
const CALLS = 2;
/** Failures that are over quickly and may be gone at once. */
const PASSING: readonly NoSummary[] = ['unreachable', 'malformed'];

const dayOf = (now: string): string => chinaTime(now).slice(0, 10);

interface Trial {
  messages: readonly ChatMessage[];
  masked: Masked;
  now: string;
}

/** Everything that may go wrong becomes a reason. */
export function createSummariser(parts: SummariserParts): Summarise {
  const { rules, find, prompts, cache, observer } = parts;
  const breaker = createBreaker(BREAKER);
  const tools: CheckTools = { rules, find, maxChars: LIMITS.summaryChars };

  return async (request, now) => {
    const unfit = unfitness(request, rules);
    if (unfit) return finish({ none: unfit }, { calls: 0, faults: 0 });
    const masked = maskRequest(request, rules, find);
    const messages = firstMessages(masked, prompts, tools.maxChars);
    const key = cacheKey(messages, parts.model, rules.words);
    const known = await cache.get(key);
    if (known !== undefined) return recall(known, masked);
    return ask({ messages, masked, now }, key);
  };

  function recall(draft: string | null, masked: Masked): Summary {
    const checked = draft === null ? null : checkDraft(draft, masked, tools);
    const held = checked !== null && 'sentences' in checked;
    observer.finished(held ? 'cached' : 'rejected', { calls: 0, faults: 0 });
    return held ? { text: blocksOf(checked.sentences, masked) } : { none: 'rejected' };
  }

  async function ask({ messages, masked, now }: Trial, key: string): Promise<Summary> {
    let next = messages;
    let faults: string[] = [];
    for (let calls = 1; calls <= CALLS; calls += 1) {
      const completion = await call(next, now);
      if ('none' in completion && calls < CALLS && PASSING.includes(completion.none)) continue;
      if ('none' in completion) return finish(completion, { calls, faults: faults.length });
      const draft = completion.text.slice(0, LIMITS.draftChars);
      const checked = checkDraft(completion.text, masked, tools);
      if ('sentences' in checked) {
        await cache.set(key, completion.text);
        observer.finished('accepted', { calls, faults: 0 });
        return { text: blocksOf(checked.sentences, masked) };
      }
      faults = checked.faults;
      next = retryMessages(messages, draft, { faults, prompts });
    }
    await cache.set(key, null);
    return finish({ none: 'rejected' }, { calls: CALLS, faults: faults.length });
  }

  /** One call within breaker and budget. */
  async function call(
    messages: readonly ChatMessage[],
    now: string,
  ): Promise<{ text: string } | { none: NoSummary }> {
    const nowMs = Date.parse(now);
    if (!breaker.allows(nowMs)) return { none: 'breaker' };
    if (!(await parts.budget.take(dayOf(now), parts.callsPerDay))) return { none: 'budget' };
    const completion = await parts.complete(messages);
    note(completion, nowMs);
    return 'failed' in completion ? { none: completion.failed } : completion;
  }

  function note(completion: Completion, nowMs: number): void {
    if (!('failed' in completion)) breaker.succeeded();
    else breaker.failed(nowMs, completion.failed === 'busy' ? completion.retryAfterMs : null);
  }

  function finish(none: { none: NoSummary }, details: { calls: number; faults: number }): Summary {
    observer.finished(none.none, details);
    return none;
  }
}

/** Why a request is not even shown to a model: nothing to say, too much, or notes that talk to models. */
function unfitness({ title, notes }: SummaryRequest, rules: Rules): NoSummary | null {
  const texts = [title, ...notes.map(({ text }) => text)];
  if (notes.length === 0 || notes.every(({ text }) => text.trim() === '')) return 'nothing';
  if (notes.length > LIMITS.notes || texts.join('').length > LIMITS.sourceChars) return 'tooLong';
  return texts.some((text) => isCommanding(text.normalize('NFKC'), rules)) ? 'unsafe' : null;
}

/** Source strings put back; the label stands in the same line as the first words and cannot be lost on the way. */
function blocksOf(sentences: readonly CheckedSentence[], { slots }: Masked): Block[] {
  return sentences.map(({ text, note }, index) => ({
    role: 'text',
    text: `${index === 0 ? AI_LABEL : ''}${unmask(text, slots)}。`,
    evidence: [{ kind: 'source', text: note.source }],
  }));
}
