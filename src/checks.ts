/** Everything that can be wrong before a question is asked: settings, words, intents. All of it at once. */
import { MESSENGERS } from './adapters/registry.ts';
import { checkConfig, type Environment, synonymsPath } from './config.ts';
import type { Problem } from './domain/errors.ts';
import { resolveFiles, settingsFor } from './settings.ts';
import { checkedWords, problemsOf } from './word-checks.ts';

/** Every problem of settings, lexicon, policy and intents; empty when all is well. */
export async function checkAll(environment: Environment): Promise<Problem[]> {
  const problems = checkConfig(environment);
  const policy = async () =>
    (await import('./policy.ts')).loadPolicy(environment.MINSHENG_POLICY?.trim() || null);
  problems.push(...(await checkedWords({ synonymsPath: synonymsPath(environment) ?? undefined })).problems);
  for (const load of [policy, ...channelLoaders(environment)]) problems.push(...(await problemsOf(load)));
  const lines = new Map(problems.map((problem) => [`${problem.where} ${problem.message}`, problem]));
  return [...lines.values()];
}

/** The settings of the chat platforms that are set up; nothing is connected. */
function channelLoaders(environment: Environment): (() => Promise<unknown>)[] {
  const settings = resolveFiles(environment).environment;
  const publicUrl = settings.MINSHENG_PUBLIC_URL?.trim().replace(/\/+$/, '') || null;
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  return MESSENGERS.flatMap(({ variables, load }) => {
    const given = settingsFor(variables, settings);
    if (!given) return [];
    return async () => (await load()).createMessengers(given, { log, now: () => new Date(), publicUrl });
  });
}
