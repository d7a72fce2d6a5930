/** Who is told of a made-up year: what they are bound to, what they subscribe to, how they answer. */
import type { Rights } from '../domain/access-records.ts';
import { createRandom } from './random.ts';
import type { World } from './truth.ts';

/** How somebody answers what is pushed to them: 收到, a silence with a reason, or never. */
export type Habit = 'acknowledges' | 'silences' | 'never';

/** One person of a made-up year. */
export interface MadePerson extends Omit<Rights, 'region'> {
  personId: string;
  /** Place of the list that they belong to. */
  list: number;
  habit: Habit;
  /** Hours from a push to its answer. */
  answersAfterHours: number;
  /** What they order in their chat; null when nothing. */
  subscribes: string | null;
}

/** Orders of digests as people type them. */
export const DAILY = '订阅日报 8:30';
export const WEEKLY = '订阅周报 周一 9:00';

const HABITS: readonly Habit[] = ['acknowledges', 'never', 'acknowledges', 'silences'];

/** One member of staff a bureau, one for the office, the leaders by name, one for the whole region. */
export function createPeople({ lists, size }: World): MadePerson[] {
  const random = createRandom(size.seed + 2);
  return lists.flatMap(({ projects, officials }, list) => {
    const bureaus = [...new Set(projects.map((project) => project.bureau))];
    const rights: Omit<Rights, 'region'>[] = [
      ...bureaus.map((unit) => ({ role: 'staff' as const, unit, official: null })),
      { role: 'staff', unit: null, official: null },
      ...officials.map((official) => ({ role: 'leader' as const, unit: null, official })),
      { role: 'leader', unit: null, official: null },
    ];
    return rights.map((right, index) => ({
      ...right,
      personId: `${list}-${index}`,
      list,
      habit: HABITS[(index + list) % HABITS.length]!,
      answersAfterHours: random.between(2, 80),
      subscribes: right.role === 'leader' ? WEEKLY : index % 2 === 0 ? DAILY : null,
    }));
  });
}
