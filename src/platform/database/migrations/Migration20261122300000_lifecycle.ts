import { Migration } from '@mikro-orm/migrations';

/**
 * The whole lifecycle: three timers beside the instant that the sweep looks for, the version of what a unit was sent and
 * acknowledged, pauses and recalls, amendments of a directive, messages that are withdrawn before they are sent.
 */
export class Migration20261122300000_lifecycle extends Migration {
  override up(): void {
    this.addSql(`
      alter table assignment
        add column remind_at timestamptz, add column relay_due_at timestamptz, add column follow_due_at timestamptz,
        add column addressee_ord smallint, add column sent_version smallint not null default 1,
        add column acknowledged_version smallint, add column accountable_id uuid,
        add column paused_at timestamptz, add column recall_answered_at timestamptz, add column recall_refusal text;
      alter table assignment drop constraint assignment_relay_check;
      alter table assignment add constraint assignment_relay_check
        check (relay in ('none', 'owed', 'silent', 'partly', 'relayed'));
      update assignment set remind_at = next_chase_at where next_chase_at is not null;
      update assignment set acknowledged_version = 1 where acknowledged_at is not null;
      update assignment a set addressee_ord = r.ord from roster_entry r
        where r.directive_id = a.directive_id and r.unit_id = a.unit_id and a.reorganisation_id is null;
    `);
    this.addSql(`
      alter table directive
        add column content_version smallint not null default 1, add column amended_at timestamptz,
        add column paused_at timestamptz, add column recalled_at timestamptz, add column recall_reason text,
        add column superseded_at timestamptz, add column superseded_by uuid references directive;
      alter table directive_task add column parent_task smallint;
      alter table message alter column machine_version set default 2;
      alter table message drop constraint message_state_check;
      alter table message add constraint message_state_check
        check (state in ('queued', 'sent', 'failed', 'unknown', 'bounced', 'withdrawn'));
    `);
  }
}
