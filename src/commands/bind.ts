/** 绑定 and 解除绑定: rights for whoever has a code. */
import { actor, type Call, chatCommand, type Done } from './command.ts';
import { argumentOf, isWord } from './forms.ts';
import { cannot, told } from './replies.ts';

/** A right or wrong code as people type it: letters and digits with blanks or dashes between. */
const CODE_LIKE = /^[\s:：]*((?:[0-9A-Za-z][\s\-_.·—–－]*){8,20})$/u;

/** A code shown in a group is worth nothing any more: everybody there could use it. */
export const bind = chatCommand({
  name: 'bind',
  role: 'resident',
  where: 'any',
  parse(text, { words }) {
    if (isWord(words.words.bind, text)) return '';
    const word = words.words.bind.find((one) => text.startsWith(one));
    return word === undefined ? null : (CODE_LIKE.exec(text.slice(word.length))?.[1] ?? null);
  },
  async run(typed, call) {
    const { message, ports, words } = call;
    if (typed === '') return told(words.bind.how);
    if (message.chatKind === 'group') return spoil(typed, call);
    if (!ports.identifies(message.platform)) return cannot(words.bind.elsewhere, {}, 'not_allowed');
    const binding = await ports.codes.redeem({ person: personOf(message), typed }, call.moment.now);
    if (binding === null) return cannot(words.bind.refused, {}, 'not_allowed');
    const { role, unit, region } = binding;
    return { ...told(words.bind.done, { role: words.roles[role] }), facts: { role, unit, region } };
  },
});

const personOf = ({ platform, personId, account = '', chatId }: Call['message']) => ({
  platform,
  personId,
  account,
  chatId,
});

async function spoil(typed: string, { message, ports, words, moment }: Call): Promise<Done> {
  const spoilt = await ports.codes.spoil({ person: personOf(message), typed }, moment.now);
  return { ...cannot(words.bind.spoilt, {}, 'not_allowed'), facts: { spoilt } };
}

/** The person gives their own rights back. */
export const unbind = chatCommand({
  name: 'unbind',
  role: 'resident',
  where: 'any',
  parse: (text, { words }) => (argumentOf(words.words.unbind, text) === '' ? true : null),
  async run(_, call) {
    const { message, ports, words, moment } = call;
    const had = await ports.rights.revoke(message, actor(call), moment.now);
    return told(had ? words.bind.unbound : words.bind.wasNotBound);
  },
});
