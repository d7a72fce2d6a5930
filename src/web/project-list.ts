/** The list of one region and year, with the ways to the others. */
import { html } from 'hono/html';
import type { ProjectSummary, RegionRecord } from '../domain/records.ts';
import { percent, stateWord } from './format.ts';
import type { Markup } from './layout.ts';
import { PROJECTS } from './wording.ts';

/** Regions shown as links at once; the others are folded away. */
const REGIONS_SHOWN = 12;

/** What one list page shows. */
export interface ListScope {
  /** All there are, for the links. */
  regions: readonly RegionRecord[];
  region: RegionRecord;
  year: number;
  projects: readonly ProjectSummary[];
}

/** Links to regions and years, then the projects in the order of the list. */
export function projectList({ regions, region, year, projects }: ListScope): Markup {
  return html`<h1>${region.fullName} ${year} 年</h1>
${regionLinks(regions, region)}
${region.years.length > 1 ? yearLinks(region, year) : ''}
<p class="quiet">${PROJECTS.count(projects.length)}</p>
<ol class="projects">${projects.map(projectRow)}</ol>`;
}

function regionLinks(regions: readonly RegionRecord[], current: RegionRecord): Markup | string {
  if (regions.length < 2) return '';
  const link = (region: RegionRecord) =>
    scopeLink(region, region.years[0]!, region.fullName, region === current);
  const more = regions.slice(REGIONS_SHOWN);
  return html`<nav class="scopes" aria-label="${PROJECTS.region}">${regions.slice(0, REGIONS_SHOWN).map(link)}</nav>
${more.length ? html`<details class="scopes"><summary>${PROJECTS.moreRegions}</summary>${more.map(link)}</details>` : ''}`;
}

function yearLinks(region: RegionRecord, current: number): Markup {
  const links = region.years.map((year) => scopeLink(region, year, `${year} 年`, year === current));
  return html`<nav class="scopes" aria-label="${PROJECTS.year}">${links}</nav>`;
}

function scopeLink(region: RegionRecord, year: number, label: string, current: boolean): Markup {
  const query = new URLSearchParams({ region: region.slug, year: String(year) });
  return html`<a href="/projects?${query.toString()}" ${current ? html`aria-current="page"` : ''}>${label}</a>`;
}

function projectRow(project: ProjectSummary): Markup {
  const responsible = project.units.filter((unit) => unit.role !== 'supporting').map((unit) => unit.name);
  return html`<li><a href="/projects/${encodeURIComponent(project.id)}">
<span class="number">${project.position}</span><span class="what"><strong>${project.name}</strong>
<span class="quiet">${responsible.join('、')}</span></span>
${stateMark(project)}</a></li>`;
}

/** The state with the rate that the document states; nothing where it says neither. */
function stateMark(project: ProjectSummary): Markup | string {
  const rate = project.statedRate === null ? '' : percent(project.statedRate);
  const text = [stateWord(project), rate].filter(Boolean).join(' ');
  return text ? html`<span class="state ${project.status}">${text}</span>` : '';
}
