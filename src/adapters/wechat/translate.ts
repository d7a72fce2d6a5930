/** What a message of WeChat means for the bot: the question in it, and whether the bot was asked. */
import type { IncomingMessage, Quoted } from '../../domain/message.ts';
import type { Heard } from './protocol.ts';
import { EVERYBODY, FACES, SERVICE_ACCOUNTS, SERVICE_NAMES } from './wording.ts';

export const PLATFORM = 'wechat';

/** Either the message, or why it is none of the bot's business (English, for the log). */
export type Translation = { message: IncomingMessage } | { ignored: string };

/** `sinceMs`: what was written before it is history that the gateway replays. */
export function translate(heard: Heard, account: string, sinceMs: number): Translation {
  const ignored = whyIgnored(heard, sinceMs);
  if (ignored) return { ignored };
  const { talker, room } = heard;
  const { text, addressed, quoted } = readText(heard);
  if (text === '' && !(room && addressed)) return { ignored: 'nothing said' };
  return {
    message: {
      platform: PLATFORM,
      account,
      id: heard.id,
      chatId: room?.id ?? talker.id,
      chatKind: room ? 'group' : 'private',
      personId: talker.id,
      ...(talker.name === '' ? {} : { personName: talker.name.toWellFormed() }),
      text,
      addressed: addressed || room === null,
      ...(quoted && { quoted }),
    },
  };
}

function whyIgnored({ own, kind, atMs, talker }: Heard, sinceMs: number): string | null {
  if (own) return 'own message';
  if (kind !== 'text') return 'not a text';
  if (!talker.person || talker.id.startsWith('gh_')) return 'official account';
  if (SERVICE_ACCOUNTS.has(talker.id) || SERVICE_NAMES.has(talker.name)) return 'system account';
  if (atMs < sinceMs) return 'history';
  return null;
}

interface Read extends Pick<IncomingMessage, 'text' | 'addressed'> {
  quoted: Quoted | null;
}

function readText({ text: raw, room, botNames }: Heard): Read {
  const { quoted, text } = splitQuote(raw.replace(/\r\n?/g, '\n').toWellFormed());
  const called = new RegExp(`[@＠](?:${EVERYBODY.join('|')})(?=\\s|$)`, 'iu').test(text);
  const mentioned = (room?.mentioned ?? false) && !called;
  const { rest, named } = takeMention(text, botNames, mentioned);
  const mine = quoted !== null && botNames.some((name) => quoted.startsWith(`${name}：`));
  return {
    text: withoutFaces(rest).trim(),
    addressed: named || mine || mentioned,
    quoted: quoted === null ? null : quotedWords(quoted, mine),
  };
}

/** What the quoted person said themselves, without their name and what they quoted in turn; null for no words. */
function quotedWords(quoted: string, mine: boolean): Quoted | null {
  const named = quoted.replace(/」\s*$/, '');
  const said = splitQuote(named.slice(named.indexOf('：') + 1)).text.trim();
  return said === '' ? null : { text: said, mine };
}

/**
 * A quotation stands before the text as `「name：…」`, then a line of dashes. A quoted message may quote another: the
 * last line of dashes counts.
 */
function splitQuote(text: string): { quoted: string | null; text: string } {
  if (!text.startsWith('「')) return { quoted: null, text };
  const lines = text.split('\n');
  const at = lines.findLastIndex((line, index) => /^(?:[-—–]\s*){4,}$/.test(line) && endsQuote(lines, index));
  if (at < 0) return { quoted: null, text };
  return { quoted: lines.slice(0, at).join('\n').slice(1), text: lines.slice(at + 1).join('\n') };
}

function endsQuote(lines: readonly string[], at: number): boolean {
  return /」\s*$/.test(lines[at - 1] ?? '');
}

/**
 * The text without `@bot`; WeChat ends a name by U+2005, people who type it by a space. When WeChat says that the bot was
 * mentioned by a name that nobody told us, one mention at the beginning is taken for it.
 */
function takeMention(text: string, names: readonly string[], mentioned: boolean) {
  const known = names.filter((name) => name.trim() !== '').sort((a, b) => b.length - a.length);
  const byName = new RegExp(`[@＠](?:${known.map((name) => escaped(name)).join('|')})(?:\\s|$)`, 'gu');
  const rest = known.length > 0 ? text.replace(byName, ' ') : text;
  if (rest !== text) return { rest, named: true };
  return { rest: mentioned ? text.replace(/^\s*[@＠][^\s@]{1,40}(?:\s|$)/u, '') : text, named: false };
}

function escaped(name: string): string {
  return name.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

function withoutFaces(text: string): string {
  return text.replace(/\[([^[\]\s]{1,5})\]/g, (code, name: string) => (FACES.has(name) ? '' : code));
}
