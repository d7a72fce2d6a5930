/** Whether one recipient is told of one alert now, and why or why not. Pure. */
import { reaches } from '../domain/access.ts';
import {
  type Alert,
  compareSeverity,
  type Instant,
  type Notice,
  type Occasion,
  type Silence,
} from '../domain/alerts.ts';
import type { Recipient } from '../domain/push.ts';
import type { Decision, Held, ReaderClass, Signal, View } from './alert.ts';
import { isUnclear } from './life.ts';
import type { AlertPolicy, Circle } from './policy.ts';
import { isTold } from './route.ts';
import { RULES } from './rules/registry.ts';

/** One alert and one who is concerned by it. */
export interface Case {
  alert: Alert;
  to: Recipient;
  class: ReaderClass;
  circle: Circle;
  view: View;
  /** What this recipient was told of this outbreak, oldest first. */
  told: readonly Notice[];
  /** Of this alert, over and running, oldest first. */
  silences: readonly Silence[];
  now: Instant;
  policy: AlertPolicy;
}

/** Null where there is nothing to say and nothing to explain. */
export function decide(one: Case): Decision | null {
  const { alert, to, class: reader, view } = one;
  const signal = view.signals.get(alert.fingerprint);
  const base = { alert, to, class: reader };
  const held = (reason: Held): Decision => ({ ...base, send: false, reason });
  const send = (occasion: Occasion): Decision => ({
    ...base,
    send: true,
    occasion,
    severity: signal?.severity ?? alert.severity,
  });
  if (signal === undefined) return atTheEnd(one, { held, send });
  if (alert.state === 'resolved') return null;
  if (view.inhibited.has(alert.fingerprint)) return held('inhibited');
  if (silencedNow(one)) return held('silenced');
  if (!isTold({ alert, signal }, one.circle, one.policy)) return held('notAtThisStep');
  const occasion = occasionOf(one, signal);
  return occasion === null
    ? held(alert.state === 'acknowledged' ? 'acknowledged' : 'toldAlready')
    : send(occasion);
}

interface Verdicts {
  held(reason: Held): Decision;
  send(occasion: Occasion): Decision;
}

/** Nobody of this class sees it any more: those who were told are told once that it is good, if it is. */
function atTheEnd({ alert, view, told }: Case, { held, send }: Verdicts): Decision | null {
  const project = view.projects.get(alert.projectId);
  if (project === undefined || told.length === 0) return null;
  if (isUnclear(alert, project)) return held('nothingKnownNow');
  const isGood = ['done', 'ahead', 'onSchedule'].includes(project.light);
  if (!isGood || !RULES[alert.kind].tellsEnd) return null;
  return told.some(({ occasion }) => occasion === 'resolved') ? null : send('resolved');
}

/** A silence does not hold for those who stand above whoever made it. */
function silencedNow({ silences, to, now }: Case): boolean {
  return silences.some(({ role, until }) => reaches(role, to.role) && until > now);
}

function occasionOf({ alert, told, silences, to, now }: Case, { severity }: Signal): Occasion | null {
  const last = told.filter(({ occasion }) => occasion !== 'resolved').at(-1);
  if (last === undefined) return 'first';
  if (compareSeverity(severity, last.severity) > 0) return 'worse';
  if (alert.state === 'acknowledged') return null;
  if (compareSeverity(alert.step, last.step) > 0) return 'climbed';
  const over = silences.some(({ role, until }) => reaches(role, to.role) && until <= now && until > last.at);
  return over ? 'silenceOver' : null;
}
