import { Migration } from '@mikro-orm/migrations';

/** Certificates that signatures are traced to, and what was found of the signatures of papers. */
export class Migration20261122100300_signatures extends Migration {
  override up(): void {
    this.addSql(`
      create table trust_root (
        id uuid primary key, fingerprint text not null check (fingerprint ~ '^[0-9a-f]{64}$'), der bytea not null,
        subject text not null, valid_from timestamptz not null, valid_to timestamptz not null,
        added_at timestamptz not null, removed_at timestamptz
      );
      create unique index trust_root_trusted on trust_root (fingerprint) where removed_at is null;
      create table dispatch_signature (
        dispatch_id uuid not null references dispatch on delete cascade, n smallint not null,
        kind text not null check (kind in ('signature', 'timestamp')),
        outcome text not null check (outcome in ('valid', 'invalid', 'cannot-verify')),
        reason text, notes jsonb not null,
        signer_name text, signer_organisation text, issuer text, serial text,
        signed_at timestamptz, timestamped_at timestamptz, covers_whole_file boolean not null,
        later text not null check (later in ('nothing', 'validation-data', 'signed-again', 'changed')),
        checked_at timestamptz not null,
        primary key (dispatch_id, n)
      );
    `);
  }
}
