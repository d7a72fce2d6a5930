/**
 * The process behind `wechat-server.ts`: a real gateway (gRPC, TLS) over a WeChat account that is made up. Told what
 * happens in WeChat by the channel to its parent, it tells what was sent.
 */
import type { FileBoxInterface } from 'file-box';
import { types } from 'wechaty-puppet';
import { PuppetMock } from 'wechaty-puppet-mock';
import { PuppetServer } from 'wechaty-puppet-service';
import type { Deed, GatewayNews, GatewayOptions, Saying, Shown } from './wechat-server.ts';

const tell = (news: GatewayNews) => process.send?.(news);

/** How a contact is called in a room, by `room contact`. */
const aliases = new Map<string, string>();
let sending: Extract<Deed, { do: 'sending' }>['now'] = 'works';
let answersPings = true;

/** An account that tells what it is asked to send, and does what the test says. */
class Account extends PuppetMock {
  #made = 0;

  override async messageSendText(chatId: string, text: string, mentions: string[] = []): Promise<void> {
    await this.#mayPass(chatId);
    return this.#show({ chatId, text, mentions, file: null }) as never;
  }

  override async messageSendFile(chatId: string, file: FileBoxInterface): Promise<void> {
    await this.#mayPass(chatId);
    if (sending === 'fails for files') throw new Error('too big');
    const bytes = (await file.toBuffer()).length;
    return this.#show({ chatId, text: '', mentions: [], file: { name: file.name, bytes } }) as never;
  }

  override async roomMemberRawPayload(roomId: string, id: string) {
    const { name } = await this.contactPayload(id);
    const roomAlias = aliases.get(`${roomId} ${id}`);
    return { id, name, avatar: '', ...(roomAlias === undefined ? {} : { roomAlias }) };
  }

  override ding(data?: string) {
    if (answersPings) this.emit('dong', { data: data ?? '' });
  }

  override async friendshipRawPayload(id: string) {
    return { id, contactId: 'bot', timestamp: Date.now(), type: types.Friendship.Receive };
  }

  async #mayPass(chatId: string) {
    if (sending === 'hangs') await new Promise(() => {});
    if (sending === 'fails') throw new Error('too fast');
    const { cacheContactPayload, cacheRoomPayload } = this.mocker;
    if (!cacheContactPayload.has(chatId) && !cacheRoomPayload.has(chatId)) throw new Error('no such chat');
  }

  /** Gives the id of the message, which real puppets do and the mock's type does not know. */
  #show(shown: Shown): string {
    tell({ type: 'shown', shown });
    return `sent-${++this.#made}`;
  }
}

const account = new Account();
const { mocker } = account;
const person = { type: types.Contact.Individual };
mocker.createContact({ id: 'bot', name: '小民', ...person });

function contact(id: string, name: string, official = false): void {
  if (mocker.cacheContactPayload.has(id)) return;
  mocker.createContact({ id, name, type: official ? types.Contact.Official : types.Contact.Individual });
}

function say(saying: Saying): void {
  const { id, from, name = from, text, room, mentions, atMs = Date.now(), official, kind = 'text' } = saying;
  contact(from, name, official);
  if (room && !mocker.cacheRoomPayload.has(room)) {
    mocker.createRoom({ id: room, topic: '群', memberIdList: ['bot', from], adminIdList: [] });
  }
  const base = {
    id,
    talkerId: from,
    text,
    timestamp: atMs,
    type: kind === 'text' ? types.Message.Text : types.Message.Image,
  };
  const payload = room
    ? { ...base, roomId: room, ...(mentions ? { mentionIdList: mentions } : {}) }
    : { ...base, listenerId: 'bot' };
  mocker.cacheMessagePayload.set(id, payload);
  account.emit('message', { messageId: id });
}

async function perform(deed: Deed): Promise<void> {
  switch (deed.do) {
    case 'scan':
      mocker.scan(deed.qr, deed.scanned ? types.ScanStatus.Scanned : types.ScanStatus.Waiting);
      return;
    case 'login':
      account.login('bot');
      return;
    case 'logout':
      await account.logout('by the phone');
      return;
    case 'say':
      say(deed.saying);
      return;
    case 'alias':
      aliases.set(`${deed.room} ${deed.contact}`, deed.alias);
      return;
    case 'befriend':
      account.emit('friendship', { friendshipId: 'friendship-1' });
      return;
    case 'rubbish':
      // What JSON makes of it is no JSON: the client cannot read the event.
      account.emit('message', { messageId: '', toJSON: () => undefined } as { messageId: string });
      return;
    case 'sending':
      sending = deed.now;
      return;
    case 'pings':
      answersPings = deed.answered;
      return;
    default:
      deed satisfies never;
  }
}

async function serve({ port, token, tls, loggedIn }: GatewayOptions): Promise<void> {
  const endpoint = `127.0.0.1:${port}`;
  await account.start();
  if (loggedIn) account.login('bot');
  await new PuppetServer({ endpoint, puppet: account, token, tls: { disable: !tls } }).start();
  tell({ type: 'ready' });
}

process.on('disconnect', () => process.exit(0));
process.on('message', (order: { number: number; deed: Deed } | GatewayOptions) => {
  if ('port' in order) serve(order);
  else perform(order.deed).then(() => tell({ type: 'done', number: order.number }));
});
