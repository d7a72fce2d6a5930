/** A command line run inside the test, on a folder of its own; files are read there too. */
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '../../src/cli/run.ts';
import { importHere } from '../support/import-here.ts';

export interface Ran {
  code: number;
  out: string;
  err: string;
}

export interface Desk {
  db: string;
  /** A path in the desk's folder where nothing is. */
  nowhere: string;
  /** Writes a file and gives its path. */
  file(name: string, text: string): string;
  hasDatabase(): boolean;
  run(...words: string[]): Promise<Ran>;
}

/** @param environment settings besides the database's path */
export function createDesk(environment: Record<string, string> = {}): Desk {
  const folder = mkdtempSync(join(tmpdir(), 'cli-'));
  const db = join(folder, 'data', 'lists.db');
  return {
    db,
    nowhere: join(folder, 'none', 'lists.db'),
    file(name, text) {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    },
    hasDatabase: () => existsSync(db),
    async run(...words) {
      const ran = { code: 0, out: '', err: '' };
      const settings = { MINSHENG_LOG_LEVEL: 'silent', MINSHENG_DB: db, ...environment };
      const terminal = {
        out: (text: string) => {
          ran.out += text;
        },
        err: (text: string) => {
          ran.err += text;
        },
        stdin: process.stdin,
        stdout: process.stdout,
      };
      ran.code = await runCommand(words, { environment: settings, terminal, read: importHere });
      return ran;
    },
  };
}

/** A small sheet with all usual columns. */
export const SHEET = `成都市武侯区2025年民生实事项目进展情况（上半年）
序号,项目名称,年度目标,责任单位,进展情况,完成率（%）
1,停车设施建设,新增公共停车位5000个。,区住建局,截至6月底，已新增公共停车位1250个。,25
2,社区食堂建设,新建社区食堂12家。,区民政局,已建成社区食堂12家，全部投入使用。,100
3,老旧小区加装电梯,加装电梯30部。,区住建局、区规划局,已加装电梯9部，其余正在施工。,30
`;
