/** Replies that belong to no single intent, from intents/lexicon/wording.yaml. */
import { z } from 'zod';
import { INTENTS_DIR, readDataFile } from '../text/data-file.ts';

const schema = z.strictObject({
  no_match: z.string(),
  no_match_scope: z.string(),
  nearest: z.string(),
  no_place: z.string(),
  no_year: z.string(),
  year_before: z.string(),
  no_data: z.string(),
  alike: z.string(),
  not_understood: z.string(),
  no_position: z.string(),
  which_list: z.string(),
  which_region: z.string(),
  too_long: z.string(),
  other_span: z.string(),
  reported: z.string(),
  which_year: z.string(),
  no_doubts: z.string(),
  doubts_by_project: z.string(),
  unused: z.string(),
  untold: z.string(),
  no_choice: z.string(),
  again: z.string(),
  again_open: z.string(),
  partly_missing: z.string(),
  out_of_scope: z.string(),
  privacy: z.string(),
  injection: z.string(),
  command: z.string(),
  opinion: z.string(),
  prediction: z.string(),
});

export type Wording = z.infer<typeof schema>;

export function loadWording(dir = INTENTS_DIR): Wording {
  return readDataFile('lexicon/wording.yaml', schema, dir);
}
