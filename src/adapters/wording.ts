/** The few words that the channels themselves say. Answers come worded from the question path. */

/** Said instead of an answer when something broke. Never names the cause. */
export const APOLOGY = '抱歉，刚才没有答上来，请稍后再试一次。';

/** Said when nothing readable was sent. */
export const NOTHING_SAID = '请输入您的问题，例如：两癌检查完成了多少？';

/** The day that figures hold for, and the document they stand in. */
export const AS_OF = (day: string): string => `截至 ${day}`;
export const SOURCE = (document: string): string => `来源：《${document}》`;
