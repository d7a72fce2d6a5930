/** The words of `intents/lexicon/headers.yaml`, checked as they are read. */
import { z } from 'zod';
import { readDataFile } from '../text/data-file.ts';

/** What a column or a labelled text may hold. */
export const ROLES = [
  'number',
  'category',
  'title',
  'task',
  'goal',
  'plan',
  'note',
  'rate',
  'plannedRate',
  'status',
  'done',
  'behind',
  'reason',
  'nextSteps',
  'leadUnit',
  'responsibleUnit',
  'supportingUnit',
  'leadOfficial',
  'officialInCharge',
  'contact',
  'deadline',
  'asOf',
  'measure',
  'area',
  'remark',
  'ignored',
] as const; // prettier-ignore

/** What a column or a labelled text holds. `task` is a title or a goal, as the other columns decide. */
export type ColumnRole = (typeof ROLES)[number];

/** A header word understood. */
export interface HeaderMatch {
  role: ColumnRole;
  /** The header as printed, without line breaks: the sheet's own word. */
  word: string;
  /** 1 for the very word, less where it only ends in or contains a known one. */
  score: number;
  /** The known word is too general to be evidence. */
  weak: boolean;
  /** Further roles named in the same header: 牵头单位及主要负责人 → contact. */
  also: ColumnRole[];
}

const words = z.array(z.string().min(1)).min(1);
const everywhere = z.string().transform((source) => new RegExp(source, 'gu'));
const patterns = words.transform((list) => new RegExp(list.map((source) => `(?:${source})`).join('|'), 'u'));
const pattern = z.string().transform((source) => new RegExp(source, 'u'));
const Headers = z.strictObject({
  roles: z.record(z.enum(ROLES), words),
  column_words: z.partialRecord(z.enum(ROLES), words),
  label_words: z.partialRecord(z.enum(ROLES), words),
  aimed: pattern,
  told: pattern,
  told_when: pattern,
  progress_tail: pattern,
  come_of: pattern,
  rules: pattern,
  recap: pattern,
  of_year: pattern,
  resulting: pattern,
  standing: pattern,
  inherits: words,
  due_heads: pattern,
  done_heads: pattern,
  shares: pattern,
  share_word: z.string().min(1),
  indicators: words,
  earlier: pattern,
  areas: pattern,
  reporting: words,
  form_rows: pattern,
  weak: words,
  subjects: words,
  year_heads: z.string().transform((source) => new RegExp(source, 'u')),
  part_heads: z.string().transform((source) => new RegExp(source, 'u')),
  unit_endings: words,
  not_units: pattern,
  unit_tails: words,
  supporting_tails: words,
  lead_tails: words,
  person_titles: words,
  all_done: patterns,
  not_all_done: patterns,
  declared: patterns,
  captions: patterns,
  after_list: patterns,
  closings: patterns,
  closings_alone: patterns,
  counted: words,
  total_rows: patterns,
  blank_cells: pattern,
  sections: words,
  question_mark: pattern,
  question_tail: pattern,
  answer_mark: pattern,
  topic: pattern,
  name_opening: pattern,
  charge_tail: pattern,
  told_name: pattern,
  told_behind: pattern,
  reported: patterns,
  whole_area: words,
  annex: patterns,
  group_states: pattern,
  group_states_reported: pattern,
  by_area: z.string().min(1),
  plain_labels: z.strictObject({ goal: z.string().min(1), note: z.string().min(1), unit: z.string().min(1) }),
  charged_by: z.string().min(1),
  charged: everywhere,
  led_in_text: everywhere,
  supported_in_text: everywhere,
  label_period: z.string(),
  closing_sections: pattern,
  other_sections: pattern,
  led_by: pattern,
});

/** All of it, checked. */
export const headerWords = readDataFile('lexicon/headers.yaml', Headers);
