/** What a model is told about a draft that was rejected, and the label of what it wrote. */

/** Stands before every text by a model. */
export const AI_LABEL = '〔AI生成〕';

/** What the lines of a digest are about, as a model is told. */
export const DIGEST_TITLE = '民生实事进展';

/** Faults of a draft. Words come from the draft itself. */
export const FAULTS = {
  empty: '没有正文',
  tooLong: (maxChars: number): string => `超过 ${maxChars} 字`,
  marks: '有数字、字母、链接或标记，只能用汉字、中文标点和给出的记号',
  commands: '有与材料改写无关的要求或对话',
  figures: '写了数字、日期或数量词，只能照抄记号',
  names: '写了材料记号以外的地名或单位名',
  unknownSlot: (id: string): string => `没有 ⟦${id}⟧ 这个记号`,
  twoNotes: '一句话里用了两条材料',
  repeated: (id: string): string => `⟦${id}⟧ 用了不止一次`,
  order: '记号的先后与材料不一致',
  adjacent: '两个记号连在了一起',
  misplaced: (id: string): string => `⟦${id}⟧ 前后的词与材料不一致`,
  foreignWords: (words: string): string => `“${words}”有材料里没有的词`,
  claim: (words: string): string => `“${words}”与材料的说法不一致，请整句照抄`,
  modality: (words: string): string => `“${words}”把没做、将做或已做说反了`,
  missing: (id: string): string => `漏了 ⟦${id}⟧`,
  omitted: '漏了标为必写的材料、材料里的问题或“部分、基本、预计”这类限定词',
} as const;
