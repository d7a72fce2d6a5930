/** A database that a command reads must be there: a mistyped path is told, not created. */
import { existsSync } from 'node:fs';
import { InputError } from '../domain/errors.ts';

const IN_MEMORY = ':memory:';

/** @throws InputError when there is no such file */
export function requireDatabase(path: string): void {
  if (path === IN_MEMORY || existsSync(path)) return;
  const message = '没有这个数据库文件；请检查路径（--db 或环境变量 MINSHENG_DB），或先用 import 导入文件';
  throw new InputError([{ where: path, message }]);
}
