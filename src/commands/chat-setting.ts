/** 本群设为 and 本群地区: who listens in a group and which region it is about. */
import type { Audience } from '../domain/access.ts';
import type { RegionRecord } from '../domain/records.ts';
import { actor, type Call, chatCommand, type Done } from './command.ts';
import { argumentOf, asksSomething, regionNamed } from './forms.ts';
import { told } from './replies.ts';
import { quoted, replyOf, say } from './say.ts';
import type { CommandWords } from './words.ts';

interface Setting {
  audience: Audience;
  /** Undefined leaves the region as it is. */
  region: RegionRecord | undefined;
}

/** `本群设为 工作人员 章丘区`; says what that means for everybody in the group. */
export const setChat = chatCommand<Setting | 'usage'>({
  name: 'chat',
  role: 'operator',
  where: 'group',
  async parse(text, { words, regions }) {
    const argument = argumentOf(words.words.chat, text);
    if (argument === null || asksSomething(argument)) return null;
    const [word = '', place, ...more] = argument.split(/\s+/);
    const audience = audienceNamed(word, words);
    const region = place === undefined ? undefined : regionNamed(place, await regions());
    const whole = more.length === 0 && (place === undefined || region != null);
    return audience !== null && whole ? { audience, region: region ?? undefined } : 'usage';
  },
  async run(setting, call) {
    const { words } = call;
    if (setting === 'usage') return told(words.chat.usage);
    const { audience, region } = setting;
    const now = await keep(call, { audience, ...(region ? { region: region.slug } : {}) });
    const blocks = [
      say('text', words.chat.set, { audience: words.audiences[audience][0]! }),
      ...(region ? [say('text', words.chat.region, { region: quoted(region.fullName) })] : []),
      ...(audience === 'public' ? [] : [say('note', words.chat.warning)]),
    ];
    return { reply: replyOf(blocks), facts: now };
  },
});

/** `本群地区 章丘区`. */
export const setChatRegion = chatCommand<RegionRecord>({
  name: 'chatRegion',
  role: 'operator',
  where: 'group',
  async parse(text, { words, regions }) {
    const argument = argumentOf(words.words.chatRegion, text);
    return argument === null ? null : (regionNamed(argument, await regions()) ?? null);
  },
  async run(region, call): Promise<Done> {
    const facts = await keep(call, { region: region.slug });
    return { ...told(call.words.chat.region, { region: quoted(region.fullName) }), facts };
  },
});

async function keep(
  call: Call,
  given: { audience?: Audience; region?: string },
): Promise<{ audience: Audience; region: string | null }> {
  const { message, ports, moment } = call;
  const { platform, chatId } = message;
  const before = await ports.chats.chat(message);
  const audience = given.audience ?? before?.audience ?? 'public';
  const region = given.region ?? before?.region ?? null;
  await ports.chats.setChat({ platform, chatId, audience, region, at: moment.now, by: actor(call) });
  return { audience, region };
}

function audienceNamed(word: string, { audiences }: CommandWords): Audience | null {
  const found = (Object.entries(audiences) as [Audience, string[]][]).find(([, names]) =>
    names.includes(word),
  );
  return found?.[0] ?? null;
}
