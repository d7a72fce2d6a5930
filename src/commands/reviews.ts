/** 没答上: what people asked in vain, most frequent first, as far as the person's class may know of it. */
import type { ReviewEntry } from '../domain/review.ts';
import { type Call, chatCommand, standing } from './command.ts';
import { regionCommand } from './forms.ts';
import { told } from './replies.ts';
import { counted, own, quoted, replyOf, say } from './say.ts';

const LINES = 10;

/** Without a region that of the person, else all. */
export const reviews = chatCommand({
  name: 'reviews',
  role: 'staff',
  where: 'private',
  parse: (text, tools) => regionCommand(tools.words.words.reviews, text, tools),
  async run(asked, call) {
    const { ports, words, asker } = call;
    const region = asked === 'own' ? asker.region : asked.slug;
    const filter = { limit: LINES, ...(region === null ? {} : { region }) };
    const entries = await ports.reviews(standing(asker), filter);
    if (entries.length === 0) return told(words.reviews.none);
    const head = say('head', words.reviews.head, { count: counted(entries.length) });
    return { reply: replyOf([head, ...entries.map((entry) => line(entry, call))], { kind: 'list' }) };
  },
});

function line({ text, count, cause, lastDay }: ReviewEntry, { words }: Call) {
  return say('item', words.reviews.item, {
    text: quoted(text),
    count: own(String(count)),
    cause: words.reviewCauses[cause],
    day: own(lastDay),
  });
}
