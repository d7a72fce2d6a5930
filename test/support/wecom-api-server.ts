/** The HTTP side of WeCom: tokens, messages of an app, robots of groups, media, and encrypted callbacks. */
import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { encrypt, getSignature } from '@wecom/crypto';

type Fields = Record<string, unknown>;

/** What a person or a group shows. */
export interface ApiShown {
  /** User id, or key of the robot. */
  to: string;
  kind: 'text' | 'card' | 'image' | 'file';
  text: string;
  buttons: { text: string; key: string }[];
  taskId: string;
  bytes: number;
}

export interface WecomApiServerOptions {
  corpId: string;
  agentId: string;
  secret: string;
  token: string;
  aesKey: string;
  /** People who can see the app; everybody when absent. */
  people?: readonly string[];
  /** Keys of the groups' robots. */
  webhookKeys?: readonly string[];
  port?: number;
}

/** What an interface does instead of its work the next time it is called. */
export type Trouble = number | 'http-502' | 'rubbish' | 'hang-up';

const MAX_TEXT_BYTES = 2_048;
const MAX_IMAGE_BYTES = 2 * 1024 * 1024;
const PER_MINUTE = { person: 30, robot: 20 };
const RETRIES = 3;

/** The server in this process, for one corporation. */
export async function startWecomApiServer(options: WecomApiServerOptions) {
  const { corpId, agentId, secret, token, aesKey, people, webhookKeys = [], port = 0 } = options;
  const shown: ApiShown[] = [];
  const calls: string[] = [];
  const troubles = new Map<string, Trouble[]>();
  const media = new Map<string, { name: string; bytes: Buffer }>();
  const sentAt = new Map<string, number[]>();
  let accessToken = '';
  let callbackUrl = '';

  const overLimit = (to: string, perMinute: number): boolean => {
    const recent = (sentAt.get(to) ?? []).filter((at) => at > Date.now() - 60_000);
    sentAt.set(to, [...recent, Date.now()]);
    return recent.length >= perMinute;
  };
  const store = (to: string, message: Fields): number => {
    const kind = String(message.msgtype);
    const content = (message[kind] ?? {}) as Fields;
    const blank = { to, buttons: [], taskId: '' };
    if (kind === 'text') {
      const text = String(content.content);
      if (text === '') return 44004;
      shown.push({ ...blank, kind, text, bytes: Buffer.byteLength(text) });
      return 0;
    }
    if (kind === 'template_card') {
      const text = [(content.main_title as Fields).title, content.sub_title_text ?? ''].join('\n');
      const buttons = content.button_list as ApiShown['buttons'];
      const taskId = String(content.task_id);
      if (buttons.length > 6 || shown.some((each) => each.taskId === taskId)) return 40058;
      shown.push({ to, kind: 'card', text, buttons, taskId, bytes: 0 });
      return 0;
    }
    if (kind === 'image' && typeof content.base64 === 'string') {
      const bytes = Buffer.from(content.base64, 'base64');
      const md5 = createHash('md5').update(bytes).digest('hex');
      if (md5 !== content.md5 || bytes.byteLength > MAX_IMAGE_BYTES) return 40009;
      shown.push({ ...blank, kind, text: '', bytes: bytes.byteLength });
      return 0;
    }
    const file = media.get(String(content.media_id));
    if (!file || (kind !== 'image' && kind !== 'file')) return 40007;
    shown.push({ ...blank, kind, text: file.name, bytes: file.bytes.byteLength });
    return 0;
  };
  const sendToPerson = (message: Fields): Fields => {
    const to = String(message.touser);
    if (message.agentid !== Number(agentId)) return { errcode: 40056, errmsg: 'invalid agentid' };
    if (people && !people.includes(to)) return { errcode: 81013, errmsg: 'user & party & tag all invalid' };
    const text = message.text as Fields | undefined;
    if (text) text.content = cutOff(String(text.content));
    const dropped = overLimit(to, PER_MINUTE.person);
    const errcode = dropped ? 0 : store(to, message);
    return { errcode, errmsg: errcode === 0 ? 'ok' : 'refused', msgid: randomUUID() };
  };
  const sendToGroup = (key: string, message: Fields): Fields => {
    if (!webhookKeys.includes(key)) return { errcode: 93000, errmsg: 'invalid webhook url' };
    if (overLimit(key, PER_MINUTE.robot)) return { errcode: 45009, errmsg: 'api freq out of limit' };
    const text = message.text as Fields | undefined;
    if (text && Buffer.byteLength(String(text.content)) > MAX_TEXT_BYTES) {
      return { errcode: 40058, errmsg: 'content exceed max length' };
    }
    const errcode = store(key, message);
    return { errcode, errmsg: errcode === 0 ? 'ok' : 'refused' };
  };
  const upload = async (body: Buffer, request: IncomingMessage): Promise<Fields> => {
    const headers = { 'content-type': String(request.headers['content-type']) };
    const part = (await new Response(Uint8Array.from(body), { headers }).formData()).get('media');
    if (!(part instanceof File)) return { errcode: 41005, errmsg: 'missing media' };
    const bytes = Buffer.from(await part.arrayBuffer());
    if (bytes.byteLength <= 5) return { errcode: 40006, errmsg: 'invalid file size' };
    const id = randomUUID();
    media.set(id, { name: part.name, bytes });
    return { errcode: 0, errmsg: 'ok', type: 'file', media_id: id };
  };
  const grant = (query: URLSearchParams): Fields => {
    if (query.get('corpid') !== corpId) return { errcode: 40013, errmsg: 'invalid corpid' };
    if (query.get('corpsecret') !== secret) return { errcode: 40001, errmsg: 'invalid credential' };
    accessToken ||= randomUUID();
    return { errcode: 0, errmsg: 'ok', access_token: accessToken, expires_in: 7200 };
  };
  const answer = async (url: URL, body: Buffer, request: IncomingMessage): Promise<Fields | Buffer> => {
    const query = url.searchParams;
    const path = url.pathname.replace('/cgi-bin/', '');
    if (path === 'gettoken') return grant(query);
    if (path === 'webhook/send') return sendToGroup(query.get('key') ?? '', parsed(body));
    if (path === 'webhook/upload_media') return upload(body, request);
    if (query.get('access_token') !== accessToken) return { errcode: 40014, errmsg: 'invalid access_token' };
    if (path === 'message/send') return sendToPerson(parsed(body));
    if (path === 'media/upload') return upload(body, request);
    const file = media.get(query.get('media_id') ?? '');
    return path === 'media/get' && file ? file.bytes : { errcode: 40007, errmsg: 'invalid media_id' };
  };
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const path = url.pathname.replace('/cgi-bin/', '');
    const body = await bodyOf(request);
    calls.push(path);
    const trouble = troubles.get(path)?.shift();
    if (trouble === 'hang-up') return void request.socket.destroy();
    if (trouble === 'http-502') return void response.writeHead(502).end('<html>bad gateway</html>');
    if (trouble === 'rubbish') return void response.end('\u0000{not json');
    const said =
      trouble === undefined ? await answer(url, body, request) : { errcode: trouble, errmsg: 'refused' };
    const type = Buffer.isBuffer(said) ? 'application/octet-stream' : 'application/json; charset=UTF-8';
    response.writeHead(200, { 'content-type': type });
    response.end(Buffer.isBuffer(said) ? said : JSON.stringify(said));
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));

  const envelope = (plain: string, atMs = Date.now()) => {
    const encrypted = encrypt(aesKey, plain, corpId);
    const timestamp = String(Math.floor(atMs / 1000));
    const nonce = randomUUID().slice(0, 8);
    const signature = getSignature(token, timestamp, nonce, encrypted);
    return { encrypted, query: { msg_signature: signature, timestamp, nonce } };
  };
  /** Posts fields as the platform does: redelivered up to three times until it is acknowledged within 5 s. */
  const callBack = async (fields: Readonly<Record<string, string | number>>): Promise<number> => {
    const lines = Object.entries({ ToUserName: corpId, AgentID: agentId, ...fields }).map(([name, value]) =>
      typeof value === 'number' ? `<${name}>${value}</${name}>` : `<${name}><![CDATA[${value}]]></${name}>`,
    );
    for (let attempt = 0; ; attempt += 1) {
      const { encrypted, query } = envelope(`<xml>${lines.join('')}</xml>`);
      const body = `<xml><ToUserName><![CDATA[${corpId}]]></ToUserName><Encrypt><![CDATA[${encrypted}]]></Encrypt><AgentID><![CDATA[${agentId}]]></AgentID></xml>`;
      const signal = AbortSignal.timeout(5_000);
      const address = `${callbackUrl}?${new URLSearchParams(query)}`;
      const status = await fetch(address, { method: 'POST', body, signal }).then(
        (response) => response.status,
        () => 0,
      );
      if (status === 200 || attempt === RETRIES) return status;
    }
  };
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    shown,
    /** Interfaces in the order they were called. */
    calls,
    media,
    envelope,
    callBack,
    /** Where callbacks go. */
    setCallback(url: string) {
      callbackUrl = url;
    },
    /** The next calls of an interface (`message/send`) fail like this, one after the other. */
    trouble(path: string, ...next: Trouble[]) {
      troubles.set(path, next);
    },
    /** What the platform does whenever it likes: the token is no longer valid. */
    expireToken() {
      accessToken = '';
    },
    say: ({ id, from, text }: { id: string; from: string; text: string }) =>
      callBack({ FromUserName: from, CreateTime: 1, MsgType: 'text', Content: text, MsgId: id }),
    /** Presses a button of the last card. */
    press(from: string, index: number) {
      const card = shown.findLast((each) => each.kind === 'card');
      const key = card?.buttons[index]?.key;
      if (!card || key === undefined) throw new Error('no such button');
      const event = { MsgType: 'event', Event: 'template_card_event', EventKey: key, TaskId: card.taskId };
      return callBack({ FromUserName: from, CreateTime: 1, ...event });
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export type WecomApiServer = Awaited<ReturnType<typeof startWecomApiServer>>;

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function parsed(body: Buffer): Fields {
  return JSON.parse(body.toString('utf8')) as Fields;
}

/** The app's texts are cut off without a word. */
function cutOff(text: string): string {
  return Buffer.from(text).subarray(0, MAX_TEXT_BYTES).toString('utf8');
}
