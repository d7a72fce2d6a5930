/** Prints how many good drafts are accepted and how many altered ones pass: `node test/llm/drafts.ts`. */
import fc from 'fast-check';
import { ALTERATIONS, alterationCase, pickerOf } from './alterations.ts';
import { FRESH_DRAFTS } from './fresh-drafts.ts';
import { GOOD_DRAFTS, type GoodDrafts } from './good-drafts.ts';
import { check, draftCases } from './tools.ts';

const ALTERED = 10_000;

function share(name: string, sets: readonly GoodDrafts[]): void {
  const cases = draftCases(sets);
  const accepted = cases.filter((one) => one.accepted).length;
  console.log(`${name}: ${accepted} of ${cases.length} good drafts accepted`);
}

function altered(sets: readonly GoodDrafts[]): void {
  const cases = draftCases(sets).filter((one) => one.accepted);
  let tried = 0;
  const passed: string[] = [];
  for (const { draft, how, picks } of fc.sample(alterationCase(cases.length), ALTERED * 2)) {
    const { draft: good, source, masked } = cases[draft]!;
    const text = ALTERATIONS[how]!.alter(good, pickerOf(picks), source);
    if (text === null || text === good || tried === ALTERED) continue;
    tried += 1;
    if ('sentences' in check(text, masked)) passed.push(`${ALTERATIONS[how]!.name}: ${text}`);
  }
  console.log(`altered: ${passed.length} of ${tried} passed`);
  for (const line of passed.slice(0, 20)) console.log(`  ${line}`);
}

share('fitted', GOOD_DRAFTS);
share('fresh', FRESH_DRAFTS);
altered([...GOOD_DRAFTS, ...FRESH_DRAFTS]);
