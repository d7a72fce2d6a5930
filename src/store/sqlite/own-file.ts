/** Files that the program's own user alone may read: the database says who may do what. */
import { chownSync, closeSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** Makes the folder of a file when absent. */
export function createFolder(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
}

/** Makes an empty file, with its folder, when absent. What is there already keeps its permissions. */
export function createForOwner(path: string): void {
  createFolder(path);
  closeSync(openSync(path, 'a', 0o600));
}

/** Gives a file made by the superuser to the owner of another: the program itself runs as somebody else. */
export function giveTo(file: string, like: string): void {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = statSync(like);
  chownSync(file, uid, gid);
}
