/** A smart bot's side of WeCom: its long connection, its limits and its moods, over real WebSockets. */
import { createCipheriv, randomBytes, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';

type Fields = Record<string, unknown>;

/** What a chat shows of the bot. */
export interface BotShown {
  chatId: string;
  how: 'reply' | 'push';
  kind: 'text' | 'card' | 'image' | 'file';
  /** Markdown of a text, title and text of a card, name of a file. */
  text: string;
  buttons: { text: string; key: string }[];
  taskId: string;
  bytes: number;
}

/** How the server behaves until told otherwise. */
export interface BotServerMood {
  subscriptions: 'accepted' | 'refused' | 'unanswered';
  acknowledged: boolean;
  pongs: boolean;
  /** Answers the next so many frames of a command with an error. */
  refusals: { cmd: string; errcode: number; times: number }[];
}

/** Something a person writes. */
export interface BotSaying {
  id: string;
  from: string;
  text: string;
  /** Id of a group; the bot hears there only when it is mentioned. */
  group?: string;
}

export interface WecomBotServerOptions {
  botId: string;
  secret: string;
  port?: number;
}

const MAX_CONTENT_BYTES = 20_480;
const MAX_CHUNK_BYTES = 512 * 1024;

/** The server in this process, for one bot. */
export async function startWecomBotServer({ botId, secret, port = 0 }: WecomBotServerOptions) {
  const mood: BotServerMood = { subscriptions: 'accepted', acknowledged: true, pongs: true, refusals: [] };
  const files = new Map<string, Buffer>();
  const http = createServer((request, response) => serveFile(request, response, files));
  const sockets = new WebSocketServer({ server: http });
  const shown: BotShown[] = [];
  const attempts: Fields[] = [];
  const requests = new Map<string, string>();
  const chats = new Set<string>();
  const taskIds = new Set<string>();
  const uploads = new Map<string, { name: string; chunks: Map<number, Buffer>; total: number }>();
  let subscribed: WebSocket | null = null;

  const emit = (body: Fields, cmd: string): string => {
    if (!subscribed) throw new Error('no bot is subscribed');
    const requestId = randomUUID();
    const chatId = String(body.chatid ?? (body.from as Fields | undefined)?.userid ?? '');
    requests.set(requestId, chatId);
    chats.add(chatId);
    subscribed.send(JSON.stringify({ cmd, headers: { req_id: requestId }, body }));
    return requestId;
  };
  const subscribe = (socket: WebSocket, body: Fields): number | null => {
    attempts.push(body);
    if (mood.subscriptions === 'unanswered') return null;
    if (mood.subscriptions === 'refused' || body.bot_id !== botId || body.secret !== secret) return 853000;
    const older = subscribed;
    subscribed = socket;
    if (older && older !== socket) kickOff(older);
    return 0;
  };
  const kickOff = (socket: WebSocket) => {
    const event = { eventtype: 'disconnected_event' };
    const body = { msgid: randomUUID(), aibotid: botId, msgtype: 'event', create_time: 1, event };
    const frame = { cmd: 'aibot_event_callback', headers: { req_id: randomUUID() }, body };
    socket.send(JSON.stringify(frame), () => socket.close());
  };
  const show = (chatId: string, how: BotShown['how'], body: Fields): number => {
    const kind = String(body.msgtype);
    const content = (body[kind] ?? {}) as Fields;
    if (kind === 'stream' || kind === 'markdown') return showText(chatId, how, content);
    if (kind === 'template_card') return showCard(chatId, how, content);
    const upload = uploads.get(String(content.media_id));
    if (!upload || (kind !== 'image' && kind !== 'file')) return 40007;
    const bytes = Buffer.concat([...upload.chunks.values()]).byteLength;
    shown.push({ chatId, how, kind, text: upload.name, buttons: [], taskId: '', bytes });
    return 0;
  };
  const showText = (chatId: string, how: BotShown['how'], content: Fields): number => {
    const text = String(content.content);
    const bytes = Buffer.byteLength(text);
    if (bytes > MAX_CONTENT_BYTES || bytes === 0) return 40058;
    const taskId = String(content.id ?? '');
    const same = taskId && shown.find((each) => each.taskId === taskId && each.chatId === chatId);
    if (same) same.text = text;
    else shown.push({ chatId, how, kind: 'text', text, buttons: [], taskId, bytes });
    return 0;
  };
  const showCard = (chatId: string, how: BotShown['how'], card: Fields): number => {
    const buttons = card.button_list as BotShown['buttons'];
    const taskId = String(card.task_id);
    const title = String((card.main_title as Fields).title ?? '');
    if (taskIds.has(taskId) || !/^[\w@-]{1,128}$/.test(taskId) || buttons.length > 6 || title === '')
      return 40058;
    taskIds.add(taskId);
    const text = [title, card.sub_title_text ?? ''].join('\n');
    shown.push({ chatId, how, kind: 'card', text, buttons, taskId, bytes: 0 });
    return 0;
  };
  const upload = (cmd: string, body: Fields): { errcode: number; body?: Fields } => {
    if (cmd === 'aibot_upload_media_init') {
      const id = randomUUID();
      uploads.set(id, {
        name: String(body.filename),
        chunks: new Map(),
        total: Number(body.total_chunks),
      });
      return { errcode: 0, body: { upload_id: id } };
    }
    const known = uploads.get(String(body.upload_id));
    if (!known) return { errcode: 40006 };
    if (cmd === 'aibot_upload_media_chunk') {
      const chunk = Buffer.from(String(body.base64_data), 'base64');
      known.chunks.set(Number(body.chunk_index), chunk);
      return { errcode: chunk.byteLength > MAX_CHUNK_BYTES ? 40006 : 0 };
    }
    if (known.chunks.size !== known.total) return { errcode: 40006 };
    return { errcode: 0, body: { type: 'file', media_id: body.upload_id, created_at: '1' } };
  };
  const execute = (
    socket: WebSocket,
    cmd: string,
    frame: Fields,
  ): { errcode: number; body?: Fields } | null => {
    const body = (frame.body ?? {}) as Fields;
    const refusal = mood.refusals.find((each) => each.cmd === cmd && each.times > 0);
    if (refusal) {
      refusal.times -= 1;
      return { errcode: refusal.errcode };
    }
    if (cmd === 'ping') return mood.pongs ? { errcode: 0 } : null;
    if (cmd === 'aibot_subscribe') {
      const errcode = subscribe(socket, body);
      return errcode === null ? null : { errcode };
    }
    if (!mood.acknowledged) return null;
    if (socket !== subscribed) return { errcode: 846609 };
    if (cmd.startsWith('aibot_upload_media_')) return upload(cmd, body);
    if (cmd === 'aibot_send_msg') {
      const chatId = String(body.chatid);
      return { errcode: chats.has(chatId) ? show(chatId, 'push', body) : 93006 };
    }
    const chatId = requests.get(String((frame.headers as Fields).req_id));
    return { errcode: chatId === undefined ? 846605 : show(chatId, 'reply', body) };
  };
  sockets.on('connection', (socket) => {
    socket.on('error', () => {});
    socket.on('close', () => {
      if (subscribed === socket) subscribed = null;
    });
    socket.on('message', (data: RawData) => {
      const frame = JSON.parse(String(data)) as Fields;
      const answer = execute(socket, String(frame.cmd), frame);
      if (!answer) return;
      const errmsg = answer.errcode === 0 ? 'ok' : 'refused';
      const reply = JSON.stringify({ headers: frame.headers, errmsg, ...answer });
      socket.send(reply, () => answer.errcode === 853000 && socket.close());
    });
  });
  await new Promise<void>((resolve) => http.listen(port, '127.0.0.1', resolve));
  const bound = (http.address() as AddressInfo).port;

  return {
    url: `ws://127.0.0.1:${bound}`,
    mood,
    shown,
    /** Bodies of all subscription frames. */
    attempts,
    /** Chats that may be pushed to, besides those that wrote. */
    chats,
    isSubscribed: () => subscribed !== null,
    /** Delivers a message as the platform words it. */
    deliver: (body: Fields) => emit(body, 'aibot_msg_callback'),
    /** Delivers an event as the platform words it. */
    deliverEvent: (body: Fields) => emit(body, 'aibot_event_callback'),
    say: ({ id, from, text, group }: BotSaying) =>
      emit(
        {
          msgid: id,
          aibotid: botId,
          ...(group ? { chatid: group } : {}),
          chattype: group ? 'group' : 'single',
          from: { userid: from },
          msgtype: 'text',
          text: { content: group ? `@民生助手 ${text}` : text },
        },
        'aibot_msg_callback',
      ),
    /** Presses a button of the last card. */
    press(from: string, index: number) {
      const card = shown.findLast((each) => each.kind === 'card');
      const key = card?.buttons[index]?.key;
      if (!card || key === undefined) throw new Error('no such button');
      const pressed = { card_type: 'button_interaction', event_key: key, task_id: card.taskId };
      const event = { eventtype: 'template_card_event', template_card_event: pressed };
      const group = card.chatId === from ? {} : { chatid: card.chatId };
      const chattype = card.chatId === from ? 'single' : 'group';
      const body = { msgid: randomUUID(), aibotid: botId, ...group, chattype, from: { userid: from } };
      return emit({ ...body, msgtype: 'event', create_time: 1, event }, 'aibot_event_callback');
    },
    /** Sends bytes that may be no frame at all. */
    sendRaw(data: string) {
      subscribed?.send(data);
    },
    /** Cuts the connection without a word. */
    drop() {
      subscribed?.terminate();
    },
    /** What happens when the same bot connects elsewhere. */
    kick() {
      if (subscribed) kickOff(subscribed);
    },
    /** Puts a file where messages can point to it, encrypted as the platform does. */
    addFile(bytes: Buffer): { url: string; aeskey: string } {
      const key = randomBytes(32);
      const padding = 32 - (bytes.byteLength % 32);
      const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
      const padded = Buffer.concat([bytes, Buffer.alloc(padding, padding)]);
      const id = randomUUID();
      files.set(`/files/${id}`, Buffer.concat([cipher.update(padded), cipher.final()]));
      return { url: `http://127.0.0.1:${bound}/files/${id}`, aeskey: key.toString('base64') };
    },
    async stop() {
      for (const socket of sockets.clients) socket.terminate();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}

export type WecomBotServer = Awaited<ReturnType<typeof startWecomBotServer>>;

function serveFile({ url = '' }: IncomingMessage, response: ServerResponse, files: Map<string, Buffer>) {
  const bytes = files.get(url);
  response.writeHead(bytes ? 200 : 404, { 'content-type': 'application/octet-stream' });
  response.end(bytes);
}
