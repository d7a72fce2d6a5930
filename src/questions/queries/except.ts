/** 除了停车位还有啥: a list without the projects that are named. */
import type { ProjectSummary } from '../../domain/records.ts';
import { hold } from '../find/fit.ts';
import { prepare } from '../find/prepared.ts';
import type { QueryInput } from '../query.ts';

/** How far a title must hold one of the words. */
const HELD = 0.55;

/** Leaves out what the question excepts by name; 除了这个 is the project spoken of last. */
export async function withoutExcepted(
  items: ProjectSummary[],
  { question, state, reader }: QueryInput,
): Promise<ProjectSummary[]> {
  const { except } = question;
  if (except === null) return items;
  if (except.length === 0) return items.filter(({ id }) => id !== state.projects[0]);
  const dossiers = await reader.dossiers(items.map(({ id }) => id));
  const named = dossiers.filter((dossier) => {
    const { name } = prepare(dossier);
    return except.some((concept) => hold(name, concept) >= HELD);
  });
  const out = new Set(named.map(({ id }) => id));
  return items.filter(({ id }) => !out.has(id));
}
