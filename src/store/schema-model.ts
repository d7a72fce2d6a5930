/** Tables of the language model. */
export interface ModelDayTable {
  /** Day in China. */
  day: string;
  calls: number;
}

export interface ModelDraftTable {
  /** Hash of all that went into it. */
  key: string;
  /** With placeholders, never a figure or a name; null when every try was rejected. */
  draft: string | null;
  at: string;
}

export interface ModelSchema {
  model_day: ModelDayTable;
  model_draft: ModelDraftTable;
}
