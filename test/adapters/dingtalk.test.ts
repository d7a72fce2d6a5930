import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readMessage } from '../../src/adapters/dingtalk/incoming.ts';
import { createDingtalk } from '../../src/adapters/dingtalk/messenger.ts';
import { render } from '../../src/adapters/render.ts';
import type { Handle, Messenger } from '../../src/domain/channel.ts';
import type { IncomingMessage } from '../../src/domain/message.ts';
import { collectLog, quietTools, tally } from '../support/channel-tools.ts';
import { accountOf, connected, PARCEL, WAITS } from '../support/dingtalk-client.ts';
import { type DingtalkServer, startDingtalkServer } from '../support/dingtalk-server.ts';
import { until } from '../support/until.ts';
import { answerThrough, type Harness, runAdapterContract } from './contract.ts';

async function openHarness(handle: Handle): Promise<Harness> {
  const server = await startDingtalkServer();
  const messenger = createDingtalk(accountOf(server), quietTools(), { waits: WAITS });
  const counted = tally(async (message) => {
    const replies = await handle(message);
    return replies.flatMap(({ answer }) => render(answer, messenger.capabilities));
  });
  const answering = await answerThrough(messenger, counted.handle);
  await connected(messenger, server);
  let acts = 0;
  let shown = '';
  const say = async (text: string, id: string) => {
    const count = server.said.length;
    acts += 1;
    await server.say({ id, text });
    await until(() => counted.answered() === acts && server.said.length === counted.owed());
    shown = server.said
      .slice(count)
      .map((each) => each.text)
      .join('\n');
    return shown;
  };
  return {
    adapter: {
      async stop() {
        await answering.stop();
        await server.stop();
      },
    },
    say,
    /** There are no buttons: who chooses says what stands beside the number. */
    choose: (index) =>
      say(`我问的是${new RegExp(`^${index + 1}\\. (.+)$`, 'm').exec(shown)![1]}`, `choice-${acts}`),
  };
}

runAdapterContract({ platform: 'dingtalk', open: openHarness, neverRedelivers: null });

describe('whatever comes', () => {
  it('is a whole message or none', () => {
    const odd = fc.constantFrom<unknown>(null, 7, true, '', 'x', {}, [], [null], { text: {} }, [[7]]);
    const like = fc.record({
      msgId: fc.oneof({ weight: 5, arbitrary: fc.string({ minLength: 1 }) }, odd),
      msgtype: fc.constantFrom('text', 'richText', 'file', 'audio', 'picture', 'x'),
      conversationId: fc.string({ minLength: 1 }),
      conversationType: fc.constantFrom('1', '2'),
      senderId: fc.string({ minLength: 1 }),
      senderStaffId: fc.oneof(fc.string(), fc.constant(undefined)),
      text: fc.oneof(
        fc.record({ content: fc.constantFrom('停车', '\ud83d位', '\u0000', '<b>', '') }),
        fc.constant(undefined),
        odd,
      ),
      content: fc.oneof(
        fc.constant(undefined),
        fc.record({ richText: fc.array(fc.record({ text: odd })) }),
        odd,
      ),
    });
    fc.assert(
      fc.property(fc.oneof(like, odd), (raw) => {
        const message = readMessage(JSON.stringify(raw) ?? 'rubbish', 'robot');
        if (message === null) return;
        expect(message.text.isWellFormed()).toBe(true);
        for (const key of ['id', 'chatId', 'personId'] as const) expect(message[key]).not.toBe('');
      }),
      { numRuns: 200 },
    );
  });
});

