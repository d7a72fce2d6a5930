/** Tells the operator whether the WeChat channel can work, without logging in. */
import type { Diagnosis } from '../../domain/channel.ts';
import { InputError } from '../../domain/errors.ts';
import type { Settings } from '../kind.ts';
import { isReachable, splitEndpoint } from './gateway.ts';
import { readSettings, SERVICE_PUPPET, type WechatSettings } from './settings.ts';
import { TIMINGS } from './timings.ts';
import { FINDINGS } from './wording.ts';

/** Never throws. */
export async function diagnoseWechat(given: Settings): Promise<Diagnosis[]> {
  let settings: WechatSettings;
  try {
    settings = readSettings(given);
  } catch (error) {
    const problems = error instanceof InputError ? error.problems : [];
    return problems.map(({ where, message }) =>
      finding('fail', FINDINGS.settings(`${where}：${message}`), FINDINGS.settingsFix),
    );
  }
  return [
    packages(settings.puppet),
    ...(await gateway(settings)),
    finding('warn', FINDINGS.risk, FINDINGS.riskFix),
  ];
}

function finding(level: Diagnosis['level'], what: string, fix: string | null): Diagnosis {
  return { level, what, fix };
}

function packages(puppet: string): Diagnosis {
  const missing = ['wechaty', puppet].filter((name) => !isInstalled(name));
  if (missing.length === 0) return finding('ok', FINDINGS.installed(puppet), null);
  return finding('fail', FINDINGS.missing(missing.join('、')), FINDINGS.missingFix);
}

function isInstalled(name: string): boolean {
  try {
    import.meta.resolve(name);
    return true;
  } catch {
    return false;
  }
}

async function gateway({ puppet, endpoint, tls }: WechatSettings): Promise<Diagnosis[]> {
  if (puppet !== SERVICE_PUPPET && endpoint === null) return [];
  if (endpoint === null) return [finding('warn', FINDINGS.discovered, FINDINGS.discoveredFix)];
  const reached = (await isReachable(endpoint, TIMINGS.probeTimeoutMs))
    ? finding('ok', FINDINGS.reached(endpoint), null)
    : finding('fail', FINDINGS.unreached(endpoint), FINDINGS.unreachedFix);
  return tls || isLocal(endpoint) ? [reached] : [reached, finding('warn', FINDINGS.plain, FINDINGS.plainFix)];
}

function isLocal(endpoint: string): boolean {
  const { host = '' } = splitEndpoint(endpoint) ?? {};
  return host === 'localhost' || host === '::1' || host.startsWith('127.');
}
