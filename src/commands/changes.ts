/** A changed field in words. */
import type { FieldChange, StoredChange } from '../domain/records.ts';
import { brief, percent } from './replies.ts';
import type { CommandWords } from './words.ts';

const VALUE_LENGTH = 40;

type Change = FieldChange | Pick<StoredChange, 'field' | 'before' | 'after'>;

/** `完成率 40% → 60%`; what is new or told has no before. */
export function changeText({ field, before, after }: Change, words: CommandWords): string {
  const label = words.fields[field];
  if (field === 'added') return label;
  if (field === 'reported') return `${label}“${brief(after, VALUE_LENGTH)}”`;
  return `${label} ${valueText(field, before, words)} → ${valueText(field, after, words)}`;
}

/** Codes of states, rates and flags as people read them. */
function valueText(field: Change['field'], value: string, words: CommandWords): string {
  if (value === '') return words.fields.nothing;
  if (field === 'rate' && Number.isFinite(Number(value))) return percent(Number(value));
  if (field === 'status' && value in words.statuses)
    return words.statuses[value as keyof typeof words.statuses];
  if (field === 'lagging') return words.fields[value === 'true' ? 'lagging_true' : 'lagging_false'];
  return brief(value, VALUE_LENGTH);
}
