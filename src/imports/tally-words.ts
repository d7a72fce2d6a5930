/** The words of `intents/lexicon/tallies.yaml`: how reports name projects by their state. */
import { z } from 'zod';
import { readDataFile } from '../text/data-file.ts';

const source = z.string().min(1);
const pattern = source.transform((text) => new RegExp(text, 'u'));

const Tallies = z.strictObject({
  count: source,
  nouns: source,
  named: source,
  adverbs: source,
  openers: source,
  those: pattern,
  led_names: source,
  counted_name: source,
  name_nouns: source,
  between_names: source,
  within: source,
  within_named: source,
  noun_opening: pattern,
  noun_stated: source,
  no_noun_names: pattern,
  these: pattern,
  further: pattern,
  planned_lead: pattern,
  praise: pattern,
  done_before: source,
  closers: pattern,
  together: source,
  rest: pattern,
  kinds: pattern,
  among: pattern,
  of_kind: pattern,
  and: source,
  also: source,
  planned: pattern,
  not_names: pattern,
  leads: pattern,
  number: pattern,
  statement: pattern,
  not_said: pattern,
  done_first: pattern,
  name_tails: pattern,
  rates: pattern,
  aimed: pattern,
  told: pattern,
  states: z.strictObject({
    behind: source,
    not_started: source,
    step: source,
    done: source,
    underway: source,
  }),
  not_yet: pattern,
  other_lists: pattern,
  announced: pattern,
  levels: pattern,
  chargers: z.strictObject({
    leading: source,
    doing: source,
    helping: source,
    titles: source,
    saying: source,
    speakers: source,
    times: source,
    unit: source,
    acts: source,
    no_unit: pattern,
  }),
});

/** All of it, checked. */
export const tallyWords = readDataFile('lexicon/tallies.yaml', Tallies);
