/** Saying no, and why: out of scope, not stored, not allowed, not understood. Names what there is instead. */
import type { RefuseReason } from '../domain/answer.ts';
import type { Choice } from '../domain/message.ts';
import type { GuardKind } from '../text/guards.ts';
import { answerOf, block, computed, place, projectEvidence, say, shortName, source } from './compose.ts';
import type { Fit } from './find/fit.ts';
import type { ProjectReader } from './ports.ts';
import { describeScope } from './queries/lists.ts';
import { exampleQuestion, storedRegions } from './queries/talk.ts';
import type { Outcome, QueryInput } from './query.ts';
import { type ScopeRefusal, storedYears } from './scope.ts';
import { regionName, type Snapshot } from './snapshot.ts';
import type { Wording } from './wording.ts';

const GUARD_REASONS = {
  out_of_scope: 'out_of_scope',
  privacy: 'not_allowed',
  injection: 'not_allowed',
  command: 'not_allowed',
  opinion: 'out_of_scope',
  prediction: 'out_of_scope',
} as const satisfies Record<GuardKind, RefuseReason>;

export function guardAnswer(wording: Wording, kind: GuardKind): Outcome {
  return refusal(wording[kind], GUARD_REASONS[kind]);
}

export const tooLong = (wording: Wording): Outcome => refusal(wording.too_long, 'not_understood');

function refusal(template: string, reason: RefuseReason, words: Record<string, string> = {}): Outcome {
  const line = say('text', template, words, source(...Object.values(words)));
  return { answer: answerOf('refuse', { reason, blocks: [line] }) };
}

/** Nothing that could be a question: an example helps. */
export async function emptyAnswer(
  wording: Wording,
  snapshot: Snapshot,
  reader: ProjectReader,
): Promise<Outcome> {
  const example = await exampleQuestion({ snapshot, reader });
  return refusal(wording.not_understood, 'not_understood', { example });
}

export function scopeRefusal(missing: ScopeRefusal, wording: Wording, snapshot: Snapshot): Outcome {
  const regions = storedRegions({ snapshot });
  if (missing.missing === 'place') {
    const places = missing.places.join('、');
    return refusal(wording.no_place, 'no_data', { places, regions });
  }
  const scope = (missing.regionSlugs ?? []).map((slug) => regionName(snapshot, slug)).join('、');
  const years = missing.years.map((year) => `${year}年`).join('、');
  const stored = storedYears(missing.regionSlugs, snapshot)
    .map((year) => `${year}年`)
    .join('、');
  return refusal(wording.no_year, 'no_data', { scope, years, stored });
}

/** Nothing fits: the nearest projects are named as such, never answered for. */
function refuse(nearest: readonly Fit[], input: QueryInput): Outcome {
  const { wording } = input;
  const scoped = input.scope.regionSlugs !== null;
  const scope = describeScope([], input);
  const text = scoped ? wording.no_match_scope : wording.no_match;
  const near = nearest.filter((fit) => fit.coverage > 0.15).map(({ dossier }) => dossier);
  const lines = near.map((d, i) =>
    block('item', `${place(d)} ${shortName(d)}`, projectEvidence(d), computed(`count = ${i + 1}`)),
  );
  return {
    answer: answerOf('refuse', {
      reason: 'no_match',
      blocks: [
        say('text', text, { scope }, source(scope)),
        ...(lines.length > 0 ? [say('note', wording.nearest, {}), ...lines] : []),
      ],
    }),
  };
}

export const noMatch = {
  refuse,
  empty: (wording: Wording) =>
    answerOf('refuse', { reason: 'no_data', blocks: [say('text', wording.no_data, {})] }),
};

export function noPosition(input: QueryInput): Outcome {
  const scope = describeScope([], input);
  const position = input.question.conditions.positions.join('、');
  const count = input.snapshot.documents
    .filter(
      (d) => input.scope.regionSlugs?.includes(d.regionSlug) && (input.scope.years?.includes(d.year) ?? true),
    )
    .map((d) => d.foundCount)
    .join('、');
  return refusal(input.wording.no_position, 'no_match', { scope, position, count });
}

/** A number that was not offered: what there is to choose from, once more. */
export function noSuchChoice(number: number, choices: readonly Choice[], wording: Wording): Outcome {
  const words = { number };
  const offered = source(...choices.map(({ label }) => label));
  const line = say('text', wording.no_choice, words, { kind: 'echo', text: String(number) }, offered);
  return { answer: answerOf('clarify', { blocks: [line], choices }) };
}

export function whichRegion({ wording, snapshot, question }: QueryInput): Outcome {
  const choices = snapshot.regions.slice(0, 8).map(({ fullName }) => ({ label: fullName, text: fullName }));
  return {
    answer: answerOf('clarify', { blocks: [say('text', wording.which_region, {})], choices }),
    remember: { pending: question.text, choices },
  };
}