describe('what comes from DingTalk', () => {
  let server: DingtalkServer;
  let messenger: Messenger;
  let heard: IncomingMessage[];
  const log = collectLog();

  beforeEach(async () => {
    heard = [];
    server = await startDingtalkServer();
    messenger = createDingtalk(accountOf(server), quietTools({ log }), { waits: WAITS, heartbeatMs: 40 });
    await messenger.start(async (message) => {
      if (message.text === '存不下') throw new Error('disk full');
      heard.push(message);
    });
    await connected(messenger, server);
  });
  afterEach(async () => {
    await messenger.stop();
    await server.stop();
  });

  it('names a chat with one person by the person, a group by its conversation, and who speaks', async () => {
    await server.say({ id: 'm-1', text: '两癌检查' });
    await server.say({ id: 'm-2', text: '两癌检查', group: true });
    const person = { personId: 'staff-1', personName: '李四', text: '两癌检查', addressed: true };
    expect(heard).toMatchObject([
      { ...person, id: 'm-1', account: 'ding-test-client', chatId: 'user:staff-1', chatKind: 'private' },
      { ...person, id: 'm-2', chatId: 'cidGroup==', chatKind: 'group' },
    ]);
  });

  it('takes a conversation of an unknown kind for a group: who listens there is not known', async () => {
    await server.say({ id: 'm-1', more: { conversationType: '3', text: { content: '甲' } } });
    expect(heard[0]).toMatchObject({ chatKind: 'group', chatId: 'cidPrivate==' });
  });

  it('knows people of other organisations by their encrypted id', async () => {
    await server.say({ id: 'm-1', more: { senderStaffId: undefined, text: { content: '甲' } } });
    expect(heard[0]).toMatchObject({ personId: '$:LWCP_v1:$person', chatId: 'cidPrivate==' });
  });

  it('is not addressed where the robot was not mentioned, and does not hear itself', async () => {
    await server.say({ id: 'm-1', group: true, more: { isInAtList: false, text: { content: '甲' } } });
    await server.say({ id: 'm-2', more: { senderId: '$:LWCP_v1:$robot', text: { content: '乙' } } });
    expect(heard.map(({ id, addressed }) => [id, addressed])).toEqual([['m-1', false]]);
  });

  it('quotes the message that is answered, and says whether the robot said it', async () => {
    const answering = (repliedMsg: unknown) => ({
      msgtype: 'text',
      chatbotUserId: 'robot-id',
      text: { content: '谁负责', isReplyMsg: true, repliedMsg },
    });
    const parts = [{ msgType: 'text', content: '停车位' }, { text: '建了多少' }, { downloadCode: 'p1' }];
    await server.say({ id: 'm-1', more: answering({ senderId: 'x', content: { text: ' 停车位 ' } }) });
    await server.say({ id: 'm-2', more: answering({ senderId: 'robot-id', content: { richText: parts } }) });
    await server.say({ id: 'm-3', more: answering({ content: { downloadCode: 'p1' } }) });
    await server.say({ id: 'm-4', more: answering('rubbish') });
    expect(heard.map(({ text, quoted }) => [text, quoted])).toEqual([
      ['谁负责', { text: '停车位', mine: false }],
      ['谁负责', { text: '停车位建了多少', mine: true }],
      ['谁负责', undefined],
      ['谁负责', undefined],
    ]);
  });

  it('reads rich texts, voice, pictures and files, and fetches their bytes', async () => {
    server.files.set('code-1', Buffer.from('第一季度'));
    const richText = [{ text: '停车位' }, { type: 'picture', downloadCode: 'code-2' }, { text: '多少' }];
    await server.say({ id: 'm-1', more: { msgtype: 'richText', content: { richText } } });
    await server.say({
      id: 'm-2',
      more: { msgtype: 'audio', content: { recognition: '停车位多少', downloadCode: 'x' } },
    });
    await server.say({ id: 'm-3', more: { msgtype: 'picture', content: { downloadCode: 'code-3' } } });
    await server.say({
      id: 'm-4',
      more: { msgtype: 'file', content: { downloadCode: 'code-1', fileName: '../进度.xlsx' } },
    });
    await server.say({ id: 'm-5', more: { msgtype: 'video', content: { downloadCode: 'code-4' } } });
    expect(
      heard.map(({ text, attachments }) => [
        text,
        attachments?.map(({ kind, name, ref }) => [kind, name, ref]),
      ]),
    ).toEqual([
      ['停车位多少', [['image', '', 'code-2']]],
      ['停车位多少', undefined],
      ['', [['image', '', 'code-3']]],
      ['', [['document', '../进度.xlsx', 'code-1']]],
      ['', undefined],
    ]);
    expect(Buffer.from(await messenger.fetchFile!('code-1', 100)).toString()).toBe('第一季度');
    await expect(messenger.fetchFile!('code-1', 3)).rejects.toThrow('文件太大');
    await expect(messenger.fetchFile!('code-9', 100)).rejects.toThrow('文件取不到了');
  });

  it('is acknowledged when it was taken in, and not when it could not be stored', async () => {
    expect(await server.say({ id: 'm-1', text: '停车位' })).toBe(200);
    expect(await server.say({ id: 'm-2', text: '存不下' }, 100)).toBeNull();
    expect(await server.deliver('SYSTEM', 'ping', '{"opaque":"1"}')).toBe(200);
  });

  it('survives rubbish: bytes, frames without heads, callbacks without messages, unknown kinds', async () => {
    for (const rubbish of ['rubbish', 'null', '{}', '{"type":"CALLBACK","headers":7}'])
      server.sendRaw(rubbish);
    server.sendRaw(Buffer.from([0, 255]));
    expect(await server.deliver('CALLBACK', '/v1.0/im/bot/messages/get', 'rubbish')).toBe(200);
    expect(await server.deliver('CALLBACK', '/v1.0/im/bot/messages/get', '{"msgId":7}')).toBe(200);
    expect(await server.deliver('EVENT', 'x', '{}')).toBe(200);
    await server.say({ id: 'm-1', text: '还在吗' });
    expect(heard.map(({ text }) => text)).toEqual(['还在吗']);
  });

  it('goes on when the connection is lost, taken down or silently gone, and when the platform comes back', async () => {
    const lose = [
      () => server.dropConnections(),
      () => void server.deliver('SYSTEM', 'disconnect', '{}', 0),
      () => server.freezeConnections(),
    ];
    for (const act of lose) {
      act();
      await until(() => messenger.state().status === 'down');
      server.dropConnections();
      await connected(messenger, server);
    }
    const { port } = server;
    await server.stop();
    await until(() => messenger.state().status === 'down');
    server = await startDingtalkServer({ port });
    await connected(messenger, server);
    await server.say({ id: 'm-1', text: '还在吗' });
    expect(heard).toHaveLength(1);
  });

  it('leaves no text, name, ticket or secret in the log', () => {
    expect(log.lines.join('\n')).not.toMatch(/停车|李四|进度|dingtalk-test-secret|ticket|rubbish|session=/);
  });

  it('is answered at the one-off address while it lasts, with a mention in a group, and by the robot afterwards', async () => {
    await server.say({ id: 'm-1', text: '甲', group: true });
    const { chatId, replyContext = {} } = heard[0]!;
    const target = { ...PARCEL.target, chatId, chatKind: 'group' as const };
    const addressee = { id: 'staff-1', name: '李四' };
    expect(await messenger.send({ ...PARCEL, target, replyContext, addressee })).toEqual({
      sent: true,
      messageId: null,
    });
    server.forgetSessions();
    expect(await messenger.send({ ...PARCEL, target, replyContext })).toEqual({
      sent: true,
      messageId: 'query-2',
    });
    server.letSessionsLast(5_000);
    await server.say({ id: 'm-2', text: '乙' });
    await messenger.send({ ...PARCEL, replyContext: heard[1]!.replyContext! });
    expect(server.said).toMatchObject([
      { way: 'session', to: 'cidGroup==', text: '已完成3216人', mentions: ['staff-1'] },
      { way: 'group', to: 'cidGroup==', kind: 'sampleText', text: '已完成3216人' },
      { way: 'person', to: 'staff-1', kind: 'sampleText' },
    ]);
  });
});
