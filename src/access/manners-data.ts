/** The shape of `intents/lexicon/manners.yaml`: limits at the door, and what is said there. */
import { z } from 'zod';

const count = z.number().int().min(1);

/** `count` in any `seconds`, and beyond it `burst` more in a longer time. */
const limit = z.strictObject({
  count,
  seconds: count,
  burst: z.strictObject({ count, seconds: count }),
});

export const MANNERS_SCHEMA = z.strictObject({
  person: limit,
  group: limit,
  platform: limit,
  /** After a notice nobody hears the next one for so long. */
  noticeSeconds: count,
  flood: z.strictObject({ times: z.number().int().min(2), seconds: count, repeatable: z.array(z.string()) }),
  pingPong: z.strictObject({ replies: count, seconds: count, silenceSeconds: count }),
  /** How long an account keeps the right to answer what was said to several. */
  claimSeconds: count,
  codes: z.strictObject({ personPerHour: count, platformPerHour: count }),
  notices: z.strictObject({ person: z.string(), group: z.string(), platform: z.string() }),
  switchedOff: z.strictObject({
    chat: z.string(),
    channel: z.string(),
    subject: z.string(),
    /** With the slot {end}. */
    until: z.string().includes('{end}'),
  }),
  texts: z.strictObject({ failed: z.string(), choiceGone: z.string(), choiceOfOther: z.string() }),
});

export type Manners = z.infer<typeof MANNERS_SCHEMA>;
export type Limit = Manners['person'];
