import { Migration } from '@mikro-orm/migrations';

/** The class of urgency of a directive, by which it is chased; and what could not be chased, with the reason. */
export class Migration20261122301550_urgency extends Migration {
  override up(): void {
    this.addSql(`
      alter table directive add column urgency text
        check (urgency in ('urgent', 'veryUrgent', 'flash', 'timedFlash'));
      update directive d set urgency = case p.reading #>> '{urgency,value}'
          when 'KHẨN' then 'urgent' when 'THƯỢNG KHẨN' then 'veryUrgent'
          when 'HỎA TỐC' then case when d.due_hour is null then 'flash' else 'timedFlash' end end
        from dispatch p where p.id = d.dispatch_id and p.reading #>> '{urgency,value}' is not null;
      create table chase_fault (
        cascade_id uuid not null, directive_id uuid not null, error text not null, since timestamptz not null,
        failed_at timestamptz not null, attempts integer not null, retry_at timestamptz not null,
        primary key (directive_id));
    `);
  }
}
