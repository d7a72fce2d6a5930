/** The settings of Telegram: one messenger for each token. */
import { ROLES, type Role } from '../../domain/access.ts';
import { InputError, type Problem } from '../../domain/errors.ts';
import type { Settings } from '../kind.ts';
import { SETTING_PROBLEMS as SAYS } from './wording.ts';

const OFFICIAL_ROOT = 'https://api.telegram.org';
const TOKEN = /^(\d{1,20}):[A-Za-z0-9_-]{20,100}$/;
const SECRET = /^[A-Za-z0-9_-]{1,256}$/;
const MODES = ['polling', 'webhook'] as const;

/** How updates come: fetched, or brought to a hook with a secret. */
export type Mode = { kind: 'polling' } | { kind: 'webhook'; url: string; secret: string };

/** One bot account. */
export interface TelegramAccount {
  /** The bot's id, the digits before the colon of its token. */
  id: string;
  token: string;
  /** Without a slash at the end. */
  apiRoot: string;
  mode: Mode;
  highestRole: Role;
}

/**
 * The accounts that the settings name.
 * @throws InputError with every problem; neither tokens nor the secret are repeated in it
 */
export function readAccounts(settings: Settings, publicUrl: string | null): TelegramAccount[] {
  const problems: Problem[] = [];
  const wrong = (variable: string, message: string) => {
    problems.push({ where: `环境变量 ${variable}`, message });
  };
  const tokens = readTokens(settings.MINSHENG_TELEGRAM_TOKEN, wrong);
  const apiRoot = readApiRoot(settings.MINSHENG_TELEGRAM_API_ROOT, wrong);
  const highestRole = readRole(settings.MINSHENG_TELEGRAM_HIGHEST_ROLE, wrong);
  const modeOf = readMode(settings, { publicUrl, apiRoot, wrong });
  if (problems.length > 0) throw new InputError(problems);
  return tokens.map(({ id, token }) => ({ id, token, apiRoot, highestRole, mode: modeOf(id) }));
}

type Wrong = (variable: string, message: string) => void;

function readTokens(text: string | undefined, wrong: Wrong): { id: string; token: string }[] {
  const tokens = (text ?? '').split(/[\s,，]+/).filter(Boolean);
  if (tokens.length === 0) wrong('MINSHENG_TELEGRAM_TOKEN', SAYS.noToken);
  const seen = new Set<string>();
  return tokens.flatMap((token, place) => {
    const id = TOKEN.exec(token)?.[1];
    if (id === undefined) wrong('MINSHENG_TELEGRAM_TOKEN', SAYS.token(place + 1));
    else if (seen.has(id)) wrong('MINSHENG_TELEGRAM_TOKEN', SAYS.twice(id));
    if (id === undefined) return [];
    seen.add(id);
    return [{ id, token }];
  });
}

function readApiRoot(text: string | undefined, wrong: Wrong): string {
  if (text === undefined) return OFFICIAL_ROOT;
  const url = URL.parse(text.trim());
  const usable = url && /^https?:$/.test(url.protocol) && !url.username && !url.search && !url.hash;
  if (!usable) wrong('MINSHENG_TELEGRAM_API_ROOT', SAYS.apiRoot);
  return text.trim().replace(/\/+$/, '');
}

function readRole(text: string | undefined, wrong: Wrong): Role {
  const role = ROLES.find((each) => each === (text ?? 'operator').trim());
  if (!role) wrong('MINSHENG_TELEGRAM_HIGHEST_ROLE', SAYS.role(text ?? ''));
  return role ?? 'resident';
}

/** How each account gets its updates. */
function readMode(
  settings: Settings,
  { publicUrl, apiRoot, wrong }: { publicUrl: string | null; apiRoot: string; wrong: Wrong },
): (id: string) => Mode {
  const text = settings.MINSHENG_TELEGRAM_MODE ?? 'polling';
  const kind = MODES.find((each) => each === text.trim());
  if (!kind) wrong('MINSHENG_TELEGRAM_MODE', SAYS.mode(text));
  if (kind !== 'webhook') return () => ({ kind: 'polling' });
  const secret = settings.MINSHENG_TELEGRAM_WEBHOOK_SECRET?.trim() ?? '';
  if (!SECRET.test(secret)) {
    wrong('MINSHENG_TELEGRAM_WEBHOOK_SECRET', secret === '' ? SAYS.noSecret : SAYS.secret);
  }
  if (publicUrl === null) wrong('MINSHENG_PUBLIC_URL', SAYS.noPublicUrl);
  else if (apiRoot === OFFICIAL_ROOT && !publicUrl.startsWith('https://')) {
    wrong('MINSHENG_PUBLIC_URL', SAYS.publicUrl);
  }
  return (id) => ({ kind, secret, url: `${publicUrl}/hooks/telegram/${id}` });
}
