import { Migration } from '@mikro-orm/migrations';

/** Counters of large cascades, what the balance was found to be, and forecasts with their grades. */
export class Migration20261122300600_progress_counters extends Migration {
  override up(): void {
    this.addSql(`
      create table progress_cascade (
        cascade_id uuid primary key, watermark timestamptz not null, counted_at timestamptz not null
      ) partition by range (cascade_id);
      create table progress_state (
        cascade_id uuid not null, id bigint not null,
        depth smallint not null, level text not null, owes_work boolean not null,
        receipt text not null, relay text not null, work text not null, standing text not null,
        receipt_outcome text, receipt_due_at timestamptz, work_outcome text, work_due_at timestamptz,
        taken_over boolean not null,
        primary key (cascade_id, id)
      ) partition by range (cascade_id);
      create table progress_counted (
        cascade_id uuid not null, assignment_id uuid not null, parent_id uuid, state_id bigint not null,
        version integer not null, apart boolean not null, primary key (cascade_id, assignment_id)
      ) partition by range (cascade_id);
      create index progress_counted_parent on progress_counted (cascade_id, parent_id);
      create index progress_counted_apart on progress_counted (cascade_id) where apart;
      create table progress_count (
        cascade_id uuid not null, node_id uuid not null, state_id bigint not null, n integer not null,
        primary key (cascade_id, node_id, state_id)
      ) partition by range (cascade_id);
      create table progress_cascade_other partition of progress_cascade default;
      create table progress_state_other partition of progress_state default;
      create table progress_counted_other partition of progress_counted default;
      create table progress_count_other partition of progress_count default;
    `);
    this.addSql(`
      create table balance_check (
        cascade_id uuid primary key, checked_at timestamptz not null, took_ms integer not null,
        faults jsonb not null default '[]', found_at timestamptz
      ) partition by range (cascade_id);
      create table balance_check_other partition of balance_check default;
      create index balance_check_faults on balance_check (cascade_id) where found_at is not null;
      create table forecast (
        directive_id uuid not null, made_on date not null, made_at timestamptz not null,
        quantity text not null, share double precision not null, expected_at timestamptz not null,
        earliest_at timestamptz not null, latest_at timestamptz not null, n integer not null, of_total integer not null,
        reached_at timestamptz, ended_at timestamptz, hit boolean,
        primary key (directive_id, quantity, made_on)
      );
      create index forecast_open on forecast (directive_id) where hit is null and ended_at is null;
    `);
  }
}
