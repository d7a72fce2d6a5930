/** The few words that the channels themselves say. Answers come worded from the question path. */

/** Said instead of an answer when something broke. Never names the cause. */
export const APOLOGY = '抱歉，刚才没有答上来，请稍后再试一次。';

/** Said when nothing readable was sent. */
export const NOTHING_SAID = '请输入您的问题，例如：两癌检查完成了多少？';

/** Before a day that figures hold for, and before a document's title. */
export const AS_OF = '截至';
export const SOURCE = '来源：';
