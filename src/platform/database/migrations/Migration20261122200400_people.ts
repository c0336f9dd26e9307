import { Migration } from '@mikro-orm/migrations';

/**
 * People: which mandates are in force, search for names, receipts of what somebody handed over, and what is known of
 * the way to a unit: by mailbox, as several units may share one, and by the last sign-in for the unit.
 */
export class Migration20261122200400_people extends Migration {
  override up(): void {
    this.addSql(`
      alter table account add column search_key text not null generated always as (trim(regexp_replace(
        lower(translate(regexp_replace(normalize(name, NFD), '[\\u0300-\\u036f]', '', 'g'), 'đĐ', 'dD')),
        '[^a-z0-9]+', ' ', 'g'))) stored;
      create index account_unit on account (unit_id);
      create index api_token_account on api_token (account_id) where account_id is not null;
      create index mandate_delegated on mandate (delegated_by) where delegated_by is not null;
    `);
    // what is delegated ends with what it was lent from; there is no delegating further (Decree 30/2020, art. 13.3)
    this.addSql(`
      create function mandate_at(instant timestamptz) returns setof mandate language sql stable as $$
        select m.* from mandate m join account a on a.id = m.account_id and a.disabled_at is null
        where m.from_at <= instant and (m.until_at is null or m.until_at > instant)
          and (m.delegated_by is null or exists (
            select 1 from mandate s join account l on l.id = s.account_id and l.disabled_at is null
            where s.id = m.delegated_by and s.from_at <= instant and (s.until_at is null or s.until_at > instant)))
      $$`);
    this.addSql(`
      create table mailbox_proof (
        address text primary key, delivered_at timestamptz, failed_at timestamptz, failure text
      );
      create table unit_sign_in (unit_id uuid primary key references unit, at timestamptz not null);
      create table hand_over (
        id uuid primary key, unit_id uuid not null references unit, from_account_id uuid not null references account,
        to_account_id uuid references account, at timestamptz not null, given_by text not null, closes_account boolean not null,
        state text not null check (state in ('given', 'confirmed')),
        confirmed_at timestamptz, confirmed_by text, receipt_hash bytea not null
      );
      create index hand_over_from on hand_over (from_account_id, unit_id);
      create index hand_over_to on hand_over (to_account_id) where state = 'given';
      create index hand_over_unit on hand_over (unit_id);
      create table hand_over_item (
        hand_over_id uuid not null references hand_over, ord integer not null,
        kind text not null check (kind in ('duty', 'mandate', 'token')),
        subject_id uuid not null, unit_id uuid not null, directive_id uuid, assignment_id uuid, state text, due_at timestamptz,
        primary key (hand_over_id, ord)
      );
    `);
  }

  override down(): void {
    this.addSql(`
      drop table hand_over_item;
      drop table hand_over;
      drop table unit_sign_in;
      drop table mailbox_proof;
      drop function mandate_at(timestamptz);
      drop index mandate_delegated;
      drop index api_token_account;
      drop index account_unit;
      alter table account drop column search_key;
    `);
  }
}
