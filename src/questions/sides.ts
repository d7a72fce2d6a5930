/** Whether two or more of one list are set against each other. Pure. */
import type { Cues } from './cues.ts';
import type { Question } from './question.ts';

/** 第3项和第8项哪个慢, 公厕和垃圾屋哪个进度快; not two places or years, not the last three of all. */
export function setsSides({ scope, conditions, text, sides }: Question, { contrast }: Cues): boolean {
  if (scope.placesNamed > 1 || (scope.years?.length ?? 0) > 1 || scope.everywhere) return false;
  if (conditions.top !== null || conditions.nth !== null || !contrast.test(text)) return false;
  return conditions.positions.length > 1 || sides.length > 1;
}
