/** `bindings`: who has which rights, and taking them away. */
import { ROLES } from '../domain/access.ts';
import { actorOf, type Binding } from '../domain/access-records.ts';
import { chinaTime } from '../domain/china-time.ts';
import { InputError } from '../domain/errors.ts';
import type { Invocation } from './command.ts';
import { table } from './table.ts';
import { COMMAND_LINE, type Store, withStore } from './with-store.ts';

const HEADER = ['编号', '身份', '单位', '姓名', '地区', '绑定时间', '发码人'];

/** Lists live bindings, highest role first; with `--revoke` takes one away. */
export async function bindings({ options, environment, terminal }: Invocation): Promise<number> {
  return withStore(environment, async (store) => {
    const id = options.get('revoke');
    if (id !== undefined) {
      await revoke(id, store);
      terminal.out(`已解绑 ${id}。\n`);
      return 0;
    }
    const all = (await store.access.rights.bindings()).sort(
      (a, b) => ROLES.indexOf(b.role) - ROLES.indexOf(a.role),
    );
    if (options.has('json')) terminal.out(`${JSON.stringify(all, null, 1)}\n`);
    else terminal.out(all.length === 0 ? '还没有绑定。\n' : `${table(HEADER, all.map(cells))}\n`);
    return 0;
  });
}

const cells = (binding: Binding): string[] => [
  actorOf(binding),
  binding.role,
  binding.unit ?? '',
  binding.official ?? '',
  binding.region ?? '',
  chinaTime(binding.boundAt),
  binding.by,
];

async function revoke(id: string, store: Store): Promise<void> {
  const [, platform = '', personId = ''] = /^([a-z][a-z-]*):(.+)$/.exec(id) ?? [];
  const now = new Date().toISOString();
  if (!(await store.access.rights.revoke({ platform, personId }, COMMAND_LINE, now)))
    throw new InputError([
      { where: '--revoke', message: `没有“${id}”的绑定；编号形如 telegram:12345，用 bindings 查看` },
    ]);
  await store.audit.record({ at: now, actor: COMMAND_LINE, action: 'revoke', detail: { person: id } });
}
