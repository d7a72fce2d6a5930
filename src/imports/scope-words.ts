/** Words about place and time of a document: `intents/lexicon/scope.yaml`, read once. */
import { z } from 'zod';
import { readDataFile } from '../text/data-file.ts';

const words = z.array(z.string().min(1));
const pattern = (flags: string, before = '') =>
  z.string().transform((source) => new RegExp(before + source, flags));

/** Nothing in it changes after reading. */
export const scopeWords = readDataFile(
  'lexicon/scope.yaml',
  z.strictObject({
    whole_year: words,
    relative: words.transform((list) => new RegExp(list.join('|'), 'u')),
    as_of: pattern('gu'),
    up_to_line: pattern('u'),
    zones: pattern('u', '^'),
    towns: pattern('u', '^'),
    levels: z.record(z.string(), words),
    level_start: pattern('u', '^'),
    before_place: pattern('u', '^'),
    behind_place: pattern('u', '^'),
    published: pattern('u'),
    filed: pattern('u'),
    cut_off: pattern('u'),
    recorded: pattern('u'),
    assembly: pattern('u'),
    place_endings: words,
  }),
);
