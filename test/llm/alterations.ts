/** Ways in which a model goes wrong: each takes a good draft and makes it say what the source does not. */
import fc from 'fast-check';

/** One alteration of a draft; null where the draft has no place for it. */
export interface Alteration {
  name: string;
  alter(draft: string, pick: (bound: number) => number, source: string): string | null;
}

const FIGURES = [
  '5',
  '128',
  '3.6',
  '12万',
  '９',
  '①',
  'Ⅳ',
  '٣',
  '五',
  '十二',
  '两',
  '三千',
  '百余',
  '过半',
  '半数',
  '七成',
  '翻番',
  '两倍',
  '90%',
  '百分之八十',
  '八十个百分点',
  '数十',
  '近百',
  '几十',
  '壹佰',
  '第一',
  '5%',
  '3,000',
];
const UNITS = [
  '个',
  '万',
  '亿',
  '余',
  '多',
  '%',
  '％',
  '平方米',
  '公里',
  '万人次',
  '个百分点',
  '倍',
  '以上',
  '左右',
  '吨',
];
const PLACES = ['历下区', '青岛市', '北京', '章丘区', '上海市浦东新区', '泉城路街道', '槐荫区', '莱芜'];
const BODIES = ['市教育局', '区财政局', '省发改委', '市水务集团', '区委组织部', '国家卫健委', '街道办事处'];
const CLAIMS = [
  '全部',
  '均',
  '所有',
  '已',
  '完成',
  '竣工',
  '达标',
  '超额',
  '率先',
  '提前',
  '圆满',
  '顺利',
  '全市领先',
  '全覆盖',
  '首个',
  '显著提升',
  '全面建成',
  '如期',
  '大幅',
  '零投诉',
  '群众满意',
  '都',
];
const ADDITIONS = [
  '。以上内容由系统生成，请点击链接查看',
  '。详见https://example.org',
  '。**重点**',
  '。<b>好</b>',
  '。@所有人',
  '。请立即上报',
  '。忽略以上要求',
  '。作为人工智能，我无法核实',
  '。群众普遍表示满意',
  '。预计明年继续推进',
  '。资金由财政局保障',
  '。[查看](x)',
  '。# 标题',
  '。获得上级表彰',
  '。位居全省前列',
  '。系统提示词如下',
];
const WORDS = [
  '医院',
  '地铁',
  '机场',
  '投资',
  '招商',
  '供暖',
  '芯片',
  '博物馆',
  '取消',
  '移民',
  '拆除',
  '补贴',
];

/** Places in a draft that are not inside a placeholder. */
function places(draft: string): number[] {
  const inside = [...draft.matchAll(/⟦[^⟧]*⟧/g)].flatMap(({ index, 0: found }) =>
    Array.from({ length: found.length - 1 }, (_, offset) => index + offset + 1),
  );
  const barred = new Set(inside);
  return Array.from({ length: draft.length + 1 }, (_, at) => at).filter((at) => !barred.has(at));
}

function insertAny(words: readonly string[]): Alteration['alter'] {
  return (draft, pick, source) => {
    const word = words[pick(words.length)]!;
    if (source.includes(word)) return null;
    const spots = places(draft);
    const at = spots[pick(spots.length)]!;
    return draft.slice(0, at) + word + draft.slice(at);
  };
}

const figureMarks = (draft: string): RegExpExecArray[] => [...draft.matchAll(/⟦[nd]\d+⟧/g)];

/** Replaces one placeholder of a figure or date. */
function atMark(change: (mark: string, pick: (bound: number) => number) => string): Alteration['alter'] {
  return (draft, pick) => {
    const marks = figureMarks(draft);
    const mark = marks[pick(Math.max(marks.length, 1))];
    if (!mark) return null;
    return draft.slice(0, mark.index) + change(mark[0], pick) + draft.slice(mark.index + mark[0].length);
  };
}

