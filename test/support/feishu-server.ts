/** A small Feishu: tokens, messages, files and the long connection, as the platform speaks them. */
import { createServer, type IncomingMessage as Request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { decodeFrame, encodeFrame } from './feishu-frames.ts';
import { buttonsOf, messageEvent, type SentMessage, type SpokenMessage } from './feishu-messages.ts';

export interface FeishuServerOptions {
  appId?: string;
  appSecret?: string;
  botOpenId?: string;
  /** To come back where a stopped server was. */
  port?: number;
}

/** An answer instead of the usual one. */
export interface Refusal {
  status: number;
  body: unknown;
  headers?: Record<string, string>;
}

type Json = Record<string, unknown>;

export type FeishuServer = Awaited<ReturnType<typeof startFeishuServer>>;

/** Starts the server on 127.0.0.1; everything that it holds is gone when it stops. */
export async function startFeishuServer(options: FeishuServerOptions = {}) {
  const appId = options.appId ?? 'cli_0123456789abcdef';
  const appSecret = options.appSecret ?? 'feishu-test-secret';
  const botOpenId = options.botOpenId ?? 'ou_bot';
  const sent: SentMessage[] = [];
  const chats = new Map<string, string>();
  const resources = new Map<string, Buffer>();
  const uploads: { path: string; name: string; bytes: Buffer }[] = [];
  const requests: string[] = [];
  const refusals: { path: RegExp; refusal: Refusal }[] = [];
  const sockets = new Set<WebSocket>();
  const acks = new Map<string, (code: number) => void>();
  let tokens = 1;
  let events = 0;

  const routes: [string, RegExp, (match: RegExpExecArray, body: Json, url: URL) => object | null][] = [
    ['POST', /^\/open-apis\/auth\/v3\/tenant_access_token\/internal$/, (_, body) => grant(body)],
    ['POST', /^\/callback\/ws\/endpoint$/, (_, body) => connectConfig(body)],
    ['GET', /^\/open-apis\/bot\/v3\/info$/, () => ({ bot: { app_name: '民生助手', open_id: botOpenId } })],
    [
      'POST',
      /^\/open-apis\/im\/v1\/messages\/([^/]+)\/reply$/,
      (match, body) => keep(body, chats.get(match[1]!) ?? 'oc_unknown', match[1]!),
    ],
    ['POST', /^\/open-apis\/im\/v1\/messages$/, (_, body) => keep(body, String(body.receive_id), null)],
    ['PUT', /^\/open-apis\/im\/v1\/messages\/([^/]+)$/, (match, body) => change(match[1]!, body, false)],
    ['PATCH', /^\/open-apis\/im\/v1\/messages\/([^/]+)$/, (match, body) => change(match[1]!, body, true)],
  ];

  function grant(body: Json): object {
    if (body.app_id !== appId || body.app_secret !== appSecret)
      return { code: 10014, msg: 'app secret invalid' };
    return { tenant_access_token: `t-${tokens}`, expire: 7200 };
  }

  function connectConfig(body: Json): object {
    if (body.AppID !== appId || body.AppSecret !== appSecret) {
      return { code: 514, msg: 'auth failed', data: { URL: '', ClientConfig: {} } };
    }
    const config = { PingInterval: 1, ReconnectCount: -1, ReconnectInterval: 0.05, ReconnectNonce: 0 };
    const address = `${url.replace('http', 'ws')}/ws?device_id=1&service_id=1&ticket=t`;
    return { data: { URL: address, ClientConfig: config } };
  }

  function keep(body: Json, chatId: string, answers: string | null): object {
    const known = sent.find((each) => each.uuid !== '' && each.uuid === body.uuid);
    if (known) return { data: { message_id: known.id } };
    const message: SentMessage = {
      id: `om_sent_${sent.length + 1}`,
      chatId,
      answers,
      inThread: body.reply_in_thread === true,
      type: String(body.msg_type),
      content: JSON.parse(String(body.content)),
      uuid: String(body.uuid ?? ''),
      edits: 0,
    };
    sent.push(message);
    chats.set(message.id, chatId);
    return { data: { message_id: message.id } };
  }

  function change(id: string, body: Json, isCard: boolean): object {
    const message = sent.find((each) => each.id === id);
    if (!message) return { code: 230110, msg: 'deleted' };
    if ((message.type === 'interactive') !== isCard) return { code: 230054, msg: 'type not supported' };
    message.content = JSON.parse(String(body.content));
    message.edits += 1;
    return { data: {} };
  }

  async function handle(request: Request, response: ServerResponse): Promise<void> {
    const address = new URL(request.url ?? '/', 'http://server');
    requests.push(`${request.method} ${address.pathname}`);
    const place = refusals.findIndex(({ path }) => path.test(address.pathname));
    const bytes = await readBody(request);
    if (place >= 0) return reply(response, refusals.splice(place, 1)[0]!.refusal);
    const free = /tenant_access_token|ws\/endpoint/.test(address.pathname);
    if (!free && request.headers.authorization !== `Bearer t-${tokens}`) {
      return reply(response, { status: 400, body: { code: 99991663, msg: 'invalid token' } });
    }
    if (/\/resources\//.test(address.pathname)) return giveResource(address, response);
    if (/\/v1\/(images|files)$/.test(address.pathname)) {
      return reply(response, {
        status: 200,
        body: { code: 0, ...(await takeUpload(address.pathname, request, bytes)) },
      });
    }
    const body = bytes.length > 0 ? (JSON.parse(bytes.toString()) as Json) : {};
    for (const [method, path, answer] of routes) {
      const match = path.exec(address.pathname);
      if (!match || method !== request.method) continue;
      const result = { code: 0, msg: 'ok', ...answer(match, body, address) };
      return reply(response, { status: result.code === 0 ? 200 : 400, body: result });
    }
    reply(response, { status: 404, body: { code: 404, msg: 'no such route' } });
  }

  function giveResource(address: URL, response: ServerResponse): void {
    const key = address.pathname.split('/').at(-1)!;
    const bytes = resources.get(`${key}/${address.searchParams.get('type')}`);
    if (bytes) response.writeHead(200, { 'Content-Type': 'application/octet-stream' }).end(bytes);
    else reply(response, { status: 400, body: { code: 234003, msg: 'gone' } });
  }

  async function takeUpload(path: string, request: Request, bytes: Buffer): Promise<object> {
    const headers = { 'Content-Type': String(request.headers['content-type']) };
    const form = await new Response(new Uint8Array(bytes), { headers }).formData();
    const file = (form.get('image') ?? form.get('file')) as File;
    const name = String(form.get('file_name') ?? '');
    uploads.push({ path, name, bytes: Buffer.from(await file.arrayBuffer()) });
    const key = `key_${uploads.length}`;
    return { data: path.endsWith('images') ? { image_key: key } : { file_key: key } };
  }

  const server = createServer((request, response) => {
    handle(request, response).catch(() => reply(response, { status: 500, body: 'broken' }));
  });
  const websockets = new WebSocketServer({ server, path: '/ws' });
  websockets.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.terminate());
    socket.on('message', (data: Buffer) => {
      const frame = decodeFrame(data);
      if (frame.method === 0) {
        const config = { PingInterval: 1, ReconnectCount: -1, ReconnectInterval: 0.05, ReconnectNonce: 0 };
        const payload = Buffer.from(JSON.stringify(config));
        socket.send(encodeFrame({ method: 0, headers: { type: 'pong' }, payload }));
        return;
      }
      const { code } = JSON.parse(Buffer.from(frame.payload).toString()) as { code: number };
      acks.get(frame.headers.message_id ?? '')?.(code);
    });
  });
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;

  /** Brings one event and gives the code that it was acknowledged with; null when it was not within `waitMs`. */
  async function deliver(
    event: { type: string; id: string; event: object },
    waitMs = 3000,
  ): Promise<number | null> {
    const header = { event_id: event.id, event_type: event.type, token: 'v', app_id: appId };
    const payload = Buffer.from(JSON.stringify({ schema: '2.0', header, event: event.event }));
    const delivery = `delivery-${++events}`;
    const headers = { type: 'event', message_id: delivery, sum: '1', seq: '0', trace_id: delivery };
    const acknowledged = new Promise<number>((resolve) => acks.set(delivery, resolve));
    for (const socket of [...sockets].slice(0, 1)) socket.send(encodeFrame({ method: 1, headers, payload }));
    const late = new Promise<null>((resolve) => setTimeout(resolve, waitMs, null).unref());
    return Promise.race([acknowledged, late]);
  }

  return {
    url,
    port,
    appId,
    appSecret,
    botOpenId,
    sent,
    uploads,
    resources,
    requests,
    deliver,
    /** A person says something; gives the code of the acknowledgement. */
    say: (message: SpokenMessage) => {
      chats.set(message.id, message.chatId);
      return deliver({ ...messageEvent(message), id: message.eventId ?? `ev_${message.id}` });
    },
    /** A person presses a button of a card that the bot sent. */
    press: ({ message, index, senderId, eventId, chatId }: Press) =>
      deliver({
        type: 'card.action.trigger',
        id: eventId,
        event: {
          operator: { open_id: senderId, tenant_key: 't' },
          token: 'c-1',
          host: 'im_message',
          action: { tag: 'button', value: buttonsOf(message)[index]!.value },
          context: { open_message_id: message.id, open_chat_id: chatId ?? message.chatId },
        },
      }),
    /** The next request to a path is answered otherwise. */
    refuse: (path: RegExp, refusal: Refusal) => {
      refusals.push({ path, refusal });
    },
    /** The tokens given so far are worth nothing any more. */
    revokeTokens: () => {
      tokens += 1;
    },
    connections: () => sockets.size,
    /** Sends bytes that may be no frame at all. */
    sendRaw: (bytes: Uint8Array) => {
      for (const socket of sockets) socket.send(bytes);
    },
    dropConnections: () => {
      for (const socket of sockets) socket.terminate();
    },
    async stop(): Promise<void> {
      for (const socket of sockets) socket.terminate();
      websockets.close();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

interface Press {
  message: SentMessage;
  index: number;
  senderId: string;
  eventId: string;
  /** Where the card stands now; where it was sent unless it was carried off. */
  chatId?: string;
}

function reply(response: ServerResponse, { status, body, headers }: Refusal): void {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(text);
}

async function readBody(request: Request): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
