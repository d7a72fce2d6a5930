/** The newest report gives a lower rate than the one before. */
import { percent, quoted } from '../../domain/lines.ts';
import { point } from './lines.ts';
import type { Rule } from './rule.ts';

/** Less than half a point is rounding. */
const LEAST_DROP = 0.005;

export const progressBackwards: Rule = {
  kind: 'progressBackwards',
  audience: 'staff',
  tellsEnd: false,
  find(facts) {
    const [newest, ...older] = facts.rates;
    const before = older.find(({ basis, asOf }) => basis === newest?.basis && asOf < newest.asOf);
    if (!newest || !before || before.rate - newest.rate < LEAST_DROP) return null;
    const line = point(facts, facts.words.backwards, {
      before: quoted(percent(before.rate)),
      beforeDay: quoted(before.asOf),
      rate: quoted(percent(newest.rate)),
      day: quoted(newest.asOf),
    });
    return { severity: 'remind', reason: 'progressBackwards', lines: [line], detail: newest.asOf };
  },
};
