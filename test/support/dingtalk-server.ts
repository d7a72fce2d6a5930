/** A small DingTalk: tokens, the gateway with its WebSocket, one-off addresses, the robot's own messages, files. */
import { createServer, type IncomingMessage as Request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';

export interface DingtalkServerOptions {
  clientId?: string;
  clientSecret?: string;
  /** To come back where a stopped server was. */
  port?: number;
}

/** Something that the robot said. */
export interface SaidMessage {
  /** Which way: at the one-off address, or by the robot itself to a group or a person. */
  way: 'session' | 'group' | 'person';
  /** The session, the conversation or the person. */
  to: string;
  kind: string;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: the content has as many shapes as there are kinds
  content: any;
  mentions: string[];
}

export interface SpokenMessage {
  id: string;
  conversationId?: string;
  group?: boolean;
  text?: string;
  /** Instead of a text: `msgtype` and its fields. */
  more?: object;
}

/** An answer instead of the usual one. */
export interface Refusal {
  status: number;
  body: unknown;
}

type Json = Record<string, unknown>;

export type DingtalkServer = Awaited<ReturnType<typeof startDingtalkServer>>;

/** Starts the server on 127.0.0.1; everything that it holds is gone when it stops. */
export async function startDingtalkServer(options: DingtalkServerOptions = {}) {
  const clientId = options.clientId ?? 'ding-test-client';
  const clientSecret = options.clientSecret ?? 'dingtalk-test-secret';
  const said: SaidMessage[] = [];
  const sessions = new Map<string, string>();
  const files = new Map<string, Buffer>();
  const uploads: { type: string | null; name: string; bytes: Buffer }[] = [];
  const refusals: { path: RegExp; refusal: Refusal }[] = [];
  const sockets = new Set<WebSocket>();
  const acks = new Map<string, (code: number) => void>();
  let tokens = 1;
  let frames = 0;
  let sessionMs = 90 * 60_000;

  async function handle(request: Request, response: ServerResponse): Promise<void> {
    const address = new URL(request.url ?? '/', 'http://server');
    const { pathname } = address;
    const bytes = await readBody(request);
    const place = refusals.findIndex(({ path }) => path.test(pathname));
    if (place >= 0) return reply(response, refusals.splice(place, 1)[0]!.refusal);
    if (pathname.startsWith('/files/')) {
      const file = files.get(pathname.slice('/files/'.length));
      return void response.writeHead(file ? 200 : 404).end(file);
    }
    if (pathname === '/media/upload') return reply(response, await takeUpload(address, request, bytes));
    const body = JSON.parse(bytes.toString() || '{}') as Json;
    const token = request.headers['x-acs-dingtalk-access-token'];
    reply(response, answer(address, body, token === `token-${tokens}`));
  }

  function answer({ pathname, searchParams }: URL, body: Json, authorised: boolean): Refusal {
    if (pathname === '/v1.0/gateway/connections/open') {
      if (body.clientId !== clientId || body.clientSecret !== clientSecret) return denied(401, 'authFailed');
      return ok({ endpoint: `${url.replace('http', 'ws')}/connect`, ticket: 'ticket+1' });
    }
    if (pathname === '/v1.0/oauth2/accessToken') {
      if (body.appKey !== clientId || body.appSecret !== clientSecret)
        return denied(400, 'invalidClientIdOrSecret');
      return ok({ accessToken: `token-${tokens}`, expireIn: 7200 });
    }
    if (pathname === '/robot/sendBySession') return saidAt(searchParams.get('session') ?? '', body);
    if (!authorised) return denied(401, 'InvalidAuthentication');
    if (pathname === '/v1.0/robot/groupMessages/send')
      return sentBy('group', String(body.openConversationId), body);
    if (pathname === '/v1.0/robot/oToMessages/batchSend') return sentBy('person', String(body.userIds), body);
    if (pathname === '/v1.0/robot/messageFiles/download') {
      const code = String(body.downloadCode);
      return files.has(code)
        ? ok({ downloadUrl: `${url}/files/${code}` })
        : denied(400, 'invalidParameter.downloadCode');
    }
    return denied(404, 'InvalidAction.NotFound');
  }

  function saidAt(session: string, body: Json): Refusal {
    const to = sessions.get(session);
    if (to === undefined) return ok({ errcode: 300001, errmsg: 'session 不存在' });
    const { text, at } = body as { text: { content: string }; at: { atUserIds: string[] } };
    said.push({
      way: 'session',
      to,
      kind: String(body.msgtype),
      text: text.content,
      content: text,
      mentions: at.atUserIds,
    });
    return ok({ errcode: 0, errmsg: 'ok' });
  }

  function sentBy(way: 'group' | 'person', to: string, body: Json): Refusal {
    if (body.robotCode !== clientId) return denied(400, 'robot.not.found');
    const content = JSON.parse(String(body.msgParam));
    said.push({ way, to, kind: String(body.msgKey), text: content.content ?? '', content, mentions: [] });
    return ok({
      processQueryKey: `query-${said.length}`,
      invalidStaffIdList: [],
      flowControlledStaffIdList: [],
    });
  }

  async function takeUpload(address: URL, request: Request, bytes: Buffer): Promise<Refusal> {
    if (address.searchParams.get('access_token') !== `token-${tokens}`)
      return ok({ errcode: 40014, errmsg: 'no' });
    const headers = { 'Content-Type': String(request.headers['content-type']) };
    const form = await new Response(new Uint8Array(bytes), { headers }).formData();
    const file = form.get('media') as File;
    const type = address.searchParams.get('type');
    uploads.push({ type, name: file.name, bytes: Buffer.from(await file.arrayBuffer()) });
    return ok({ errcode: 0, media_id: `@media-${uploads.length}` });
  }

  const server = createServer((request, response) => {
    handle(request, response).catch(() => reply(response, { status: 500, body: 'broken' }));
  });
  const websockets = new WebSocketServer({ server, path: '/connect' });
  websockets.on('connection', (socket, request) => {
    if (new URL(request.url ?? '/', 'http://server').searchParams.get('ticket') !== 'ticket+1')
      return socket.close();
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.terminate());
    socket.on('message', (data) => {
      const { code, headers } = JSON.parse(String(data)) as { code: number; headers: { messageId: string } };
      acks.get(headers.messageId)?.(code);
    });
  });
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;

  /** Sends one frame and gives the code that it was acknowledged with; null when it was not within `waitMs`. */
  async function deliver(type: string, topic: string, data: string, waitMs = 3000): Promise<number | null> {
    const messageId = `frame-${++frames}`;
    const acknowledged = new Promise<number>((resolve) => acks.set(messageId, resolve));
    const headers = {
      topic,
      messageId,
      contentType: 'application/json',
      appId: '',
      connectionId: 'c',
      time: '0',
    };
    for (const socket of [...sockets].slice(0, 1)) {
      socket.send(JSON.stringify({ specVersion: '1.0', type, headers, data }));
    }
    const late = new Promise<null>((resolve) => setTimeout(resolve, waitMs, null).unref());
    return Promise.race([acknowledged, late]);
  }

  return {
    url,
    port,
    clientId,
    clientSecret,
    said,
    files,
    uploads,
    deliver,
    /** A person says something; gives the code of the acknowledgement. */
    say(message: SpokenMessage, waitMs?: number): Promise<number | null> {
      const {
        id,
        group = false,
        conversationId = group ? 'cidGroup==' : 'cidPrivate==',
        text = '',
        more,
      } = message;
      sessions.set(id, conversationId);
      const body = {
        msgId: id,
        conversationId,
        conversationType: group ? '2' : '1',
        senderId: '$:LWCP_v1:$person',
        senderStaffId: 'staff-1',
        senderNick: '李四',
        chatbotUserId: '$:LWCP_v1:$robot',
        ...(group && {
          isInAtList: true,
          conversationTitle: '群',
          atUsers: [{ dingtalkId: '$:LWCP_v1:$robot' }],
        }),
        sessionWebhook: `${url}/robot/sendBySession?session=${encodeURIComponent(id)}`,
        sessionWebhookExpiredTime: Date.now() + sessionMs,
        robotCode: clientId,
        createAt: Date.now(),
        msgtype: 'text',
        ...(more ?? { text: { content: ` ${text}` } }),
      };
      return deliver('CALLBACK', '/v1.0/im/bot/messages/get', JSON.stringify(body), waitMs);
    },
    /** One-off addresses given from now on last this long. */
    letSessionsLast: (ms: number) => {
      sessionMs = ms;
    },
    /** One-off addresses given so far are worth nothing any more. */
    forgetSessions: () => sessions.clear(),
    /** The next request to a path is answered otherwise. */
    refuse: (path: RegExp, refusal: Refusal) => {
      refusals.push({ path, refusal });
    },
    revokeTokens: () => {
      tokens += 1;
    },
    connections: () => sockets.size,
    sendRaw: (data: string | Uint8Array) => {
      for (const socket of sockets) socket.send(data);
    },
    dropConnections: () => {
      for (const socket of sockets) socket.terminate();
    },
    /** The connections stay open and say nothing any more, like those of a machine that vanished. */
    freezeConnections: () => {
      for (const socket of sockets) socket.pause();
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

function ok(body: object): Refusal {
  return { status: 200, body };
}

function denied(status: number, code: string): Refusal {
  return { status, body: { code, message: 'no', requestid: 'r' } };
}

function reply(response: ServerResponse, { status, body }: Refusal): void {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(text);
}

async function readBody(request: Request): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
