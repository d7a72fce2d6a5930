import { describe, expect, test } from 'vitest';
import { loadActs, nearnessTo } from '../../src/questions/find/near.ts';

const acts = loadActs();

/** How near a statement comes to a question whose number is asked for at 几 or 多少. */
function near(text: string, statement: string, name = '') {
  const at = /几|多少/u.exec(text)?.index ?? text.length;
  return nearnessTo({ text, told: text, at }, acts)(statement, name);
}

describe('words around a figure', () => {
  test('are nearer the closer they stand to the number asked for', () => {
    const question = '农村学校直饮水机还差几台';
    expect(near(question, '安装直饮水机79台').words).toBeGreaterThan(
      near(question, '农村学校锅炉17台').words,
    );
  });

  test('count less where the name of the project says them of every figure', () => {
    const question = '公办托位有几个';
    expect(near(question, '托位118个', '普惠托位').words).toBeLessThan(near(question, '托位118个').words);
  });

  test('mean the same by another verb', () => {
    expect(near('能住进去的有几套', '其中可供入住805套').sameAct).toBe(true);
    expect(near('能住进去的有几套', '筹集1246套').sameAct).toBe(false);
  });

  test('of work under way stand back unless that is asked', () => {
    expect(near('装了几部', '正在施工31部').aside).toBe(true);
    expect(near('在建的有几部', '正在施工31部')).toMatchObject({ aside: false, sameAct: true });
  });
});
