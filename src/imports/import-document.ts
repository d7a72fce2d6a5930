/** From a read document to everything the store needs. */
import type { Document } from '../domain/document.ts';
import { InputError, type Problem } from '../domain/errors.ts';
import type { Finding, ImportedDocument, ImportedProject } from '../domain/project.ts';
import { type Divisions, loadDivisions } from '../text/divisions.ts';
import { declaredCount, listFindings, misprints, placesOf } from './findings.ts';
import { readList } from './layouts/registry.ts';
import { saysAllDone } from './line-words.ts';
import type { RawList } from './raw.ts';
import { readProject } from './reading/read-project.ts';
import { noProjects } from './refusals.ts';
import { resolveScope, type Scope, type ScopeOptions } from './scope.ts';
import { inSimplified } from './traditional.ts';

/** What the person who imports says, and the sha256 of the file's bytes. */
export interface ImportDocumentOptions extends ScopeOptions {
  contentHash: string;
}

/**
 * Finds the list, its scope and its projects.
 * @throws InputError with every problem at once: no projects, no region, no year, a wrong date
 */
export function importDocument(
  printed: Document,
  options: ImportDocumentOptions,
  divisions: Divisions = loadDivisions(),
): ImportedDocument {
  const document = inSimplified(printed);
  const list = readList(document);
  if (!list) throw new InputError([noProjects(document)]);
  const scope = resolveScope({ document, list }, options, divisions);
  if (Array.isArray(scope)) throw new InputError(scope satisfies Problem[]);
  return {
    fileName: document.fileName,
    contentHash: options.contentHash,
    title: list.title,
    region: scope.region,
    year: scope.year,
    period: scope.period,
    declaredCount: declaredCount(list),
    layout: list.layout,
    projects: readProjects(list, scope),
    findings: [...scope.findings, ...listFindings(list), ...document.notes.map(readerNote)],
  };
}

/** What the reader left out is worth knowing beside what was read. */
const readerNote = (message: string): Finding => ({
  kind: 'missing',
  severity: 'note',
  message,
  clause: null,
});

function readProjects(list: RawList, { year, period }: Scope): ImportedProject[] {
  const allDone = [list.title ?? '', ...list.preamble].some((text) =>
    text.split(/[。；;]/u).some(saysAllDone),
  );
  const wrong = misprints(list);
  const places = placesOf(list);
  return list.projects.map((raw, i) => {
    const project = readProject(raw, { year, period, position: places[i]!, allDone });
    const own = wrong.filter(({ index }) => index === i).map(({ finding }) => finding);
    return { ...project, findings: [...project.findings, ...own] };
  });
}
