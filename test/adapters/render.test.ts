import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { render } from '../../src/adapters/render.ts';
import type { Answer, Block } from '../../src/domain/answer.ts';
import { type Capabilities, type OutgoingFile, PLAIN_TEXT } from '../../src/domain/message.ts';

const BUTTONS: Capabilities = {
  ...PLAIN_TEXT,
  maxLength: 4000,
  buttons: true,
  markdown: false,
  images: false,
  files: false,
};
const PLAIN: Capabilities = { ...BUTTONS, buttons: false };

function answerOf(blocks: readonly [Block['role'], string][], more: Partial<Answer> = {}): Answer {
  return {
    kind: 'answer',
    reason: null,
    projects: [],
    blocks: blocks.map(([role, text]) => ({ role, text, evidence: [] })),
    choices: [],
    sources: [],
    ...more,
  };
}

describe('an answer in plain text', () => {
  it('stands line under line: head, quoted clause, note, then the day and the document', () => {
    const answer = answerOf(
      [
        ['head', '甲区2025年第3项 两癌检查 · 推进中'],
        ['quote', '已筛查3216人。'],
        ['note', '按指标折算：3216÷4600≈69.9%'],
      ],
      { sources: [{ document: '甲区2025年民生实事推进情况', asOf: '2025-06-30' }] },
    );
    expect(render(answer, BUTTONS).map((m) => m.text)).toEqual([
      '甲区2025年第3项 两癌检查 · 推进中\n「已筛查3216人。」\n按指标折算：3216÷4600≈69.9%\n截至 2025-06-30 · 来源：《甲区2025年民生实事推进情况》',
    ]);
  });

  it('names no day for a plan without progress and each source once', () => {
    const plan = { document: '甲区2025年民生实事清单', asOf: null };
    const [message] = render(answerOf([['head', '甲']], { sources: [plan, plan] }), BUTTONS);
    expect(message?.text).toBe('甲\n来源：《甲区2025年民生实事清单》');
  });

  it('keeps the source line that the composer wrote instead of a second one', () => {
    const answer = answerOf([['source', '截至2025年6月底，来源：通报']], {
      sources: [{ document: '通报', asOf: '2025-06-30' }],
    });
    expect(render(answer, BUTTONS)[0]?.text).toBe('截至2025年6月底，来源：通报');
  });

  it('leaves no empty lines between', () => {
    expect(render(answerOf([['text', '目标\n\n\n进展']]), BUTTONS)[0]?.text).toBe('目标\n进展');
  });

  it('puts quotes around a quote that begins with one, and marks no numbered item again', () => {
    const answer = answerOf([
      ['quote', '“社区微业”已建20家'],
      ['item', '1. 停车位'],
      ['item', '停车位'],
    ]);
    expect(render(answer, BUTTONS)[0]?.text).toBe('「“社区微业”已建20家」\n1. 停车位\n· 停车位');
  });
});

describe('choices', () => {
  const choices = [
    { label: '甲区', text: '我问的是甲区' },
    { label: '乙区', text: '我问的是乙区' },
  ];
  const answer = answerOf([['text', '您问的是哪个区？']], { kind: 'clarify', choices });

  it('are buttons where the channel has them', () => {
    expect(render(answer, BUTTONS)).toMatchObject([{ text: '您问的是哪个区？', choices }]);
  });

  it('are numbered lines where it has none', () => {
    expect(render(answer, PLAIN)).toMatchObject([
      { text: '您问的是哪个区？\n1. 甲区\n2. 乙区', choices: [] },
    ]);
  });

  it('go with the last part of a long answer', () => {
    const long = answerOf([['text', '一句话。'.repeat(40)]], { choices });
    const counts = render(long, { ...BUTTONS, maxLength: 50 }).map((m) => m.choices.length);
    expect(counts.at(-1)).toBe(2);
    expect(counts.slice(0, -1).every((count) => count === 0)).toBe(true);
  });
});

describe('choices that make poor buttons', () => {
  const long = { label: '济南市槐荫区2025年民生实事第12项：新增公共停车泊位', text: '第12项' };
  const short = { label: '甲区', text: '我问的是甲区' };

  it('stand in the text when a label is too long, with their numbers on the buttons', () => {
    const answer = answerOf([['text', '您问的是哪一项？']], { choices: [short, long] });
    expect(render(answer, BUTTONS)).toMatchObject([
      {
        text: `您问的是哪一项？\n1. 甲区\n2. ${long.label}`,
        choices: [
          { label: '1', text: '我问的是甲区' },
          { label: '2', text: '第12项' },
        ],
      },
    ]);
  });

  it('are numbered lines when there are too many', () => {
    const answer = answerOf([['text', '您问的是哪个区？']], { choices: Array(11).fill(short) });
    const [message] = render(answer, BUTTONS);
    expect(message?.choices).toEqual([]);
    expect(message?.text).toMatch(/\n11\. 甲区$/);
  });
});

