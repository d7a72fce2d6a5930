/** 提醒, 详情 and 我牵头的: what fires, one alert in full, one's own projects with their lights. */
import { alertPerson } from './alerts-answers.ts';
import { idsAfter } from './alerts-forms.ts';
import { chatCommand } from './command.ts';
import { isWord } from './forms.ts';
import { cannot } from './replies.ts';

export const alertDetail = chatCommand<string>({
  name: 'alertDetail',
  role: 'staff',
  where: 'private',
  parse: (text, { words }) => idsAfter(words.words.alertDetail, text)?.[0] ?? null,
  async run(id, call) {
    const { ports, moment, words } = call;
    const answer = await ports.alerts.detail(id, alertPerson(call), moment.now);
    if (answer === null) return cannot(words.alerts.unknown, { ids: id });
    return { reply: { answer }, facts: { id } };
  },
});

export const myAlerts = chatCommand<true>({
  name: 'myAlerts',
  role: 'staff',
  where: 'private',
  parse: (text, { words }) => (isWord(words.words.myAlerts, text) ? true : null),
  async run(_, call) {
    return { reply: { answer: await call.ports.alerts.firing(alertPerson(call), call.moment.now) } };
  },
});

export const myProjects = chatCommand<true>({
  name: 'myProjects',
  role: 'staff',
  where: 'private',
  parse: (text, { words }) => (isWord(words.words.myProjects, text) ? true : null),
  async run(_, call) {
    return { reply: { answer: await call.ports.alerts.projects(alertPerson(call), call.moment.now) } };
  },
});
