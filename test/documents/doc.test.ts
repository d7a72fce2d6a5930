import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { read, refused, tables, texts } from './helpers.ts';

const old = readFileSync(new URL('./fixtures/old.doc', import.meta.url));

describe('an old Word document', () => {
  it('is read as paragraphs and tables', async () => {
    const document = await read('进展.doc', old);
    expect(document.format).toBe('doc');
    expect(texts(document)).toEqual([
      '攀枝花市东区2023年民生实事进展情况',
      '截至2023年9月30日',
      '注：数据由各单位填报。',
    ]);
    expect(tables(document)[0]!.rows.map((row) => row.map(({ text }) => text))).toEqual([
      ['序号', '项目', '目标任务', '进展情况', '牵头单位'],
      ['1', '背街小巷照明', '安装路灯320盏', '已安装路灯288盏，\n其余10月底前装完。', '区住建局'],
      ['2', '儿童牙齿防护', '为2400名学生做窝沟封闭', '已完成2400名。', '区卫健局'],
    ]);
  });

  it('is read as what it is under the extension of WPS', async () => {
    expect((await read('进展.wps', old)).format).toBe('doc');
  });

  it('cut short is refused', async () => {
    expect(await refused('半截.doc', old.subarray(0, 4000))).toMatch(/损坏/);
  });
});