describe('a file', () => {
  const picture: OutgoingFile = { name: 'a.png', kind: 'image', bytes: new Uint8Array(1) };
  const table: OutgoingFile = { name: '进度.xlsx', kind: 'document', bytes: new Uint8Array(1) };
  const answer = answerOf([['text', '一句话。'.repeat(20)]]);

  it('goes with the last part where the channel carries its kind', () => {
    const parts = render(answer, { ...PLAIN, maxLength: 50, images: true }, picture);
    expect(parts.map((part) => part.file)).toEqual([undefined, picture]);
    expect(render(answer, { ...PLAIN, files: true }, table)[0]?.file).toEqual(table);
  });

  it('goes as a document when it is a picture and the channel carries only documents', () => {
    expect(render(answer, { ...PLAIN, files: true }, picture)[0]?.file?.kind).toBe('document');
  });

  it('becomes a line that says so where it cannot be carried', () => {
    const [shown] = render(answer, PLAIN, picture);
    expect(shown?.file).toBeUndefined();
    expect(shown?.text).toMatch(/\n（另有一张图片，此处无法显示。）$/);
    const [listed] = render(answer, { ...PLAIN, images: true }, table);
    expect(listed?.file).toBeUndefined();
    expect(listed?.text).toMatch(/\n（另有文件“进度\.xlsx”，此处无法发送。）$/);
  });
});

/** Any UTF-16 units, halves of characters among them. */
const units = fc
  .array(fc.oneof(fc.integer({ min: 0, max: 0xffff }), fc.integer({ min: 0xd800, max: 0xdfff })), {
    maxLength: 300,
  })
  .map((codes) => String.fromCharCode(...codes));

describe('a long answer', () => {
  const words = fc.constantFrom(
    '完成筛查',
    '新增停车位',
    '，',
    '。',
    '、',
    '（',
    '）',
    '“',
    '”',
    ' ',
    '截至',
    '👨‍👩‍👧',
    '𠮷',
    'a',
  );
  const figures = fc.oneof(
    fc.integer({ min: 0, max: 9_999_999 }).map((n) => n.toLocaleString('en-US')),
    fc.float({ min: 0, max: 5000, noNaN: true }).map((n) => n.toFixed(2)),
    fc.integer({ min: 1, max: 28 }).map((day) => `2025年6月${day}日`),
    fc.integer({ min: 10, max: 28 }).map((day) => `2025-06-${day}`),
    fc.constantFrom('69.9％', '1.99万人', '２０２５年', '1—6月', '三千二百'),
  );
  const pieces = fc.array(
    fc.oneof(
      { weight: 3, arbitrary: words },
      figures.map((f) => `共${f}，`),
    ),
    { maxLength: 80 },
  );
  const lines = fc.array(
    pieces.map((each) => each.join('')),
    { minLength: 1, maxLength: 6 },
  );
  const squeezed = (text: string) => text.replaceAll('\n', '');

  it('loses nothing, keeps every figure whole and no part too long', () => {
    fc.assert(
      fc.property(lines, fc.integer({ min: 24, max: 200 }), (texts, maxLength) => {
        const parts = render(answerOf(texts.map((text) => ['text', text])), { ...BUTTONS, maxLength }).map(
          (m) => m.text,
        );
        expect(squeezed(parts.join(''))).toBe(squeezed(texts.join('')));
        for (const part of parts) expect(part.length).toBeLessThanOrEqual(maxLength);
        for (const part of parts) expect(part.isWellFormed()).toBe(true);
        for (const figure of texts.join('\n').match(/(?<=共)[^，]+(?=，)/g) ?? []) {
          expect(parts.some((part) => part.includes(figure))).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('survives any text at all, even halves of characters', () => {
    fc.assert(
      fc.property(units, fc.integer({ min: 1, max: 40 }), (text, maxLength) => {
        const parts = render(answerOf([['text', text]]), { ...BUTTONS, maxLength }).map((m) => m.text);
        expect(squeezed(parts.join(''))).toBe(squeezed(text));
        expect(Math.max(...parts.map((part) => part.length))).toBeLessThanOrEqual(maxLength);
      }),
    );
  });

  it('is cut at line ends first and at sentence ends next', () => {
    const answer = answerOf([
      ['text', '第一行到此为止。'],
      ['text', '第二行有两句话，这是前一句。这是后一句，共完成1,234处。'],
    ]);
    expect(render(answer, { ...BUTTONS, maxLength: 20 }).map((m) => m.text)).toEqual([
      '第一行到此为止。',
      '第二行有两句话，这是前一句。',
      '这是后一句，共完成1,234处。',
    ]);
  });
});
