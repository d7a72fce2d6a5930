/** 我是谁: role, unit and region of the person, and the id that an operator needs. */
import type { Binding } from '../domain/access-records.ts';
import { actorOf } from '../domain/access-records.ts';
import { type Call, chatCommand } from './command.ts';
import { isWord } from './forms.ts';
import { told } from './replies.ts';
import { own, quoted, replyOf, say } from './say.ts';

/** In a group only where to ask: what somebody is bound to is nobody else's business. */
export const whoami = chatCommand({
  name: 'whoami',
  role: 'resident',
  where: 'any',
  parse: (text, { words }) => (isWord(words.words.whoami, text) ? true : null),
  async run(_, call) {
    const { message, ports, words } = call;
    if (message.chatKind === 'group') return told(words.me.group);
    if (!ports.identifies(message.platform)) return told(words.me.noPerson);
    const binding = await ports.rights.binding(message);
    const id = say('note', words.me.id, { id: own(actorOf(message)) });
    if (binding === null) return { reply: replyOf([say('text', words.me.nobody), id]) };
    return { reply: replyOf([...(await boundLines(binding, call)), id]) };
  },
});

async function boundLines({ role, unit, official, region }: Binding, { ports, words }: Call) {
  const named = (await ports.readerFor(role).regions()).find(({ slug }) => slug === region);
  return [
    say('text', words.me.bound, { role: words.roles[role] }),
    ...(unit === null ? [] : [say('text', words.me.unit, { unit: quoted(unit) })]),
    ...(official === null ? [] : [say('text', words.me.official, { official: quoted(official) })]),
    ...(region === null ? [] : [say('text', words.me.region, { region: quoted(named?.fullName ?? region) })]),
  ];
}
