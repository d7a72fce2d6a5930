/** What a document as a whole is about. */
import type { Document } from '../domain/document.ts';
import { headerWords } from './header-words.ts';

/** Longest opening line that is a title. */
const LONGEST_TITLE = 60;

/** 民生实事项目管理办法: rules on such lists, with points and figures of their own. */
export function isOfRules({ title, fileName, blocks }: Document): boolean {
  const [first] = blocks.flatMap((block) => (block.kind === 'paragraph' ? [block.text] : []));
  const opening = first !== undefined && first.length <= LONGEST_TITLE ? first : '';
  return [title ?? '', fileName, opening].some((text) => headerWords.rules.test(text));
}
