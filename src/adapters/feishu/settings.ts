/** The settings of Feishu: one self-built application. */
import type { Role } from '../../domain/access.ts';
import type { Settings } from '../kind.ts';
import { checkSettings, readRole, readRoot } from '../platform-settings.ts';
import { SETTING_PROBLEMS as SAYS } from './wording.ts';

const ROOTS: Readonly<Record<string, string>> = {
  feishu: 'https://open.feishu.cn',
  lark: 'https://open.larksuite.com',
};

/** One application and how its events come: over a connection of its own, or (`webhook`) to a hook. */
export interface FeishuAccount {
  appId: string;
  appSecret: string;
  /** Without a slash at the end. */
  root: string;
  webhook: { verificationToken: string; encryptKey: string } | null;
  highestRole: Role;
}

/**
 * The application that the settings name.
 * @throws InputError with every problem; secrets are not repeated in it
 */
export function readAccount(settings: Settings): FeishuAccount {
  return checkSettings((wrong) => {
    const text = (name: string) => settings[`MINSHENG_FEISHU_${name}`]?.trim() ?? '';
    const domain = text('DOMAIN') || 'feishu';
    const root = ROOTS[domain] ?? readRoot(domain);
    const role = readRole(settings.MINSHENG_FEISHU_HIGHEST_ROLE);
    const verificationToken = text('VERIFICATION_TOKEN');
    const encryptKey = text('ENCRYPT_KEY');
    if (!/^cli_[0-9a-fA-F]{16}$/.test(text('APP_ID'))) wrong('MINSHENG_FEISHU_APP_ID', SAYS.appId);
    if (!text('APP_SECRET')) wrong('MINSHENG_FEISHU_APP_SECRET', SAYS.secret);
    if (root === null) wrong('MINSHENG_FEISHU_DOMAIN', SAYS.domain);
    if (!verificationToken !== !encryptKey) wrong('MINSHENG_FEISHU_ENCRYPT_KEY', SAYS.webhook);
    if (role === null) wrong('MINSHENG_FEISHU_HIGHEST_ROLE', SAYS.role(text('HIGHEST_ROLE')));
    return {
      appId: text('APP_ID'),
      appSecret: text('APP_SECRET'),
      root: root ?? '',
      webhook: encryptKey ? { verificationToken, encryptKey } : null,
      highestRole: role ?? 'resident',
    };
  });
}
