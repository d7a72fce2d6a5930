/** 帮助: what may be said here, by role. */
import { ROLES, reaches } from '../domain/access.ts';
import { chatCommand, standing } from './command.ts';
import { isWord } from './forms.ts';
import { lineOf, own, replyOf } from './say.ts';

/** Lists the commands of the person's role; in a group only what everybody may say. */
export const help = chatCommand({
  name: 'help',
  role: 'resident',
  where: 'any',
  parse: (text, { words }) => (isWord(words.words.help, text) ? true : null),
  async run(_, { asker, message, words }) {
    const role = message.chatKind === 'private' ? standing(asker) : 'resident';
    const lines = ROLES.filter((one) => reaches(role, one)).flatMap((one) => words.help[one]);
    return { reply: replyOf(lines.map((line) => lineOf('text', own(line)))) };
  },
});
