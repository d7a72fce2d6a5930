/** What every channel must do. A channel's test opens a harness over it and runs this in a few lines. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Answer } from '../../src/domain/answer.ts';
import type { Adapter, Handle, Messenger, Parcel } from '../../src/domain/channel.ts';
import type { Choice, IncomingMessage, OutgoingMessage } from '../../src/domain/message.ts';

/** A person at the other end of a started channel. */
export interface Harness {
  adapter: Pick<Adapter | Messenger, 'stop'>;
  /** Sends a text and gives everything that was shown for it, in order. `id` is used where the channel carries ids. */
  say(text: string, id: string): Promise<string>;
  /** Picks a choice of the last reply by its place, 0-based, and gives what was shown then. */
  choose(index: number): Promise<string>;
}

export interface ContractOptions {
  platform: string;
  /** Starts the adapter with the handler and connects a person. */
  open: (handle: Handle) => Promise<Harness>;
  /** Why a redelivery cannot happen on this channel; null where it can. */
  neverRedelivers: string | null;
}

/** A message without structure, as the channels get it. */
export function plainMessage(text: string, choices: readonly Choice[] = []): OutgoingMessage {
  const blocks: Answer['blocks'] = [{ role: 'text', text, evidence: [] }];
  const answer: Answer = { kind: 'answer', reason: null, projects: [], blocks, choices, sources: [] };
  return { text, choices, answer };
}

/**
 * Starts a messenger that answers with a handler, as the program would: received at once, answered behind, a failure
 * turned into an apology. `stop` waits for the answers in flight, then stops the messenger.
 */
export async function answerThrough(
  messenger: Messenger,
  handle: Handle,
): Promise<{ stop(): Promise<void> }> {
  const shown = new Map<string, readonly Choice[]>();
  const open = new Set<Promise<void>>();
  let made = 0;
  const answer = async (message: IncomingMessage) => {
    const {
      choice,
      replyContext = {},
      thread = null,
      personId,
      personName = null,
      chatId,
      chatKind,
    } = message;
    const text = choice ? (shown.get(choice.parcelKey)?.[choice.index]?.text ?? '') : message.text;
    const replies = await handle({ ...message, text }).catch(() => [plainMessage('抱歉，刚才没有答上来。')]);
    for (const reply of replies) {
      const parcel: Parcel = {
        key: `key-${++made}`,
        target: { platform: messenger.platform, account: messenger.account, chatId, chatKind, thread },
        text: reply.text,
        choices: reply.choices,
        file: null,
        quotes: message.id,
        edits: null,
        addressee: { id: personId, name: personName },
        replyContext,
        kind: 'reply',
      };
      shown.set(parcel.key, parcel.choices);
      const result = await messenger.send(parcel);
      if (!result.sent) throw new Error(`not sent: ${result.reason}`);
    }
  };
  await messenger.start(async (message) => {
    const work = answer(message).finally(() => open.delete(work));
    open.add(work);
  });
  return {
    async stop() {
      await Promise.all(open);
      await messenger.stop();
    },
  };
}

const ODD_TEXTS: readonly [string, string][] = [
  ['nothing', ''],
  ['only blanks', ' \t　'],
  ['ten thousand characters', '长'.repeat(10_000)],
  ['control characters', '停\u0000车\u001b[31m位\u0007'],
  ['markup', '<script>alert(1)</script>&amp;"\''],
  ['emoji', '👨‍👩‍👧‍👦🏳️‍🌈停车位'],
  ['half a character', '停车\ud83d位'],
  ['right-to-left marks', '\u202e停车位\u202c'],
];

const CHOICES = [
  { label: '甲区', text: '我问的是甲区' },
  { label: '乙区', text: '我问的是乙区' },
];

const ANSWERS: Readonly<Record<string, OutgoingMessage[]>> = {
  三条: [plainMessage('第一条'), plainMessage('第二条'), plainMessage('第三条')],
  长文: [plainMessage('一句话。'.repeat(1000))],
  停车位: [plainMessage('您问的是哪个区？', CHOICES)],
};

/** Runs the contract on one channel. */
export function runAdapterContract({ platform, open, neverRedelivers }: ContractOptions): void {
  describe(`the ${platform} channel`, () => {
    let heard: IncomingMessage[];
    let person: Harness;
    const handle: Handle = async (message) => {
      heard.push(message);
      await new Promise((resolve) => setTimeout(resolve, 5));
      if (message.text === '坏') throw new Error('secret at /srv/minsheng.db');
      return ANSWERS[message.text] ?? [plainMessage(`听到：${message.text}`)];
    };

    beforeEach(async () => {
      heard = [];
      person = await open(handle);
    });
    afterEach(() => person.adapter.stop());

    it('turns a message into exactly one call with platform, chat, person, id and text', async () => {
      await person.say('两癌检查完成了多少', 'm-1');
      expect(heard).toHaveLength(1);
      expect(heard[0]).toMatchObject({
        platform,
        text: '两癌检查完成了多少',
        chatKind: 'private',
        addressed: true,
      });
      for (const key of ['id', 'chatId', 'personId'] as const) expect(heard[0]?.[key]).toMatch(/\S/);
    });

    it('keeps one conversation in one chat with a new id for every message', async () => {
      await person.say('第一问', 'm-1');
      await person.say('第二问', 'm-2');
      expect(heard[1]?.chatId).toBe(heard[0]?.chatId);
      expect(heard[1]?.personId).toBe(heard[0]?.personId);
      expect(heard[1]?.id).not.toBe(heard[0]?.id);
    });

    it('shows several replies in their order and long ones to the end', async () => {
      expect(await person.say('三条', 'm-1')).toMatch(/第一条.*第二条.*第三条/s);
      expect((await person.say('长文', 'm-2')).match(/一句话。/g)).toHaveLength(1000);
    });

    it('offers choices and sends back the text of the chosen one', async () => {
      expect(await person.say('停车位', 'm-1')).toMatch(/您问的是哪个区？.*甲区.*乙区/s);
      expect(await person.choose(1)).toContain('听到：我问的是乙区');
      expect(heard.map((message) => message.text)).toEqual(['停车位', '我问的是乙区']);
    });

    it('apologises when the handler fails, without the cause, and goes on', async () => {
      const reply = await person.say('坏', 'm-1');
      expect(reply).toContain('抱歉');
      expect(reply).not.toMatch(/secret|srv|Error/);
      expect(await person.say('还在吗', 'm-2')).toContain('听到：还在吗');
    });

    it.each(ODD_TEXTS)('survives %s', async (_, text) => {
      await person.say(text, 'm-1');
      expect(heard.length).toBeLessThanOrEqual(1);
      expect(heard.every((message) => message.text.isWellFormed())).toBe(true);
      expect(await person.say('还在吗', 'm-2')).toContain('听到：还在吗');
    });

    it.skipIf(neverRedelivers)(
      `passes a redelivery on with the same id ${neverRedelivers ?? ''}`.trim(),
      async () => {
        await person.say('两癌检查', 'm-1');
        await person.say('两癌检查', 'm-1');
        expect(heard.map((message) => message.id)).toEqual([heard[0]?.id, heard[0]?.id]);
      },
    );

    it('finishes what is in flight when stopped, and can be stopped twice', async () => {
      const reply = person.say('最后一问', 'm-1');
      while (heard.length === 0) await new Promise((resolve) => setImmediate(resolve));
      await person.adapter.stop();
      expect(await reply).toContain('听到：最后一问');
      await person.adapter.stop();
    });
  });
}
