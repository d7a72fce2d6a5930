/** 绑定码 and 解绑: rights for others, given and taken by an operator. */
import type { Role } from '../domain/access.ts';
import type { PersonKey, Rights } from '../domain/access-records.ts';
import { chinaTime } from '../domain/china-time.ts';
import type { RegionRecord } from '../domain/records.ts';
import { actor, chatCommand } from './command.ts';
import { argumentOf, asksSomething, regionNamed } from './forms.ts';
import { cannot, denied, told } from './replies.ts';
import { echoed, own } from './say.ts';
import type { CommandWords } from './words.ts';

const CODE_HOURS = 24;

/** `绑定码 工作人员 区住建局 章丘区`, `绑定码 领导 张三 章丘区`. */
export const issueCode = chatCommand<Rights | 'usage' | 'operator'>({
  name: 'code',
  role: 'operator',
  where: 'private',
  async parse(text, { words, regions }) {
    const argument = argumentOf(words.words.code, text);
    if (argument === null || asksSomething(argument)) return null;
    return readRights(argument, words, await regions());
  },
  async run(rights, call) {
    const { ports, words, moment } = call;
    if (rights === 'usage') return told(words.code.usage);
    if (rights === 'operator') return denied(words.code.noOperator);
    const request = { rights, by: actor(call), hours: CODE_HOURS };
    const { code, expiresAt } = await ports.codes.issue(request, moment.now);
    const { role, unit, region } = rights;
    const slots = { code: own(code), role: words.roles[role], end: own(chinaTime(expiresAt)) };
    return { ...told(words.code.issued, slots), facts: { role, unit, region, expiresAt } };
  },
});

/** 工作人员 are bound to a unit, 领导 to an official; the last word may be a region. */
function readRights(
  text: string,
  { roles }: CommandWords,
  regions: readonly RegionRecord[],
): Rights | 'usage' | 'operator' {
  const [roleWord = '', ...rest] = text.split(/\s+/);
  const named = (Object.entries(roles) as [Role, string][]).find(([, label]) => label === roleWord);
  const role = named?.[0];
  if (role === 'operator') return 'operator';
  if (role !== 'staff' && role !== 'leader') return 'usage';
  const region = regionNamed(rest.at(-1) ?? '', regions);
  if (region === null) return 'usage';
  const words = region === undefined ? rest : rest.slice(0, -1);
  if (words.length > (role === 'leader' ? 2 : 1)) return 'usage';
  if (role === 'leader' && words.length === 0) return 'usage';
  const [first = null, second = null] = words;
  const bound = role === 'staff' ? { unit: first, official: null } : { unit: second, official: first };
  return { role, ...bound, region: region?.slug ?? null };
}

/** `解绑 telegram:12345`, the id as 我是谁 shows it. */
export const revoke = chatCommand<PersonKey>({
  name: 'revoke',
  role: 'operator',
  where: 'private',
  parse(text, { words }) {
    const argument = argumentOf(words.words.revoke, text);
    const [, platform = '', personId = ''] = /^([a-z][a-z-]*):(\S+)$/.exec(argument ?? '') ?? [];
    return platform === '' ? null : { platform, personId };
  },
  async run(person, call) {
    const { ports, words, moment } = call;
    const id = `${person.platform}:${person.personId}`;
    const had = await ports.rights.revoke(person, actor(call), moment.now);
    const done = had ? told(words.revoke.done, { id: echoed(id) }) : cannot(words.revoke.none);
    return { ...done, facts: { person: id } };
  },
});
