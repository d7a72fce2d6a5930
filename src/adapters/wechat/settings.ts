/** The settings of the WeChat channel, all checked at once. */
import { basename, resolve } from 'node:path';
import { InputError, type Problem } from '../../domain/errors.ts';
import type { Settings } from '../kind.ts';
import { splitEndpoint } from './gateway.ts';
import { PROBLEMS } from './wording.ts';

export interface WechatSettings {
  puppet: string;
  /** Secret. */
  token: string | null;
  /** `host:port`; null when wechaty is to find it. */
  endpoint: string | null;
  tls: boolean;
  /** Absolute path of the folder that keeps the login. */
  folder: string;
  /** Names this login among others: the last part of `folder`. */
  account: string;
  messagesPerSecond: number;
}

/** The puppet that speaks to a gateway by gRPC. */
export const SERVICE_PUPPET = 'wechaty-puppet-service';

const DEFAULT_FOLDER = 'data/wechat';
const PACKAGE_NAME = /^(?:@[a-z0-9][\w.-]*\/)?[a-z0-9][\w.-]*$/i;
/** A gateway tells its clients apart by the part before the last underscore. */
const SERVICE_TOKEN = /^[\w-]+_[\w-]+$/;

/** @throws InputError with every problem */
export function readSettings(settings: Settings): WechatSettings {
  const problems = [...settingProblems(settings)];
  if (problems.length > 0) throw new InputError(problems);
  const folder = resolve(settings.MINSHENG_WECHAT_NAME ?? DEFAULT_FOLDER);
  return {
    puppet: settings.MINSHENG_WECHAT_PUPPET ?? SERVICE_PUPPET,
    token: settings.MINSHENG_WECHAT_TOKEN ?? null,
    endpoint: settings.MINSHENG_WECHAT_ENDPOINT ?? null,
    tls: settings.MINSHENG_WECHAT_TLS !== 'off',
    folder,
    account: basename(folder),
    messagesPerSecond: Number(settings.MINSHENG_WECHAT_MESSAGES_PER_SECOND ?? 1),
  };
}

function* settingProblems(settings: Settings): Generator<Problem> {
  const {
    MINSHENG_WECHAT_PUPPET: puppet,
    MINSHENG_WECHAT_TOKEN: token,
    MINSHENG_WECHAT_ENDPOINT: endpoint,
    MINSHENG_WECHAT_TLS: tls = 'on',
    MINSHENG_WECHAT_NAME: name = DEFAULT_FOLDER,
    MINSHENG_WECHAT_MESSAGES_PER_SECOND: rate = '1',
  } = settings;
  const problem = (variable: string, message: string) => ({ where: `环境变量 ${variable}`, message });
  const service = (puppet ?? SERVICE_PUPPET) === SERVICE_PUPPET;
  if (token === undefined && service) {
    yield problem('MINSHENG_WECHAT_TOKEN', puppet ? PROBLEMS.token : PROBLEMS.nothing);
  }
  if (token !== undefined && service && !SERVICE_TOKEN.test(token)) {
    yield problem('MINSHENG_WECHAT_TOKEN', PROBLEMS.tokenShape);
  }
  if (puppet !== undefined && !PACKAGE_NAME.test(puppet)) {
    yield problem('MINSHENG_WECHAT_PUPPET', PROBLEMS.puppet(puppet));
  }
  if (endpoint !== undefined && splitEndpoint(endpoint) === null) {
    yield problem('MINSHENG_WECHAT_ENDPOINT', PROBLEMS.endpoint(endpoint));
  }
  if (tls !== 'on' && tls !== 'off') yield problem('MINSHENG_WECHAT_TLS', PROBLEMS.tls(tls));
  if (/\p{Cc}/u.test(name)) yield problem('MINSHENG_WECHAT_NAME', PROBLEMS.name);
  if (!/^\d+(?:\.\d+)?$/.test(rate) || Number(rate) < 0.1 || Number(rate) > 5) {
    yield problem('MINSHENG_WECHAT_MESSAGES_PER_SECOND', PROBLEMS.rate(rate));
  }
}
