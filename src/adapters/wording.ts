/** The few words that the channels themselves say. Answers come worded from the question path. */
import type { OutgoingFile } from '../domain/message.ts';

/** Said instead of an answer when something broke. Never names the cause. */
export const APOLOGY = '抱歉，刚才没有答上来，请稍后再试一次。';

/** Said when nothing readable was sent. */
export const NOTHING_SAID = '请输入您的问题，例如：两癌检查完成了多少？';

/** The day that figures hold for, and the document they stand in. */
export const AS_OF = (day: string): string => `截至 ${day}`;
export const SOURCE = (document: string): string => `来源：《${document}》`;

/** Behind the first few of many documents. */
export const MORE_SOURCES = (documents: number): string => `等共 ${documents} 份文件`;

/** Said in place of a picture or document that the channel cannot carry. */
export const NOT_SHOWN = ({ kind, name }: OutgoingFile): string =>
  kind === 'image' ? '（另有一张图片，此处无法显示。）' : `（另有文件“${name}”，此处无法发送。）`;

/** Said to the person whose attachment cannot be read. */
export const ATTACHMENT = {
  where: '附件',
  gone: '文件取不到了，可能已过期或被撤回，请重新发送。',
  tooBig: (maxBytes: number): string => `文件太大，最多 ${Math.floor(maxBytes / 1024 / 1024)} MB。`,
};
