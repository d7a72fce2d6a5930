/** Whether what an intent needs beside its words is there. */
import type { Intent } from '../intents.ts';
import type { Question } from '../question.ts';
import type { PlanInput } from './plan.ts';

/** Words that weigh less name no topic. */
const TELLING = 0.4;

export function needsMet(intent: Intent, question: Question, input: PlanInput): boolean {
  return intent.needs.every((need) => {
    switch (need) {
      case 'twoSides':
        return hasTwoSides(question, input);
      case 'noTopic':
        return !tellsTopic(question) && question.conditions.said.length === 0;
      default:
        return need satisfies never;
    }
  });
}

/** It names a matter, stored or not. */
export const tellsTopic = ({ concepts }: Question): boolean =>
  concepts.some(({ weight, ofUnit }) => weight >= TELLING && !ofUnit);

/** It names a matter that some document has. */
export const tellsKnownTopic = ({ concepts }: Question): boolean =>
  concepts.some(({ weight, known, ofUnit }) => weight >= TELLING && known && !ofUnit);

function hasTwoSides({ scope, text, conditions }: Question, { state, cues }: PlanInput): boolean {
  if (conditions.rate !== null || conditions.positions.length > 0) return false;
  const years = scope.years?.length ?? 0;
  if (scope.placesNamed > 1 || years > 1 || (scope.everywhere && scope.placesNamed === 0)) return true;
  if (asksWhichMore(text, { state, cues })) return true;
  if (!cues.both_sides.test(text)) return false;
  const newYear = years === 1 && state.years !== null && !state.years.includes(scope.years![0]!);
  const others = state.recent.filter((slug) => !scope.regionSlugs?.includes(slug));
  return newYear || scope.placesNamed + others.length > 1;
}

/** 哪个多 after one place and another were spoken of; of a list just shown it asks something else. */
const asksWhichMore = (text: string, { state, cues }: Pick<PlanInput, 'state' | 'cues'>): boolean =>
  cues.which_more.test(text) && state.list === null && state.recent.length > 1;
