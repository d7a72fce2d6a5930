/** What tests of the Feishu channel share. */
import type { FeishuAccount } from '../../src/adapters/feishu/settings.ts';
import type { Messenger, Parcel } from '../../src/domain/channel.ts';
import type { FeishuServer } from './feishu-server.ts';
import { until } from './until.ts';

export const WAITS = { firstMs: 20, longestMs: 50 };

export function accountOf(
  server: Pick<FeishuServer, 'appId' | 'appSecret' | 'url'>,
  more: Partial<FeishuAccount> = {},
): FeishuAccount {
  const { appId, appSecret, url } = server;
  return { appId, appSecret, root: url, webhook: null, highestRole: 'operator', ...more };
}

export const ready = (messenger: Messenger) => until(() => messenger.state().status === 'ready');

export const PARCEL: Parcel = {
  key: 'key-1',
  target: {
    platform: 'feishu',
    account: 'cli_0123456789abcdef',
    chatId: 'oc_1',
    chatKind: 'private',
    thread: null,
  },
  text: '已完成3216人',
  choices: [],
  file: null,
  quotes: null,
  edits: null,
  addressee: null,
  replyContext: {},
  kind: 'reply',
};
