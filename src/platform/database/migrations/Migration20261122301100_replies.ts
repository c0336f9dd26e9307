import { Migration } from '@mikro-orm/migrations';

/** Mail that comes back: answers and bounces as they were read, addresses that are dead, draft reports from answers. */
export class Migration20261122301100_replies extends Migration {
  override up(): void {
    this.mails();
    this.drafts();
    this.mailboxes();
    // a bounce names the message alone, not its cascade
    this.addSql('create index message_id on message (id)');
  }

  private mails(): void {
    this.addSql(`
      create table reply_mailbox (name text primary key, leased_until timestamptz);
      create table inbound_mail (
        id uuid primary key, mailbox text not null, uid_validity bigint not null, uid bigint not null,
        message_key text not null unique, sha256 bytea not null, bytes integer not null, raw bytea,
        taken_at timestamptz not null, from_address text, subject text, excerpt text,
        kind text not null
          check (kind in ('bounce', 'auto-reply', 'acknowledgement', 'report', 'other', 'secret', 'too-large', 'broken')),
        state text not null check (state in ('done', 'waiting', 'acknowledged', 'ignored')),
        outcome text not null, dkim text, spf text, dmarc text,
        cascade_id uuid, directive_id uuid, assignment_id uuid, unit_id uuid references unit, message_id uuid,
        content_version smallint, decided_by text, decided_at timestamptz,
        unique (mailbox, uid_validity, uid)
      );
      create index inbound_mail_all on inbound_mail (taken_at desc, id desc);
      create index inbound_mail_unit on inbound_mail (unit_id, taken_at desc, id desc);
      create index inbound_mail_waiting on inbound_mail (taken_at desc, id desc) where state = 'waiting';
      create table mail_bounce (
        id uuid primary key, inbound_mail_id uuid not null references inbound_mail,
        cascade_id uuid not null, message_id uuid not null, unit_id uuid not null references unit,
        address text not null, weight text not null check (weight in ('dead', 'refused', 'temporary', 'unclear')),
        status text, diagnostic text not null, at timestamptz not null,
        unique (inbound_mail_id, message_id, address)
      );
      create index mail_bounce_address on mail_bounce (address, at desc);
    `);
  }

  private drafts(): void {
    this.addSql(`
      create table report_draft (
        id uuid primary key, inbound_mail_id uuid not null unique references inbound_mail,
        cascade_id uuid not null, directive_id uuid not null, assignment_id uuid not null,
        unit_id uuid not null references unit, text text not null,
        state text not null check (state in ('open', 'submitted', 'discarded')),
        made_at timestamptz not null, decided_by text, decided_at timestamptz
      );
      create index report_draft_assignment on report_draft (assignment_id);
      create table report_draft_file (
        draft_id uuid not null references report_draft, n smallint not null, name text not null, bytes integer not null,
        sha256 bytea not null, content bytea not null, primary key (draft_id, n)
      );
    `);
  }

  /** What a unit was given stays as it is, for people to see; what is written to leaves out what is dead. */
  private mailboxes(): void {
    this.addSql(`
      create table dead_mailbox (
        address text primary key, since timestamptz not null, bounce_id uuid not null references mail_bounce, status text
      );
      -- a column, and no anti-join: with one the planner reads all mailboxes again for each unit that it looks for
      alter table unit_mailbox add column dead boolean not null default false;
      create function mark_dead_mailboxes() returns trigger language plpgsql as $$
        begin
          if tg_op = 'DELETE' then
            update unit_mailbox set dead = false where lower(address) = old.address and dead;
          else
            update unit_mailbox set dead = true where lower(address) = new.address and not dead;
          end if;
          return null;
        end $$;
      create trigger dead_mailbox_marked after insert or delete on dead_mailbox
        for each row execute function mark_dead_mailboxes();
      create function find_dead_mailbox() returns trigger language plpgsql as $$
        begin
          new.dead := exists (select 1 from dead_mailbox d where d.address = lower(new.address));
          return new;
        end $$;
      create trigger unit_mailbox_dead before insert or update of address on unit_mailbox
        for each row execute function find_dead_mailbox();
      create function given_mailbox_on(day date) returns table (unit_id uuid, address text, locale text)
      language sql stable parallel safe as $$
        select m.unit_id, m.address, m.locale from unit_mailbox m
        where m.valid_from <= day and (m.valid_to is null or m.valid_to > day)
        union all
        select r.unit_id, m.address, m.locale from unit_relation r join unit_mailbox m on m.unit_id = r.parent_id
        where r.line = 'standing-body' and r.valid_from <= day and (r.valid_to is null or r.valid_to > day)
          and m.valid_from <= day and (m.valid_to is null or m.valid_to > day)
          and not exists (select 1 from unit_mailbox own where own.unit_id = r.unit_id
            and own.valid_from <= day and (own.valid_to is null or own.valid_to > day))
      $$;
      create or replace function mailbox_on(day date) returns table (unit_id uuid, address text, locale text)
      language sql stable parallel safe as $$
        select m.unit_id, m.address, m.locale from unit_mailbox m
        where m.valid_from <= day and (m.valid_to is null or m.valid_to > day)
          and not m.dead
        union all
        select r.unit_id, m.address, m.locale from unit_relation r join unit_mailbox m on m.unit_id = r.parent_id
        where r.line = 'standing-body' and r.valid_from <= day and (r.valid_to is null or r.valid_to > day)
          and m.valid_from <= day and (m.valid_to is null or m.valid_to > day)
          and not m.dead
          and not exists (select 1 from unit_mailbox own where own.unit_id = r.unit_id
            and own.valid_from <= day and (own.valid_to is null or own.valid_to > day)
            and not own.dead)
      $$;
    `);
  }
}
