import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { canonical, Column, leafHash, record, recordEach, sealOf, VerifyLedger } from '../../src/ledger/index.js';
import { SYSTEM } from '../../src/platform/caller.js';
import { firstOf, rowsOf, sql } from '../../src/platform/database/sql.js';
import { testApp, type TestApp } from '../support/app.js';

interface Entry {
  id: string;
  kind: string;
  bytes: Buffer;
  leafHash: Buffer;
}

let app: TestApp;
const at = new Date('2026-11-16T01:00:00Z');
const entries = () =>
  rowsOf(
    app.db,
    sql<Entry>`select id, kind, bytes, leaf_hash as "leafHash" from ledger_entry where kind like 'test.%'`,
  );

beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

describe('the history', () => {
  it('keeps the canonical bytes of every fact and their leaf hash, however the fact was written', async () => {
    await record(app.db, [{ kind: 'test.single', at, by: SYSTEM, payload: { b: 1, a: 'Đồng "Đăng"\n', none: null } }]);
    const many = await recordEach(
      app.db,
      sql`(select gen_random_uuid() as unit_id, n, ${at}::timestamptz as due from generate_series(1, 3) n)`,
      {
        kind: 'test.each',
        at,
        by: SYSTEM,
        unitId: new Column('unit_id', 'text'),
        payload: { n: new Column('n', 'integer'), dueAt: new Column('due', 'instant') },
      },
    );
    expect(many).toBe(3);
    const written = await entries();
    expect(written).toHaveLength(4);
    for (const entry of written) {
      const text = entry.bytes.toString('utf8');
      const value = JSON.parse(text);
      expect(canonical(value)).toBe(text);
      expect(value.id).toBe(entry.id);
      expect(leafHash(entry.bytes).equals(entry.leafHash)).toBe(true);
    }
    const each = written
      .filter(({ kind }) => kind === 'test.each')
      .map(({ bytes }) => JSON.parse(bytes.toString()).payload);
    expect(each.map(({ n }) => n).toSorted((a, b) => a - b)).toEqual([1, 2, 3]);
    expect(each[0].dueAt).toBe('2026-11-16T01:00:00.000Z');
  });

  it('holds only the seal of a personal value, which its salt proves', async () => {
    await record(app.db, [{ kind: 'test.sealed', at, by: SYSTEM, payload: {}, sealed: { note: 'Nguyễn Văn A' } }]);
    const entry = (await entries()).find(({ kind }) => kind === 'test.sealed')!;
    expect(entry.bytes.toString('utf8')).not.toContain('Nguyễn');
    const kept = await firstOf(
      app.db,
      sql<{ salt: Buffer; value: string }>`select salt, value from ledger_sealed where entry_id = ${entry.id}`,
    );
    expect(JSON.parse(entry.bytes.toString()).sealed.note).toBe(sealOf(kept!.salt, kept!.value));
  });

  it('is found intact when it is read again, and a changed byte is found', async () => {
    const verify = app.get(VerifyLedger);
    const { entries: read, faults } = await verify.execute();
    expect(read).toBeGreaterThan(4);
    expect(faults).toEqual([]);
    const owner = new pg.Client(app.database.ownerUrl);
    await owner.connect();
    await owner.query('alter table ledger_entry disable trigger ledger_entry_append_only');
    await owner.query(
      `update ledger_entry set bytes = overlay(bytes placing '\\x58'::bytea from 12) where kind = 'test.single'`,
    );
    await owner.query('alter table ledger_entry enable trigger ledger_entry_append_only');
    await owner.end();
    expect((await verify.execute()).faults).toMatchObject([{ reason: 'leaf-hash' }]);
  });

  it.each(["update ledger_sealed set value = 'x'", 'delete from ledger_sealed'])(
    'keeps its sealed values closed as well: %s',
    async (statement) => {
      const client = new pg.Client(app.database.appUrl);
      await client.connect();
      await expect(client.query(statement)).rejects.toThrow(/permission denied/);
      await client.end();
    },
  );

  it.each(['update ledger_entry set kind = kind', 'delete from ledger_entry', 'truncate ledger_entry'])(
    'is closed to the role that runs the product: %s',
    async (statement) => {
      const client = new pg.Client(app.database.appUrl);
      await client.connect();
      await expect(client.query(statement)).rejects.toThrow(/permission denied/);
      await client.end();
    },
  );

  it.each(['update ledger_entry set kind = kind', 'delete from ledger_entry', 'truncate ledger_entry'])(
    'refuses a change even to its owner: %s',
    async (statement) => {
      const client = new pg.Client(app.database.ownerUrl);
      await client.connect();
      await expect(client.query(statement)).rejects.toThrow(/append-only/);
      await client.end();
    },
  );
});
