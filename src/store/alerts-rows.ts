/** Alerts as rows, and back. */
import type { Kysely, Selectable } from 'kysely';
import type { Alert, AlertFilter, Severity } from '../domain/alerts.ts';
import type { Schema } from './schema.ts';
import type { AlertTable } from './schema-alerts.ts';

/** Names that are asked for at once. */
const BATCH = 500;

/** Asks for many names in several goes. */
export async function inBatches<Row>(
  names: readonly string[],
  ask: (some: readonly string[]) => Promise<Row[]>,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (let from = 0; from < names.length; from += BATCH)
    rows.push(...(await ask(names.slice(from, from + BATCH))));
  return rows;
}

/** In the order of their fingerprints. */
export async function alertsBy(
  db: Kysely<Schema>,
  { regions, resolvedSince, fingerprints }: AlertFilter,
): Promise<Alert[]> {
  const all = () => db.selectFrom('alert').selectAll();
  const current = await inBatches(regions, (some) =>
    all()
      .where('region', 'in', some)
      .where((eb) => eb.or([eb('state', '<>', 'resolved'), eb('resolved_at', '>=', resolvedSince)]))
      .execute(),
  );
  const known = new Set(current.map(({ fingerprint }) => fingerprint));
  const others = fingerprints.filter((fingerprint) => !known.has(fingerprint));
  const older = await inBatches(others, (some) => all().where('fingerprint', 'in', some).execute());
  return [...current, ...older].map(readAlert).sort((a, b) => (a.fingerprint < b.fingerprint ? -1 : 1));
}

/** Unknown ids are left out. */
export async function alertsById(db: Kysely<Schema>, ids: readonly string[]): Promise<Alert[]> {
  const rows = await inBatches(ids, (some) =>
    db.selectFrom('alert').selectAll().where('short_id', 'in', some).execute(),
  );
  return rows.map(readAlert);
}

function readAlert(row: Selectable<AlertTable>): Alert {
  return {
    fingerprint: row.fingerprint,
    id: row.short_id,
    kind: row.kind as Alert['kind'],
    projectId: row.project,
    region: row.region,
    state: row.state as Alert['state'],
    round: row.round,
    severity: row.severity as Severity,
    step: row.step as Severity,
    stepAt: row.step_at,
    openedAt: row.opened_at,
    acknowledgedAt: row.acknowledged_at,
    acknowledgedBy: row.acknowledged_by,
    acknowledgedSeverity: row.acknowledged_severity as Severity | null,
    resolvedAt: row.resolved_at,
  };
}

/** The row of an alert. */
export function alertRow(alert: Alert): AlertTable {
  return {
    fingerprint: alert.fingerprint,
    short_id: alert.id,
    kind: alert.kind,
    project: alert.projectId,
    region: alert.region,
    state: alert.state,
    round: alert.round,
    severity: alert.severity,
    step: alert.step,
    step_at: alert.stepAt,
    opened_at: alert.openedAt,
    acknowledged_at: alert.acknowledgedAt,
    acknowledged_by: alert.acknowledgedBy,
    acknowledged_severity: alert.acknowledgedSeverity,
    resolved_at: alert.resolvedAt,
  };
}
