/** Percentages that tell the share of plan of the figure beside them: 扶持创业3.84万人，占年计划的128%. */
import type { Mention } from './mentions.ts';
import { figureWords } from './words.ts';

/** Shares by the mention they belong to, and the mentions that are nothing but shares. */
export interface Shares {
  ratios: Map<Mention, number>;
  dropped: Set<Mention>;
}

/** `plan`: surely a share of the plan; `loose`: one if a count stands before it; null: a figure of its own. */
export function shareKind(textBefore: string, mention: Mention): 'plan' | 'loose' | null {
  if (!mention.percent) return null;
  const words = textBefore
    .slice(-24)
    .replace(/^.*[。；;]/u, '')
    .trimEnd();
  const plan = words.match(figureWords.share)?.[0] ?? '';
  if (figureWords.planNamed.test(plan)) return 'plan';
  return figureWords.shareLoose.test(words) ? 'loose' : null;
}

/** Gives each share to the nearest count before it; 分别占…123.3%、100% go to as many counts, in order. */
export function attachShares(text: string, mentions: readonly Mention[]): Shares {
  const shares: Shares = { ratios: new Map(), dropped: new Set() };
  for (let at = 0; at < mentions.length; at++) {
    const run = shareRun(text, mentions, at);
    if (run.length === 0) continue;
    const counts = openCounts(text, mentions.slice(0, at), run[0]?.start ?? 0);
    const owners = counts.slice(-run.length);
    owners.forEach((owner, index) => {
      const share = run[index];
      if (share && !shares.ratios.has(owner))
        shares.ratios.set(owner, Number((share.value / 100).toPrecision(12)));
    });
    const plain = run.filter((share) => isOnlyShare(text, share, owners.length > 0));
    for (const share of plain) shares.dropped.add(share);
    at += run.length - 1;
  }
  return shares;
}

/** Counts before a share; those of a bracket closed in between (5.3万个（公共1.12万个），占106%) only if no others. */
function openCounts(text: string, before: readonly Mention[], shareStart: number): Mention[] {
  const counts = before.filter((mention) => !mention.percent);
  const open = counts.filter(({ end }) => !/^[^（(]*[）)]/.test(text.slice(end, shareStart)));
  return open.length > 0 ? open : counts;
}

/** The shares that begin at a mention: one, or several joined by 、. */
function shareRun(text: string, mentions: readonly Mention[], at: number): Mention[] {
  const first = mentions[at];
  const kind = first ? shareKind(text.slice(0, first.start), first) : null;
  if (!first || !kind) return [];
  if (kind === 'loose' && !mentions.slice(0, at).some((mention) => !mention.percent)) return [];
  const run = [first];
  for (let next = at + 1; next < mentions.length; next++) {
    const mention = mentions[next];
    if (!mention?.percent || !/^[、和,，]\s*$/.test(mention.before)) break;
    run.push(mention);
  }
  return run;
}

/** 覆盖率69.9% and 完成率72% are figures as well as shares; 占年计划128% and 完成56% are not. */
function isOnlyShare(text: string, share: Mention, owned: boolean): boolean {
  if (shareKind(text.slice(0, share.start), share) === 'plan') return true;
  return owned && !share.before.includes('率');
}
