import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SHEET } from '../cli/terminal.ts';
import { startDingtalkServer } from '../support/dingtalk-server.ts';
import { startFeishuServer } from '../support/feishu-server.ts';
import { until } from '../support/until.ts';
import { startWechatServer } from '../support/wechat-server.ts';
import { startWecomBotServer } from '../support/wecom-bot-server.ts';
import { openTown, read, type Town } from './support.ts';

const WECOM = { botId: 'aibot-1234567890', secret: 'wecom-test-secret-0123456789' };
const QUESTION = '武侯区停车位新增多少个？';
const FIGURE = '1250';

let town: Town;
let servers: {
  feishu: Awaited<ReturnType<typeof startFeishuServer>>;
  dingtalk: Awaited<ReturnType<typeof startDingtalkServer>>;
  wecom: Awaited<ReturnType<typeof startWecomBotServer>>;
  wechat: Awaited<ReturnType<typeof startWechatServer>>;
};

beforeAll(async () => {
  const [feishu, dingtalk, wecom, wechat] = await Promise.all([
    startFeishuServer(),
    startDingtalkServer(),
    startWecomBotServer(WECOM),
    startWechatServer(),
  ]);
  servers = { feishu, dingtalk, wecom, wechat };
  town = await openTown([await read('武侯区.csv', SHEET)], {
    MINSHENG_FEISHU_APP_ID: feishu.appId,
    MINSHENG_FEISHU_APP_SECRET: feishu.appSecret,
    MINSHENG_FEISHU_DOMAIN: feishu.url,
    MINSHENG_DINGTALK_CLIENT_ID: dingtalk.clientId,
    MINSHENG_DINGTALK_CLIENT_SECRET: dingtalk.clientSecret,
    MINSHENG_DINGTALK_API_ROOT: dingtalk.url,
    MINSHENG_WECOM_BOT_ID: WECOM.botId,
    MINSHENG_WECOM_BOT_SECRET: WECOM.secret,
    MINSHENG_WECOM_BOT_WS_URL: wecom.url,
    MINSHENG_WECHAT_TOKEN: wechat.token,
    MINSHENG_WECHAT_ENDPOINT: wechat.endpoint,
    MINSHENG_WECHAT_NAME: join(mkdtempSync(join(tmpdir(), 'wechat-')), 'login'),
  });
});

afterAll(async () => {
  await town.stop();
  await Promise.all(Object.values(servers).map((server) => server.stop()));
});

const statuses = () =>
  Object.fromEntries(town.program.mailroom.standing().map(({ platform, state }) => [platform, state.status]));

const READY = {
  telegram: 'ready',
  feishu: 'ready',
  dingtalk: 'ready',
  'wecom-bot': 'ready',
  wechat: 'ready',
};

test('every chat platform at once gets its answer, with the figure, over its own wire', async () => {
  const { feishu, dingtalk, wecom, wechat } = servers;
  await until(
    () =>
      JSON.stringify(Object.values(statuses())) === JSON.stringify(Object.values(READY).map(() => 'ready')),
  );
  expect(statuses()).toEqual(READY);
  await feishu.say({ id: 'om_1', chatId: 'oc_1', text: QUESTION, senderId: 'ou_1' });
  await dingtalk.say({ id: 'ding-1', text: QUESTION });
  wecom.say({ id: 'wecom-1', from: 'lisi', text: QUESTION });
  await wechat.perform({ do: 'say', saying: { id: 'wechat-1', from: 'li', text: QUESTION } });
  expect(await town.say({ text: QUESTION })).toContain(FIGURE);
  const heard = { feishu: feishu.sent, dingtalk: dingtalk.said, wecom: wecom.shown, wechat: wechat.shown };
  await until(() => Object.values(heard).every((list) => JSON.stringify(list).includes(FIGURE)));
  expect(Object.values(heard).map((list) => list.length)).toEqual([1, 1, 1, 1]);
});

test('a platform that dies stops nothing else, and is answered when it is back', async () => {
  const { wechat, dingtalk } = servers;
  const before = dingtalk.said.length;
  await wechat.kill();
  await until(() => statuses().wechat !== 'ready');
  await dingtalk.say({ id: 'ding-2', text: QUESTION });
  expect(await town.say({ text: QUESTION })).toContain(FIGURE);
  await until(() => dingtalk.said.length > before);
  await wechat.restart();
  await until(() => statuses().wechat === 'ready');
  const shown = wechat.shown.length;
  await wechat.perform({ do: 'say', saying: { id: 'wechat-2', from: 'li', text: QUESTION } });
  await until(() => wechat.shown.length > shown);
});

test('what is internal does not leave through WeChat, and nobody can be bound there', async () => {
  const { wechat } = servers;
  const shown = wechat.shown.length;
  await wechat.perform({ do: 'say', saying: { id: 'wechat-3', from: 'li', text: '绑定 AAAA-BBBB-CCCC' } });
  await until(() => wechat.shown.length > shown);
  expect(wechat.shown.at(-1)?.text).not.toContain('已绑定');
});
