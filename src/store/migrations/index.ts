/** Forward migrations in order. A new one is one file and one line here; old ones are never edited. */
import type { Migration } from 'kysely/migration';
import * as lists from './001-lists.ts';
import * as search from './002-search.ts';
import * as talk from './003-talk.ts';
import * as delivery from './004-delivery.ts';
import * as access from './005-access.ts';
import * as audience from './006-audience.ts';
import * as alerts from './007-alerts.ts';
import * as digests from './008-digests.ts';
import * as jobs from './009-jobs.ts';
import * as model from './010-model.ts';
import * as reviews from './011-reviews.ts';
import * as imports from './012-imports.ts';

/** Applied once each, in the order of their names. */
export const MIGRATIONS: Record<string, Migration> = {
  '001-lists': lists,
  '002-search': search,
  '003-talk': talk,
  '004-delivery': delivery,
  '005-access': access,
  '006-audience': audience,
  '007-alerts': alerts,
  '008-digests': digests,
  '009-jobs': jobs,
  '010-model': model,
  '011-reviews': reviews,
  '012-imports': imports,
};
