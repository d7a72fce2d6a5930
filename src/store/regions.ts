/** Regions that have lists. A slug names one region for good: it is part of project ids. */
import type { Transaction } from 'kysely';
import type { Region } from '../domain/project.ts';
import { pinyinSlug } from '../text/pinyin.ts';
import type { Schema } from './schema.ts';

export interface StoredRegion {
  id: number;
  slug: string;
  fullName: string;
}

/** The character that only says what level a place has. */
const LEVEL = /(?:自治州|自治区|特别行政区|地区|[省市州盟])$/u;

/** Finds the region by its full name or adds it; a slug that another region has gets its parent's before it. */
export async function ensureRegion(trx: Transaction<Schema>, region: Region): Promise<StoredRegion> {
  const known = await trx
    .selectFrom('region')
    .select(['id', 'slug'])
    .where('full_name', '=', region.fullName)
    .executeTakeFirst();
  if (known) return { ...known, fullName: region.fullName };
  const slug = await freeSlug(trx, region);
  const added = await trx
    .insertInto('region')
    .values({
      slug,
      full_name: region.fullName,
      short_names: JSON.stringify(region.shortNames),
      parent_name: region.parentName,
      code: region.code,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { id: added.id, slug, fullName: region.fullName };
}

async function freeSlug(trx: Transaction<Schema>, region: Region): Promise<string> {
  const parent = pinyinSlug((region.parentName ?? '').replace(LEVEL, ''));
  const own = region.slug || pinyinSlug(region.fullName);
  const withParent = parent ? `${parent}-${own}` : own;
  for (let attempt = 0; ; attempt++) {
    const slug = attempt === 0 ? own : attempt === 1 ? withParent : `${withParent}-${attempt}`;
    const taken = await trx.selectFrom('region').select('id').where('slug', '=', slug).executeTakeFirst();
    if (!taken) return slug;
  }
}
