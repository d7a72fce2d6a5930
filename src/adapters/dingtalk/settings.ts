/** The settings of DingTalk: one application with its robot. */
import type { Role } from '../../domain/access.ts';
import type { Settings } from '../kind.ts';
import { checkSettings, readRole, readRoot } from '../platform-settings.ts';
import { SETTING_PROBLEMS as SAYS } from './wording.ts';

const API_ROOT = 'https://api.dingtalk.com';
/** Where uploads and the one-off addresses of conversations live. */
const OLD_API_ROOT = 'https://oapi.dingtalk.com';

/** One application. Addresses have no slash at the end. */
export interface DingtalkAccount {
  clientId: string;
  clientSecret: string;
  robotCode: string;
  apiRoot: string;
  /** Of the older interface; the same as `apiRoot` where that is not the platform's own. */
  oldApiRoot: string;
  /** Where a connection is asked for. */
  gateway: string;
  highestRole: Role;
}

/**
 * The application that the settings name.
 * @throws InputError with every problem; secrets are not repeated in it
 */
export function readAccount(settings: Settings): DingtalkAccount {
  return checkSettings((wrong) => {
    const text = (name: string) => settings[`MINSHENG_DINGTALK_${name}`]?.trim() ?? '';
    const apiRoot = readRoot(text('API_ROOT') || API_ROOT);
    const gateway = readRoot(text('GATEWAY') || `${apiRoot ?? API_ROOT}/v1.0/gateway/connections/open`);
    const role = readRole(settings.MINSHENG_DINGTALK_HIGHEST_ROLE);
    for (const name of ['CLIENT_ID', 'CLIENT_SECRET']) {
      if (!text(name)) wrong(`MINSHENG_DINGTALK_${name}`, SAYS.empty);
    }
    if (apiRoot === null) wrong('MINSHENG_DINGTALK_API_ROOT', SAYS.address);
    if (gateway === null) wrong('MINSHENG_DINGTALK_GATEWAY', SAYS.address);
    if (role === null) wrong('MINSHENG_DINGTALK_HIGHEST_ROLE', SAYS.role(text('HIGHEST_ROLE')));
    return {
      clientId: text('CLIENT_ID'),
      clientSecret: text('CLIENT_SECRET'),
      robotCode: text('ROBOT_CODE') || text('CLIENT_ID'),
      apiRoot: apiRoot ?? '',
      oldApiRoot: apiRoot === API_ROOT ? OLD_API_ROOT : (apiRoot ?? ''),
      gateway: gateway ?? '',
      highestRole: role ?? 'resident',
    };
  });
}
