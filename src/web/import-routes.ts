/** The routes below `/operator/imports`: hand in, confirm, cancel, undo. Mounted behind the operators' login. */
import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Assets } from './assets.ts';
import { importPage } from './import-page.ts';
import type { ImportDesk, PageFile } from './import-ports.ts';
import { AUDIENCES, IMPORT, IMPORT_DONE } from './import-wording.ts';
import type { OperatorEnv } from './operator-session.ts';
import { derivedSecret } from './secrets.ts';

/** What a form holds besides its file. */
const FIELDS_BYTES = 16 * 1024;
const MEGABYTE = 1024 * 1024;

type Page = Context<OperatorEnv>;

/** @param ownForm lets pass only forms made for the session */
export function importRoutes(
  desk: ImportDesk,
  assets: Assets,
  ownForm: MiddlewareHandler<OperatorEnv>,
): Hono<OperatorEnv> {
  const routes = new Hono<OperatorEnv>();
  const show = async (c: Page, problems: readonly string[] = []) => {
    const word = c.req.query('done') ?? '';
    const done = Object.hasOwn(IMPORT_DONE, word) ? (word as keyof typeof IMPORT_DONE) : null;
    const [pending, last] = [await desk.pending(draftsOf(c)), await desk.last()];
    const { formToken } = c.get('session');
    return c.html(
      importPage(assets, { formToken, done, problems, pending, last }),
      problems.length ? 422 : 200,
    );
  };
  const back = (c: Page, done: keyof typeof IMPORT_DONE) => c.redirect(`/operator/imports?done=${done}`, 303);
  const tooLarge = (c: Page) => c.text(IMPORT.tooLarge(desk.maxBytes / MEGABYTE), 413);
  const withFile = bodyLimit({ maxSize: desk.maxBytes + FIELDS_BYTES, onError: tooLarge });
  const small = bodyLimit({ maxSize: FIELDS_BYTES, onError: (c) => c.text('', 413) });
  routes.get('/', (c) => show(c));
  routes.post('/', withFile, ownForm, async (c) => {
    const file = await fileIn(c);
    const problems = Array.isArray(file) ? file : await desk.handIn(draftsOf(c), file);
    return problems.length > 0 ? show(c, problems) : c.redirect('/operator/imports', 303);
  });
  routes.post('/confirm', small, ownForm, async (c) => {
    const { token, audience } = await c.req.parseBody();
    if (typeof token !== 'string' || !isAudience(audience)) return back(c, 'over');
    return back(c, await desk.confirm(draftsOf(c), token, audience));
  });
  routes.post('/cancel', small, ownForm, async (c) => {
    await desk.cancel(draftsOf(c));
    return back(c, 'cancelled');
  });
  routes.post('/undo', small, ownForm, async (c) => {
    const { id } = await c.req.parseBody();
    const isId = typeof id === 'string' && /^\d{1,15}$/.test(id);
    return back(c, isId && (await desk.undo(Number(id))) ? 'undone' : 'notUndone');
  });
  return routes;
}

/** Under what a session's file waits: tells nothing of the session itself. */
const draftsOf = (c: Page): string => derivedSecret(c.get('session').formToken, 'imports');

const isAudience = (value: unknown): value is keyof typeof AUDIENCES =>
  typeof value === 'string' && Object.hasOwn(AUDIENCES, value);

/** The file with what was said about it, or what is wrong with the form. */
async function fileIn(c: Page): Promise<PageFile | string[]> {
  const { file, ...fields } = await c.req.parseBody();
  const said = (name: string): string => {
    const value = fields[name];
    return typeof value === 'string' ? value.trim() : '';
  };
  if (!(file instanceof File) || file.name === '') return [IMPORT.noFile];
  const [region, year, periodEnd] = [said('region'), said('year'), said('periodEnd')];
  if (year !== '' && !/^(?:19|20)\d\d$/.test(year)) return [IMPORT.wrongYear];
  if (periodEnd !== '' && !/^\d{4}-\d\d-\d\d$/.test(periodEnd)) return [IMPORT.wrongDay];
  return {
    name: file.name,
    bytes: new Uint8Array(await file.arrayBuffer()),
    ...(region === '' ? {} : { region }),
    ...(year === '' ? {} : { year: Number(year) }),
    ...(periodEnd === '' ? {} : { periodEnd }),
  };
}
