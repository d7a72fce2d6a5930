/** What tests of the DingTalk channel share. */
import type { Messenger, Parcel } from '../../src/domain/channel.ts';
import type { DingtalkServer } from './dingtalk-server.ts';
import { until } from './until.ts';

export const WAITS = { firstMs: 20, longestMs: 50 };

export function accountOf({
  clientId,
  clientSecret,
  url,
}: Pick<DingtalkServer, 'clientId' | 'clientSecret' | 'url'>) {
  const gateway = `${url}/v1.0/gateway/connections/open`;
  const addresses = { apiRoot: url, oldApiRoot: url, gateway };
  return { clientId, clientSecret, robotCode: clientId, highestRole: 'operator' as const, ...addresses };
}

export const connected = (messenger: Messenger, server: DingtalkServer) =>
  until(() => messenger.state().status === 'ready' && server.connections() === 1);

export const PARCEL: Parcel = {
  key: 'key-1',
  target: {
    platform: 'dingtalk',
    account: 'ding-test-client',
    chatId: 'user:staff-1',
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
