/** Questions about generated lists: of every kind, some with a place in their words, some without. */
import type { Asked } from './generate.ts';
import { createRandom, fill, type Random } from './wording.ts';

/** A conversation: what is measured is its last message. */
export interface BenchQuestion {
  turns: string[];
  /** Where it is asked, null when nothing narrows it. */
  regionName: string | null;
}

/** Of a hundred questions so many are of this kind; `{title}` is a stored project's. */
const WIDE: readonly (readonly [share: number, texts: readonly string[]])[] = [
  [8, ['有哪些民生实事项目', '还没完成的有哪些', '完成率低于50%的有哪些', '和养老有关的项目有哪些']],
  [8, ['一共有多少个民生实事项目', '完成了几项', '停车方面的项目有几个']],
  [8, ['哪些项目滞后了', '没达到序时进度的有哪些', '进度落后的项目是哪几个']],
  [6, ['完成率最低的是哪个项目', '进展最快的三个项目', '哪个部门负责的项目最多']],
];
const NAMED = [
  '{title}进展怎么样',
  '{title}由哪个部门负责',
  '{title}的分管领导是谁',
  '{title}什么时候完成',
  '{title}完成率多少',
  '{title}为什么慢',
];
const NAMED_SHARE = 20;
const FOLLOWING = [
  '责任单位是谁',
  '还差多少',
  '为什么没完成',
  '什么时候能完成',
  '数据是从哪来的',
  '详细说说',
];
const FOLLOWING_SHARE = 14;

/** As many scoped (`region` in the text, or spoken of before) or unscoped questions as asked for, over all lists. */
export function questionsAbout(asked: readonly Asked[], count: number, scoped: boolean): BenchQuestion[] {
  const random = createRandom(scoped ? 11 : 13);
  return Array.from({ length: count }, () => {
    const about = random.pick(asked);
    const place = scoped ? `${about.regionName}${about.year}年` : '';
    const [first, ...rest] = turnsAbout(about, random);
    return { turns: [place + first, ...rest], regionName: scoped ? about.regionName : null };
  });
}

function turnsAbout(about: Asked, random: Random): string[] {
  let at = random.below(100);
  for (const [share, texts] of WIDE) {
    if (at < share) return [random.pick(texts)];
    at -= share;
  }
  const named = random.pick(NAMED).replace('{title}', about.title);
  if (at < NAMED_SHARE) return [named];
  const matter = fill(random.pick(about.theme.ask), about.names);
  return at < NAMED_SHARE + FOLLOWING_SHARE ? [matter, random.pick(FOLLOWING)] : [matter];
}
