/**
 * Who should have been told what and when, reckoned from the made-up truth alone: nothing of the program's own rules is
 * used. A project is behind when the percent that its newest report states lies below a straight line through the year.
 */
import type { IsoDate } from '../domain/project.ts';
import type { Calendar } from '../timetable/calendar.ts';
import type { MadeDocument } from './documents.ts';
import { afterOutage, type Outage } from './events.ts';
import type { SaidRules } from './rules.ts';
import type { World } from './truth.ts';

/** A project that is behind: from the report that first says so to the one that no longer does. */
export interface DueAlert {
  title: string;
  list: number;
  /** Percentage points below the line, as the report has it that makes it due. */
  pointsBehind: number;
  /** The first moment at which somebody may be told. */
  due: string;
  /** When a newer report says otherwise; null when none does. */
  until: string | null;
}

/** How the year was played. */
export interface Course {
  world: World;
  documents: readonly MadeDocument[];
  calendar: Calendar;
  outage: Outage;
  rules: SaidRules;
  /** Last instant that was played. */
  end: string;
}

/** So close to a threshold either reading is right: days of a year can be counted in more than one way. */
const LEEWAY_POINTS = 0.6;

/** Every time that a project fell behind, as far as reports said so before the end; none where the rule is another. */
export function dueAlerts(course: Course): DueAlert[] {
  const { world, end, rules } = course;
  const { remindPoints } = rules;
  if (remindPoints === null) return [];
  const known = course.documents.filter((document) => handedIn(document, course) < end);
  return world.lists.flatMap(({ projects }, list) =>
    projects.flatMap((project) => {
      const reports = known.filter((document) => document.list === list);
      return outbreaksOf(
        reports.map((report) => ({
          at: handedIn(report, course),
          points: pointsBehind(report.asOf, project.months[report.month - 1]!.statedPercent),
        })),
        { ...course, remindPoints },
      ).map((outbreak) => ({ title: project.title, list, ...outbreak }));
    }),
  );
}

/** When a report really came in: not while the program was down. */
export function handedIn(document: MadeDocument, { outage }: Pick<Course, 'outage'>): string {
  return afterOutage(document.handedIn, outage);
}

/** Percentage points below a straight line from the first to the last day of the year; done is never behind. */
function pointsBehind(asOf: IsoDate, statedPercent: number): number {
  if (statedPercent >= 100) return Number.NEGATIVE_INFINITY;
  const year = Number(asOf.slice(0, 4));
  const [first, last] = [Date.UTC(year, 0, 1), Date.UTC(year + 1, 0, 1)];
  const passed = (Date.parse(asOf) + 24 * 60 * 60 * 1000 - first) / (last - first);
  return passed * 100 - statedPercent;
}

type Outbreak = Pick<DueAlert, 'pointsBehind' | 'due' | 'until'>;

function outbreaksOf(
  reports: readonly { at: string; points: number }[],
  course: Course & { remindPoints: number },
): Outbreak[] {
  const { rules, calendar, outage, remindPoints } = course;
  const found: Outbreak[] = [];
  let open: Outbreak | null = null;
  for (const { at, points } of reports) {
    if (points < remindPoints - LEEWAY_POINTS) {
      if (open) open.until = at;
      open = null;
    } else if (!open && points >= remindPoints + LEEWAY_POINTS) {
      const due = afterOutage(calendar.nextWorkMoment(at, rules.hours), outage);
      open = { pointsBehind: points, due: calendar.nextWorkMoment(due, rules.hours), until: null };
      found.push(open);
    }
  }
  return found;
}
