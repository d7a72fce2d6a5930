/** Settings of the WeCom channels, all checked before any is used. */
import type { Role } from '../../domain/access.ts';
import type { Settings } from '../kind.ts';
import { checkSettings, readRole, readRoot, type Wrong } from '../platform-settings.ts';
import { SETTING_PROBLEMS, SETTING_SHAPES } from './wording.ts';

/** What a setting looks like: its pattern, and the same in Chinese. */
export interface Shape {
  pattern: RegExp;
  shape: string;
}

/** Reads single settings and notes what is wrong with them. */
export interface SettingsReader {
  /** The value of a setting that must be there. */
  required(name: string, shape: Shape): string;
  /** The value of a setting; '' when it is not there. */
  optional(name: string, shape: Shape): string;
  /** Where the HTTP interfaces are, without a slash at the end. */
  apiRoot(name: string): string;
  role(name: string, otherwise: Role): Role;
  wrong: Wrong;
}

const API_ROOT = 'https://qyapi.weixin.qq.com';

/** Addresses of WebSocket servers, encrypted unless they lead to this machine. */
export const SOCKET_ADDRESS: Shape = {
  pattern: /^(?:wss:\/\/\S+|ws:\/\/(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?(?:\/\S*)?)$/,
  shape: SETTING_SHAPES.wsUrl,
};

/** Secrets of the platform: printable, without blanks. */
export function secretShape(shape: string): Shape {
  return { pattern: /^[\x21-\x7e]{8,256}$/, shape };
}

/**
 * Reads the settings of a channel.
 * @throws InputError with every problem at once; values are not repeated in it
 */
export function readSettings<Read>(settings: Settings, read: (reader: SettingsReader) => Read): Read {
  return checkSettings((wrong) => read(readerOf(settings, wrong)));
}

function readerOf(settings: Settings, wrong: Wrong): SettingsReader {
  const given = (name: string) => settings[name]?.trim() ?? '';
  const optional = (name: string, { pattern, shape }: Shape) => {
    const value = given(name);
    if (value !== '' && !pattern.test(value)) wrong(name, SETTING_PROBLEMS.shape(value.length, shape));
    return value;
  };
  return {
    wrong,
    optional,
    required(name, shape) {
      if (given(name) === '') wrong(name, SETTING_PROBLEMS.missing(shape.shape));
      return optional(name, shape);
    },
    apiRoot(name) {
      const root = readRoot(given(name) || API_ROOT);
      if (root === null) wrong(name, SETTING_PROBLEMS.shape(given(name).length, SETTING_SHAPES.apiRoot));
      return root ?? API_ROOT;
    },
    role(name, otherwise) {
      const role = readRole(given(name) || otherwise);
      if (role === null) wrong(name, SETTING_PROBLEMS.shape(given(name).length, SETTING_SHAPES.role));
      return role ?? 'resident';
    },
  };
}
