/** How a code looks: three groups of four from an alphabet without look-alikes, 59 bits. */
import { randomInt } from 'node:crypto';

const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const GROUP = 4;
const LENGTH = 3 * GROUP;
const CODE = new RegExp(`^[${ALPHABET}]{${LENGTH}}$`);
const SEPARATORS = /[\s\-_.·—–－]+/gu;

/** A new code without its dashes. */
export function randomCode(length = LENGTH): string {
  return Array.from({ length }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
}

/** `ABCD2345EFGH` → `ABCD-2345-EFGH`. */
export function printedCode(code: string): string {
  return (code.match(new RegExp(`.{1,${GROUP}}`, 'g')) ?? []).join('-');
}

/** The first group: what a stored code is found by. */
export function prefixOf(code: string): string {
  return code.slice(0, GROUP);
}

/** What a person typed as a code: blanks, dashes, lower case and full width are borne; null when it is none. */
export function readCode(typed: string): string | null {
  const plain = typed.normalize('NFKC').replace(SEPARATORS, '').toUpperCase();
  return CODE.test(plain) ? plain : null;
}

/** Whether somebody meant to type a code, right or wrong: latin letters and digits of about its length. */
export function looksLikeCode(typed: string): boolean {
  return /^[0-9A-Za-z]{8,20}$/.test(typed.normalize('NFKC').replace(SEPARATORS, ''));
}