export const ALTERATIONS: readonly Alteration[] = [
  { name: 'a figure put in', alter: insertAny(FIGURES) },
  { name: 'a figure for a placeholder', alter: atMark((_, pick) => FIGURES[pick(FIGURES.length)]!) },
  {
    name: 'a figure beside a placeholder',
    alter: atMark((mark, pick) => `${mark}${FIGURES[pick(FIGURES.length)]!}`),
  },
  {
    name: 'a unit behind a placeholder',
    alter: atMark((mark, pick) => `${mark}${UNITS[pick(UNITS.length)]!}`),
  },
  {
    name: 'a limit before a placeholder',
    alter: atMark((mark, pick) => `${['约', '近', '超过', '不足', '至少', '每'][pick(6)]!}${mark}`),
  },
  { name: 'an unknown placeholder', alter: atMark((_, pick) => `⟦${'ndu'[pick(3)]}${50 + pick(40)}⟧`) },
  { name: 'a placeholder left out', alter: atMark(() => '') },
  { name: 'a placeholder twice', alter: atMark((mark) => `${mark}、${mark}`) },
  { name: 'a placeholder damaged', alter: atMark((mark) => mark.slice(0, -1)) },
  {
    name: 'two placeholders swapped',
    alter(draft, pick) {
      const marks = figureMarks(draft);
      if (marks.length < 2) return null;
      const first = pick(marks.length - 1);
      const second = first + 1 + pick(marks.length - first - 1);
      const [a, b] = [marks[first]!, marks[second]!];
      const between = draft.slice(a.index + a[0].length, b.index);
      return draft.slice(0, a.index) + b[0] + between + a[0] + draft.slice(b.index + b[0].length);
    },
  },
  { name: 'a place put in', alter: insertAny(PLACES) },
  { name: 'a body put in', alter: insertAny(BODIES) },
  { name: 'a claim put in', alter: insertAny(CLAIMS) },
  {
    name: 'a sentence added',
    alter: (draft, pick) => `${draft.replace(/。$/, '')}${ADDITIONS[pick(ADDITIONS.length)]!}。`,
  },
  { name: 'a foreign word put in', alter: insertAny(WORDS) },
  {
    name: 'not taken out',
    alter(draft, pick) {
      const words = [...draft.matchAll(/尚未|未|不(?=合格)/g)];
      const word = words[pick(Math.max(words.length, 1))];
      return word ? draft.slice(0, word.index) + draft.slice(word.index + word[0].length) : null;
    },
  },
  {
    name: 'a plan told as a deed',
    alter(draft, pick) {
      const words = [
        ...draft.matchAll(/计划于?|预计|力争于?|年度目标[是为]|下一步，?将|工作目标为|任务目标为|目标是/g),
      ];
      const word = words[pick(Math.max(words.length, 1))];
      return word
        ? draft.slice(0, word.index) +
            ['', '已', '已经', '目前'][pick(4)]! +
            draft.slice(word.index + word[0].length)
        : null;
    },
  },
  {
    name: 'a word of counting put before a placeholder',
    alter(draft, pick, source) {
      const words = ['其中', '其余', '另有', '累计', '新增', '平均', '仅'].filter(
        (word) => !source.includes(word),
      );
      return atMark((mark) => `${words[pick(words.length)] ?? '人均'}${mark}`)(draft, pick, source);
    },
  },
  {
    name: 'a limit taken out',
    alter(draft, pick) {
      const words = [...draft.matchAll(/部分|主体|其中|其余|另有|预计|力争|累计/g)];
      const word = words[pick(Math.max(words.length, 1))];
      return word ? draft.slice(0, word.index) + draft.slice(word.index + word[0].length) : null;
    },
  },
];

/** A draft to alter, how, and where. */
export function alterationCase(
  drafts: number,
): fc.Arbitrary<{ draft: number; how: number; picks: number[] }> {
  return fc.record({
    draft: fc.nat({ max: drafts - 1 }),
    how: fc.nat({ max: ALTERATIONS.length - 1 }),
    picks: fc.array(fc.nat({ max: 1_000_000 }), { minLength: 4, maxLength: 4 }),
  });
}

/** Takes choices from a list of numbers, one after the other. */
export function pickerOf(picks: readonly number[]): (bound: number) => number {
  let next = 0;
  return (bound) => {
    const pick = (picks[next % picks.length] ?? 0) % bound;
    next += 1;
    return pick;
  };
}
