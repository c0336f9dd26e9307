import { Migration } from '@mikro-orm/migrations';

/** The clock, ids, idempotency keys, secrets of the installation, and the ledger. */
export class Migration20261122000000_platform extends Migration {
  override up(): void {
    this.addSql(`
      create table demo_clock (
        singleton boolean primary key default true check (singleton),
        offset_seconds double precision not null
      );
      create function business_now() returns timestamptz language sql volatile as $$
        select date_trunc('milliseconds', clock_timestamp()
          + coalesce((select make_interval(secs => offset_seconds) from demo_clock), interval '0'))
      $$;
      -- RFC 9562 version 7, for ids that one statement mints for many rows
      create function uuid_v7(at timestamptz) returns uuid language sql volatile as $$
        select encode(
          set_bit(set_bit(
            overlay(uuid_send(gen_random_uuid())
              placing substring(int8send((extract(epoch from at) * 1000)::bigint) from 3) from 1 for 6),
            52, 1), 53, 1), 'hex')::uuid
      $$;
      -- the smallest version 7 id of an instant: a bound for partitions
      create function uuid_floor(at timestamptz) returns uuid language sql immutable as $$
        select (encode(substring(int8send((extract(epoch from at) * 1000)::bigint) from 3), 'hex')
          || '00000000000000000000')::uuid
      $$;
      create table idempotency_key (
        caller text not null, route text not null, key text not null,
        request_hash bytea not null, status integer, response jsonb, created_at timestamptz not null,
        primary key (caller, route, key)
      );
      create index idempotency_key_created on idempotency_key (created_at);
      create table installation_secret (name text primary key, value bytea not null);
    `);
    this.addSql(`
      create table ledger_entry (
        cascade_id uuid not null, id uuid not null,
        kind text not null, at timestamptz not null, recorded_at timestamptz not null,
        actor text not null, capacity text not null,
        unit_id uuid, directive_id uuid, assignment_id uuid, from_state text, to_state text,
        bytes bytea not null, leaf_hash bytea not null,
        primary key (cascade_id, id)
      ) partition by range (cascade_id);
      create index ledger_entry_assignment on ledger_entry (cascade_id, assignment_id) where assignment_id is not null;
      create table ledger_entry_other partition of ledger_entry default;
      create table ledger_sealed (
        entry_id uuid not null, field text not null, salt bytea not null, value text not null,
        primary key (entry_id, field)
      );
      create function refuse_change() returns trigger language plpgsql as $$
        begin
          raise exception '% is append-only', tg_table_name using errcode = 'insufficient_privilege';
        end
      $$;
      create trigger ledger_entry_append_only before update or delete on ledger_entry
        for each row execute function refuse_change();
      create trigger ledger_sealed_append_only before update or delete on ledger_sealed
        for each row execute function refuse_change();
      create trigger ledger_sealed_no_truncate before truncate on ledger_sealed
        for each statement execute function refuse_change();
      create trigger ledger_entry_no_truncate before truncate on ledger_entry
        for each statement execute function refuse_change();
      create trigger ledger_entry_other_no_truncate before truncate on ledger_entry_other
        for each statement execute function refuse_change();
    `);
  }
}
