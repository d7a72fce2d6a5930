/** Codes of the program's own database, with the shipped limits. */
import { type Codes, createCodes } from './access/codes.ts';
import type { ProgramDatabase } from './database.ts';
import { loadManners } from './manners.ts';

/** For entrances that issue codes without a chat. */
export function codesOf({ access }: Pick<ProgramDatabase['store'], 'access'>): Codes {
  return createCodes(access.rights, loadManners().codes);
}
