/** Reading the settings that several platforms have alike. */
import { ROLES, type Role } from '../domain/access.ts';
import type { Diagnosis } from '../domain/channel.ts';
import { InputError, type Problem } from '../domain/errors.ts';

/** Notes what is wrong with a variable. */
export type Wrong = (variable: string, message: string) => void;

/**
 * Reads settings, noting every problem.
 * @throws InputError with all of them at once
 */
export function checkSettings<Read>(read: (wrong: Wrong) => Read): Read {
  const problems: Problem[] = [];
  const result = read((variable, message) => {
    problems.push({ where: `环境变量 ${variable}`, message });
  });
  if (problems.length > 0) throw new InputError(problems);
  return result;
}

/** The highest class of reader that a channel may serve; `operator` when nothing is said, null for an unknown word. */
export function readRole(text: string | undefined): Role | null {
  return ROLES.find((each) => each === (text ?? 'operator').trim()) ?? null;
}

/** An address of a platform without a slash at the end; plain HTTP only on this machine. Null when it is none. */
export function readRoot(text: string): string | null {
  const url = URL.parse(text.trim());
  const bare = url && !url.username && !url.password && !url.search && !url.hash;
  if (!bare || !(url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url)))) return null;
  return url.href.replace(/\/+$/, '');
}

function isLoopback({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}

/** What settings give, or their problems as the doctor tells them. */
export function readOrProblems<Read>(read: () => Read): Read | Diagnosis[] {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return error.problems.map(({ where, message }) => ({
      level: 'fail',
      what: `${where}：${message}`,
      fix: null,
    }));
  }
}
