/** 本群订阅提醒 and 本群退订提醒: whether a group of staff or leaders hears of alerts. Ordered by an operator. */
import { actor, chatCommand } from './command.ts';
import { isWord } from './forms.ts';
import { cannot, told } from './replies.ts';

export const alertGroup = chatCommand<'on' | 'off'>({
  name: 'alertGroup',
  role: 'operator',
  where: 'group',
  parse(text, { words: { words } }) {
    if (isWord(words.alertGroupOn, text)) return 'on';
    return isWord(words.alertGroupOff, text) ? 'off' : null;
  },
  async run(wish, call) {
    const { ports, message, moment, words } = call;
    const setting = await ports.chats.chat(message);
    if (wish === 'on' && (setting === null || setting.audience === 'public'))
      return cannot(words.alerts.publicGroup, {}, 'not_allowed');
    const group = { platform: message.platform, chatId: message.chatId, account: message.account ?? '' };
    await ports.alerts.setGroup(group, wish === 'on', { by: actor(call), at: moment.now });
    return { ...told(wish === 'on' ? words.alerts.groupOn : words.alerts.groupOff), facts: { wish } };
  },
});
