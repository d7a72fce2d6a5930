/** Does a figure count in what a question asks for? 多少人 is answered by 名 and 人次, not by 公里. */
import { z } from 'zod';
import { INTENTS_DIR, readDataFile } from '../../text/data-file.ts';
import { canonicalUnit } from '../../text/measures.ts';

const schema = z.strictObject({ groups: z.array(z.array(z.string()).min(2)), vague: z.array(z.string()) });

/** 1 the same measure, less for a kindred or vague one, 0 when it counts something else. */
export type MeasureFit = (asked: string, unit: string) => number;

export function loadMeasureFit(dir = INTENTS_DIR): MeasureFit {
  const { groups, vague } = readDataFile('lexicon/measure-groups.yaml', schema, dir);
  const loose = new Set(vague);
  return (asked, unit) => {
    const plain = unit.split('/')[0]!;
    if (canonicalUnit(asked) === canonicalUnit(plain)) return 1;
    if (groups.some((group) => group.includes(asked) && (group.includes(unit) || group.includes(plain))))
      return 0.8;
    return loose.has(asked) && unit !== '%' && plain !== '元' ? 0.45 : 0;
  };
}
