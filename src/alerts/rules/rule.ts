/** What a rule of alerts is. */

import type { RuleKind, Severity } from '../../domain/alerts.ts';
import type { Block } from '../../domain/answer.ts';
import type { IsoDate } from '../../domain/project.ts';
import type { Dossier } from '../../domain/records.ts';
import { isBehind, type ReasonCode, type Verdict } from '../../domain/schedule.ts';
import type { ReaderClass } from '../alert.ts';
import type { FiledRate } from '../ports.ts';
import type { AlertWords } from '../wording.ts';

/** What is known of one project, by one class of readers. */
export interface Facts {
  dossier: Dossier;
  verdict: Verdict;
  /** Newest first. */
  rates: readonly FiledRate[];
  today: IsoDate;
  /** How many days of the year a list may be without any report. */
  firstReportDays: number;
  /** How many days after a due day the report is waited for that tells whether it was kept. */
  lastReportDays: number;
  words: AlertWords['rules'];
}

/** What a rule found. */
export interface Found {
  severity: Severity;
  /** As a code. */
  reason: string;
  /** The point first, then what proves it. */
  lines: readonly Block[];
  /** What tells this trouble from another of the same kind; absent where there can be only one. */
  detail?: string;
}

export interface Rule {
  kind: RuleKind;
  /** For whom it is first. */
  audience: ReaderClass;
  /** Whether those who were told are told once that the project does well again. */
  tellsEnd: boolean;
  find(facts: Facts): Found | null;
}

/** The verdict's reason of a code; undefined when it has none. */
export function reasonOf({ reasons }: Verdict, ...codes: readonly ReasonCode[]) {
  return reasons.find(({ code }) => codes.includes(code));
}

/** How grave a verdict is; `otherwise` where its light says nothing. */
export function severityOf({ light }: Verdict, otherwise: Severity): Severity {
  return isBehind(light) ? light : otherwise;
}
