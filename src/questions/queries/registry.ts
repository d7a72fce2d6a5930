/** Every query by the name that intents use. A new one is a file and a line here. */
import type { Query } from '../query.ts';
import { bearers } from './bearers.ts';
import { compare } from './compare.ts';
import { contrast } from './contrast.ts';
import { documentDoubts, projectDoubts } from './doubts.ts';
import { due } from './due.ts';
import { history } from './history.ts';
import { lagging } from './lagging.ts';
import { count, list } from './lists.ts';
import { projectArithmetic } from './project-arithmetic.ts';
import {
  projectContact,
  projectDetail,
  projectHowto,
  projectReason,
  projectSource,
} from './project-clauses.ts';
import { projectFigure } from './project-figure.ts';
import { projectMilestone } from './project-milestone.ts';
import { people, projectOfficial, projectUnit } from './project-people.ts';
import { projectStatus } from './project-status.ts';
import { rank } from './rank.ts';
import { average } from './rates.ts';
import { cancel, documents, more, overview, smalltalk } from './talk.ts';

export const QUERIES = {
  status: projectStatus,
  figure: projectFigure,
  arithmetic: projectArithmetic,
  unit: projectUnit,
  official: projectOfficial,
  milestone: projectMilestone,
  reason: projectReason,
  howto: projectHowto,
  contact: projectContact,
  source: projectSource,
  detail: projectDetail,
  doubts: projectDoubts,
  documentDoubts,
  documents,
  due,
  list,
  count,
  rank,
  average,
  bearers,
  lagging,
  compare,
  contrast,
  overview,
  smalltalk,
  more,
  people,
  cancel,
  history,
} as const satisfies Record<string, Query>;

export type QueryName = keyof typeof QUERIES;

export const QUERY_NAMES = Object.keys(QUERIES);
