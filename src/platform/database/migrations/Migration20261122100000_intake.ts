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
        total integer not null check (total >= 0), cancelled_at timestamptz, finished_at timestamptz
      );
      create index intake_batch_unit on intake_batch (unit_id, created_at desc);
      create table intake_item (
        batch_id uuid not null references intake_batch, ord integer not null,
        -- the name of a file; of one that was refused as secret nothing is kept, not even its name
        name text,
        state text not null check (state in ('waiting', 'reading', 'read', 'refused', 'cancelled')),
        refusal text, dispatch_id uuid references dispatch,
        primary key (batch_id, ord)
      );
      alter table dispatch add file_id uuid references stored_file;
      -- where in an archive or a mail the paper stood, e.g. 'kem-theo.zip/ke-hoach.docx'
      alter table dispatch add origin text;
      alter table dispatch add format text not null default 'txt';
      alter table dispatch add encoding text;
      -- read: waits for a clerk; kept: confirmed; merged: became the paper of a draft; discarded: not wanted
      alter table dispatch add state text not null default 'kept'
        check (state in ('read', 'kept', 'merged', 'discarded'));
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
