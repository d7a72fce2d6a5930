/** The real words, finders and checks, ready for tests. */
import { type Checked, checkDraft } from '../../src/llm/check.ts';
import { type Masked, maskRequest } from '../../src/llm/mask.ts';
import type { SummaryRequest } from '../../src/llm/summary.ts';
import { createFinders, loadModelWords } from '../../src/model.ts';
import { loadDivisions } from '../../src/text/divisions.ts';
import type { GoodDrafts } from './good-drafts.ts';

export const divisions = loadDivisions();
export const find = createFinders(divisions);
export const { rules, prompts } = loadModelWords();

export const mask = (request: SummaryRequest): Masked => maskRequest(request, rules, find);

export const check = (draft: string, masked: Masked): Checked =>
  checkDraft(draft, masked, { rules, find, maxChars: 400 });

/** One draft with what it was made from. */
export interface DraftCase {
  masked: Masked;
  draft: string;
  /** Title and notes in one. */
  source: string;
  accepted: boolean;
}

/** Every draft of a set, checked. */
export function draftCases(sets: readonly GoodDrafts[]): DraftCase[] {
  return sets.flatMap(({ request, drafts }) => {
    const masked = mask(request);
    const source = [request.title, ...request.notes.map(({ text }) => text)].join('');
    return drafts.map((draft) => ({ masked, draft, source, accepted: 'sentences' in check(draft, masked) }));
  });
}
