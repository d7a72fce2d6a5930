/** Settings of the WeCom channels, all checked before any is used. */
import { ROLES, type Role } from '../../domain/access.ts';
import { InputError, type Problem } from '../../domain/errors.ts';
import type { Settings } from '../kind.ts';
import { SETTING_PROBLEMS, SETTING_SHAPES } from './wording.ts';

/** What a setting looks like: its pattern, and the same in Chinese. */
export interface Shape {
  pattern: RegExp;
  shape: string;
}

/** Reads settings and collects what is wrong with them. */
export interface SettingsReader {
  /** The value of a setting that must be there. */
  required(name: string, shape: Shape): string;
  /** The value of a setting, or what stands for it when it is not there. */
  optional(name: string, shape: Shape, otherwise: string): string;
  role(name: string, otherwise: Role): Role;
  refuse(name: string, message: string): void;
  /** @throws InputError with every problem found so far */
  check(): void;
}

/** Addresses that must be encrypted unless they lead to this machine. */
export const WEB_ADDRESS: Shape = {
  pattern: /^(?:https:\/\/\S+|http:\/\/(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?(?:\/\S*)?)$/,
  shape: SETTING_SHAPES.apiRoot,
};

/** Addresses of WebSocket servers, encrypted unless they lead to this machine. */
export const SOCKET_ADDRESS: Shape = {
  pattern: /^(?:wss:\/\/\S+|ws:\/\/(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?(?:\/\S*)?)$/,
  shape: SETTING_SHAPES.wsUrl,
};

/** Secrets of the platform: printable, without blanks. */
export function secretShape(shape: string): Shape {
  return { pattern: /^[\x21-\x7e]{8,256}$/, shape };
}

/** Starts to read. */
export function settingsReader(settings: Settings): SettingsReader {
  const problems: Problem[] = [];
  const refuse = (name: string, message: string) => {
    problems.push({ where: SETTING_PROBLEMS.where(name), message });
  };
  const take = (name: string, { pattern, shape }: Shape, otherwise: string | null): string => {
    const value = settings[name]?.trim() ?? '';
    if (value === '' && otherwise === null) refuse(name, SETTING_PROBLEMS.missing(shape));
    if (value !== '' && !pattern.test(value)) refuse(name, SETTING_PROBLEMS.shape(value.length, shape));
    return value === '' ? (otherwise ?? '') : value;
  };
  return {
    required: (name, shape) => take(name, shape, null),
    optional: take,
    role(name, otherwise) {
      const shape = { pattern: new RegExp(`^(?:${ROLES.join('|')})$`), shape: SETTING_SHAPES.role };
      const value = take(name, shape, otherwise);
      return ROLES.find((role) => role === value) ?? otherwise;
    },
    refuse,
    check() {
      if (problems.length > 0) throw new InputError(problems);
    },
  };
}
