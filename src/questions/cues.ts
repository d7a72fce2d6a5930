/** Cues: words and turns of phrase by which the code recognises what is asked. Their wording lies in the lexicon. */
import { z } from 'zod';
import { InputError, type Problem } from '../domain/errors.ts';
import { INTENTS_DIR, readDataFile } from '../text/data-file.ts';
import { expand, loadPhrases } from './intents.ts';

/** Every cue that the code asks for; `intents/lexicon/cues.yaml` says what each is for and how it is worded. */
const CUE_NAMES = [
  'how_many_measure',
  'how_many',
  'everywhere',
  'asking',
  'points_back',
  'refers_back',
  'within_list',
  'correction',
  'rejects',
  'says_wrong',
  'takes_part',
  'acts',
  'body_name',
  'titled_official',
  'both_sides',
  'which_more',
  'which_project',
  'did_how_many',
  'of_all',
  'asks',
  'clause_end',
  'glued_tail',
  'glued',
  'no_name',
  'stage',
  'question_word',
  'place_like',
  'attribute',
  'as_place',
  'complaint',
  'part_of_name',
  'part_of_foreign',
  'zone',
  'zone_lead',
  'of_place',
  'target_asked',
  'actual_asked',
  'completion_asked',
  'rate_told',
  'set_aside',
  'cost_asked',
  'price_asked',
  'cost_clause',
  'cause',
  'dated_clause',
  'what_is_due',
  'asks_ahead',
  'in_time',
  'open_work',
  'says_how',
  'office_number',
  'of_those',
  'place_name',
  'counted_noun',
  'rank_money',
  'tells_money',
  'rank_people',
  'tells_people',
  'parted_word',
  'to_bot',
] as const;

/** Every cue of the conditions that a question puts on projects; `intents/lexicon/conditions.yaml` words them. */
const CONDITION_NAMES = [
  'number',
  'done_word',
  'share',
  'bare_share',
  'rate_named',
  'below_before',
  'above_before',
  'below_after',
  'above_after',
  'exact_after',
  'inclusive_before',
  'inclusive_after',
  'between',
  'planned_before',
  'planned_after',
  'status_not_started',
  'status_not_done',
  'status_in_progress',
  'status_done',
  'exceeded',
  'unwritten',
  'left_blank',
  'field_rate',
  'field_officials',
  'field_units',
  'field_progress',
  'field_issues',
  'field_target',
  'field_date',
  'missing_rate',
  'missing_officials',
  'missing_units',
  'missing_progress',
  'missing_issues',
  'missing_target',
  'missing_date',
  'behind_word',
  'fell_short',
  'schedule_word',
  'below_plan',
  'behind_plan',
  'period_missed',
  'on_plan',
  'ahead_of_plan',
  'told_ahead',
  'dismissed_after',
  'dismissed_before',
  'due_named',
  'due_act',
  'due_by',
  'due_before',
  'soon',
  'still_ahead',
  'overdue',
  'put_off_to',
  'put_off',
  'nearest',
  'furthest',
  'lowest',
  'highest',
  'contrast',
  'contrast_joins',
  'sum_asked',
  'under_way_clause',
  'sum_joins',
  'how_far_apart',
  'nth',
  'top',
  'positions',
  'ranged',
  'from_first',
  'each_unit',
  'each_official',
  'projects_ordered',
  'load',
  'at_least',
  'average',
  'together',
  'days_left',
  'ask_reason',
  'ask_official',
  'ask_unit',
  'ask_state',
  'ask_date',
  'has_part',
  'field_before',
  'field_acts',
  'of_all_listed',
  'about_matter',
  'field_of_list',
  'counts_items',
  'field_listed',
  'all_listed',
  'yes_or_no',
  'spelled_out',
  'how_many_listed',
  'not_begun_clause',
  'cause_clause',
  'remark_clause',
  'part_word',
  'doubts_count',
  'parts_open',
  'share_of_plan',
  'money',
  'asks_share',
  'asks_area',
  'asks_length',
  'asks_heads',
  'asks_money',
  'great_sum',
  'within_year',
  'to_the_end',
  'done_then',
  'able_then',
] as const;

/** Cues of how one message leans on those before it; `intents/lexicon/conversation.yaml` words them. */
const CONVERSATION_NAMES = [
  'numeral',
  'asks_clause',
  'asks_nothing',
  'joins',
  'choice_number',
  'choice_numbers',
  'all_choices',
  'names_only',
  'asks_back',
  'nth_shown',
  'nth_from_end',
  'last_shown',
  'other_shown',
  'one_above',
  'instead',
  'except',
  'correction_lead',
  'points_apart',
  'list_size',
  'points_at_some',
  'bare_bound',
  'points_at_quote',
  'local_place',
  'common_place',
  'this_year',
  'beside_year',
  'year_before',
] as const;

export type CueName =
  | (typeof CUE_NAMES)[number]
  | (typeof CONDITION_NAMES)[number]
  | (typeof CONVERSATION_NAMES)[number];

/** Patterns for `test` and `exec`; to find every match use `spansOf`. */
export type Cues = Readonly<Record<CueName, RegExp>>;

const wording = z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]);

/** A file of the lexicon with the cues that it words; a file may use the cues of those above it. */
const FILES: readonly (readonly [file: string, names: readonly CueName[]])[] = [
  ['lexicon/cues.yaml', CUE_NAMES],
  ['lexicon/conditions.yaml', CONDITION_NAMES],
  ['lexicon/conversation.yaml', CONVERSATION_NAMES],
];

/** @throws InputError naming every cue that is missing, unknown or no regular expression */
export function loadCues(dir = INTENTS_DIR): Cues {
  const lists = new Map(loadPhrases(dir));
  const problems: Problem[] = [];
  const compiled = FILES.flatMap(([file, names]) => {
    const shape = Object.fromEntries(names.map((name) => [name, wording]));
    const worded = readDataFile(file, z.strictObject(shape), dir);
    return names.map((name) => {
      const parts = [worded[name]!].flat();
      try {
        const source = parts.map((part) => expand(part, lists)).join('|');
        lists.set(name, `(?:${source})`);
        return [name, new RegExp(source, 'u')] as const;
      } catch (error) {
        problems.push({ where: `intents/${file}`, message: `${name}：${(error as Error).message}` });
        return [name, /(?!)/u] as const;
      }
    });
  });
  if (problems.length > 0) throw new InputError(problems);
  return Object.fromEntries(compiled) as Record<CueName, RegExp>;
}
