import { Migration } from '@mikro-orm/migrations';

/** Files that are handed in, what became of each, and the papers read from them before a clerk confirms them. */
export class Migration20261122100000_intake extends Migration {
  override up(): void {
    this.addSql(`
      create table stored_file (
        id uuid primary key, unit_id uuid not null references unit,
        name text not null, format text not null, sha256 bytea not null, bytes bytea not null,
        created_at timestamptz not null
      );
      create index stored_file_sha256 on stored_file (sha256);
      create table intake_batch (
        id uuid primary key, unit_id uuid not null references unit, created_at timestamptz not null,
        total integer not null check (total > 0), done integer not null default 0,
        -- when the process that reads it last gave a sign of life
        worked_at timestamptz not null, cancelled_at timestamptz, finished_at timestamptz
      );
      create index intake_batch_unit on intake_batch (unit_id, created_at desc);
      create table intake_item (
        batch_id uuid not null references intake_batch, ord integer not null,
        -- where it stood; of a paper that was refused as secret nothing is kept, not even its name
        origin text, refusal text, dispatch_id uuid references dispatch,
        primary key (batch_id, ord), check ((refusal is null) <> (dispatch_id is null))
      );
      alter table dispatch add file_id uuid references stored_file;
      -- where in an archive or a mail the paper stood, e.g. 'kem-theo.zip/ke-hoach.docx'
      alter table dispatch add origin text;
      alter table dispatch add format text not null default 'txt';
      alter table dispatch add encoding text;
      -- read: waits for a clerk; kept: confirmed; merged: became the paper of a draft; discarded: not wanted
      alter table dispatch add state text not null default 'kept'
        check (state in ('read', 'kept', 'merged', 'discarded'));
      -- what a clerk confirmed, in the shape of the contract; null where nobody has yet
      alter table dispatch add confirmed jsonb;
      -- a paper becomes one directive
      create unique index directive_dispatch on directive (dispatch_id);
      create index dispatch_unit on dispatch (unit_id, created_at desc);
      create index dispatch_text_sha256 on dispatch (text_sha256);
      -- a duty that the paper lays on somebody, tied to where it stands in the stored text
      create table obligation (
        dispatch_id uuid not null references dispatch, n smallint not null,
        kind text not null check (kind in ('task', 'report')),
        label text not null, text text not null, start_at integer, end_at integer,
        due_on date, due_operator text check (due_operator in ('before', 'on', 'at-latest')), due_hour text,
        primary key (dispatch_id, n)
      );
    `);
  }
}
