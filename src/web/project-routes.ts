/** Read-only pages of the stored projects: a list by region and year, and one page a project. */
import { Hono } from 'hono';
import { html } from 'hono/html';
import type { WebEnv } from './app.ts';
import type { Assets } from './assets.ts';
import { type Markup, page } from './layout.ts';
import type { ProjectPages } from './ports.ts';
import { projectArticle } from './project-article.ts';
import { type ListScope, projectList } from './project-list.ts';
import { CHAT, ERRORS, PROJECTS, SITE } from './wording.ts';

/** The routes below `/projects`. */
export function projectRoutes(projects: ProjectPages, assets: Assets): Hono<WebEnv> {
  const routes = new Hono<WebEnv>();
  const reading = (title: string, body: Markup) =>
    page(assets, { title, description: CHAT.description, kind: 'reading', script: null, body: framed(body) });
  routes.get('/', async (c) => {
    const scope = await listScope(projects, c.req.query('region'), Number(c.req.query('year')));
    return c.html(reading(PROJECTS.title, scope ? projectList(scope) : html`<p>${PROJECTS.none}</p>`));
  });
  routes.get('/:id', async (c) => {
    const [dossier] = await projects.dossiers([c.req.param('id')]);
    if (!dossier) return c.html(messagePage(assets, PROJECTS.title, ERRORS.noProject), 404);
    return c.html(reading(dossier.name, projectArticle(dossier)));
  });
  return routes;
}

/** A page that says one thing, with the ways on. */
export function messagePage(assets: Assets, title: string, message: string): Markup {
  const body = html`<p class="lead">${message}</p>
<p><a href="/projects">${PROJECTS.title}</a></p>`;
  return page(assets, {
    title,
    description: CHAT.description,
    kind: 'reading',
    script: null,
    body: framed(body),
  });
}

/** The asked region and year where stored, else the first region and its newest year; null when nothing is. */
async function listScope(
  pages: ProjectPages,
  slug: string | undefined,
  year: number,
): Promise<ListScope | null> {
  const regions = await pages.regions();
  const region = regions.find((each) => each.slug === slug) ?? regions[0];
  const shown = region?.years.includes(year) ? year : region?.years[0];
  if (!region || shown === undefined) return null;
  const projects = await pages.list({ regionSlugs: [region.slug], years: [shown] });
  return { regions, region, year: shown, projects };
}

function framed(body: Markup): Markup {
  return html`<header class="bar"><a class="name" href="/">${SITE}</a>
<nav><a href="/projects">${PROJECTS.title}</a><a href="/">${PROJECTS.toChat}</a></nav></header>
<main>${body}</main>`;
}
