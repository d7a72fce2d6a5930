/** Everything that can be wrong before a question is asked: settings, words, intents. All of it at once. */
import { MESSENGERS } from './adapters/registry.ts';
import { checkConfig, type Environment } from './config.ts';
import { InputError, type Problem } from './domain/errors.ts';
import { resolveFiles, settingsFor } from './settings.ts';

/**
 * Each reads one part; what it cannot accept is thrown as an InputError. Loaded one by one, because some words are
 * read when their module is.
 */
const LOADERS: readonly (() => Promise<unknown>)[] = [
  async () => await import('./text/measures.ts'),
  async () => await import('./imports/import-document.ts'),
  async () => (await import('./text/divisions.ts')).loadDivisions(),
  async () => (await import('./text/bodies-data.ts')).loadBodies(),
  async () => (await import('./text/topics.ts')).loadTopics(),
  async () => (await import('./text/everyday.ts')).loadEveryday(),
  async () => (await import('./questions/understand/everyday.ts')).loadEverydayWords(),
  async () => (await import('./text/guards.ts')).loadGuards(),
  async () => (await import('./questions/cues.ts')).loadCues(),
  async () => (await import('./questions/find/measures.ts')).loadMeasureFit(),
  async () => (await import('./questions/wording.ts')).loadWording(),
  async () => (await import('./manners.ts')).loadManners(),
  async () => (await import('./commands/words.ts')).loadCommandWords(),
  async () => (await import('./digest-words.ts')).loadDigestWords(),
  async () => (await import('./alert-words.ts')).loadAlertWords(),
  async () => (await import('./model.ts')).loadModelWords(),
  async () => (await import('./samples.ts')).intentSamples(),
];

/** Every problem of settings, lexicon, policy and intents; empty when all is well. */
export async function checkAll(environment: Environment): Promise<Problem[]> {
  const problems = checkConfig(environment);
  const policy = async () =>
    (await import('./policy.ts')).loadPolicy(environment.MINSHENG_POLICY?.trim() || null);
  for (const load of [...LOADERS, policy, ...channelLoaders(environment)])
    problems.push(...(await problemsOf(load)));
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

async function problemsOf(load: () => Promise<unknown>): Promise<readonly Problem[]> {
  try {
    await load();
    return [];
  } catch (error) {
    if (error instanceof InputError) return error.problems;
    throw error;
  }
}
