import { describe, expect, test } from 'vitest';
import { corrected } from '../../src/questions/conversation/correction.ts';
import { loadCues } from '../../src/questions/cues.ts';
import { sharedEngine } from './shared-engine.ts';
import { textOf } from './support.ts';

const cues = loadCues();
const { ask } = sharedEngine();

test.each([
  ['不是2024，是2025年的', '2025年的'],
  ['别说章丘，说市中', '市中'],
  ['不要小学的，幼儿园的', '幼儿园的'],
  ['不是，我问的是公厕', '公厕'],
  ['打错了，想问甘井子装了几部电梯', '甘井子装了几部电梯'],
  ['我说的是青岛', '青岛'],
])('%s means %s', (text, meant) => {
  expect(corrected(text, cues)).toEqual({ text: meant, corrects: true, except: null });
});

test.each(['不是说全完成了吗', '不要钱吗', '停车位是不是建完了', '除了', '我想问停车位建了多少'])(
  '%s corrects nothing',
  (text) => {
    expect(corrected(text, cues).corrects).toBe(false);
  },
);

describe('a correction replaces only what it names', () => {
  test.each([
    ['the year', '青羊区2024年停车位目标是多少', '不是2024，是2025年的', 'qingyang-2025-02', '1500个'],
    ['the district', '青羊区2025年社区食堂目标是多少', '我说的是双流', 'shuangliu-2025-02', '9处'],
    ['the thing', '青羊区2025年停车位谁负责', '不是停车位，是社区食堂', 'qingyang-2025-04', '区民政局'],
    ['the thing, after no', '青羊区2025年停车位谁负责', '错了，社区食堂', 'qingyang-2025-04', '区民政局'],
    ['the list and its year', '青羊区停车位目标是多少', '我说的是2024年那批', 'qingyang-2024-02', '1200个'],
  ])('%s', async (_, first, correction, id, words) => {
    const answer = await ask(first, correction);
    expect(answer.projects).toEqual([id]);
    expect(textOf(answer)).toContain(words);
  });

  test('an order stays an order', async () => {
    const answer = await ask('枣庄市市中区完成率最低的项目', '别说市中，说青羊2025年的');
    expect(answer.projects.toSorted()).toEqual(['qingyang-2025-09', 'qingyang-2025-10']);
  });

  test('a state stays a state', async () => {
    const answer = await ask('青羊区2025年没完成的有哪些', '我问的是双流');
    expect(answer.projects).toEqual(['shuangliu-2025-01', 'shuangliu-2025-03']);
  });

  test('a new question in it is a new question', async () => {
    const answer = await ask('青羊区2025年停车位谁负责', '不说这个了，双流区农村公路修了多少公里');
    expect(answer.projects).toEqual(['shuangliu-2025-01']);
    expect(textOf(answer)).toContain('12.5公里');
  });
});

describe('a list without what is excepted', () => {
  test('leaves out what is named', async () => {
    const answer = await ask('双流区有哪些项目', '除了社区食堂还有啥');
    expect(answer.projects).toEqual(['shuangliu-2025-01', 'shuangliu-2025-03']);
    expect(textOf(answer)).toContain('除“社区食堂”外');
  });

  test('leaves out the project spoken of', async () => {
    const answer = await ask('双流区社区食堂怎么样', '除了这个还有什么');
    expect(answer.projects).toEqual(['shuangliu-2025-01', 'shuangliu-2025-03']);
  });
});
