import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Caller, Role } from '../../src/platform/caller.js';
import { rowsOf, sql } from '../../src/platform/database/sql.js';
import { AmendUnit, findUnit, type Amendment } from '../../src/units/index.js';
import { serverOnTestDatabase, type Client, type TestServer } from '../support/server.js';

const NOW = '2026-01-05T02:00:00Z';
const TODAY = '2026-01-05';
let t: TestServer;
let province: Client;

beforeAll(async () => {
  t = await serverOnTestDatabase();
  await t.setClock(NOW);
  province = await t.as('t20', 'unit-admin');
});
afterAll(() => t.close());

const callerOf = async (unit: string | null, role: Role): Promise<Caller> => ({
  actor: 'test',
  role,
  unitId: unit === null ? null : (await findUnit(t.db, unit)).id,
  capacity: unit === null ? 'by-operator' : 'own-office',
  locale: 'vi',
});
const amend = async (code: string, amendment: Amendment, by = 't20', role: Role = 'unit-admin') =>
  t.get(AmendUnit, { strict: false }).execute(code, { amendment, version: null }, await callerOf(by, role));
const cardOf = async (client: Client, code: string, at = TODAY) =>
  (await client.get(`/api/v1/units/${code}?at=${at}`)).body;
const factsOf = async (code: string): Promise<string[]> =>
  (
    await rowsOf<{ kind: string }>(
      t.db,
      sql`select kind from ledger_entry where unit_id = (select id from unit where code = ${code})
          and kind like 'unit.%' order by at, id`,
    )
  ).map(({ kind }) => kind);

const COMMUNE = 'x06184-2025';

describe('an administrator', () => {
  it('gives a unit below another name, a code and a mailbox from a day on, with the paper that they rest on', async () => {
    const before = await cardOf(province, COMMUNE);
    const changes: Amendment[] = [
      { what: 'alias', alias: 'Xã  Đồng Đăng mới', from: '2026-02-01', legalBasis: 'Quyết định 12/2026/QĐ-UBND' },
      {
        what: 'official-code',
        scheme: 'qd20',
        value: 'h37.12',
        from: '2026-02-01',
        legalBasis: 'Quyết định 20/2020/QĐ-TTg',
      },
      { what: 'mailbox', address: 'vanthu@dongdang.demo.invalid', from: '2026-02-01', legalBasis: null },
    ];
    let { version } = before;
    for (const amendment of changes) {
      const answer = await province.post(`/api/v1/units/${COMMUNE}/amendments`, { amendment, version });
      expect(answer.body).toMatchObject({ changed: true });
      expect(answer.body.version).not.toBe(version);
      ({ version } = answer.body);
    }
    const later = await cardOf(province, COMMUNE, '2026-02-01');
    expect(later.aliases).toContain('Xã Đồng Đăng mới');
    expect(later.officialCodes).toContainEqual({ scheme: 'qd20', value: 'H37.12' });
    expect(later.overTime.officialCodes).toContainEqual({
      scheme: 'qd20',
      value: 'H37.12',
      from: '2026-02-01',
      to: null,
      legalBasis: 'Quyết định 20/2020/QĐ-TTg',
    });
    expect(later.mailboxes).toEqual([
      expect.objectContaining({ to: '2026-02-01' }),
      { address: 'vanthu@dongdang.demo.invalid', from: '2026-02-01', to: null, legalBasis: null },
    ]);
    expect((await cardOf(province, COMMUNE)).aliases).toEqual(before.aliases);
    expect((await findUnit(t.db, 'H37.12', '2026-02-01')).code).toBe(COMMUNE);
    expect(await factsOf(COMMUNE)).toEqual(['unit.aliasAdded', 'unit.officialCodeSet', 'unit.mailboxSet']);
  });

  it('who does the same again changes nothing and leaves no fact', async () => {
    const amendment: Amendment = { what: 'alias', alias: 'Xã ĐĐ', from: TODAY };
    expect(await amend(COMMUNE, amendment)).toMatchObject({ changed: true });
    const facts = await factsOf(COMMUNE);
    expect(await amend(COMMUNE, amendment)).toMatchObject({ changed: false });
    expect(await factsOf(COMMUNE)).toEqual(facts);
    expect(await amend(COMMUNE, { what: 'end-alias', alias: 'Xã ĐĐ', from: '2026-03-01' })).toMatchObject({
      changed: true,
    });
    expect((await cardOf(province, COMMUNE, '2026-03-01')).aliases).not.toContain('Xã ĐĐ');
  });

  it('enters the paper that a period, a superior or a code rests on', async () => {
    await amend(COMMUNE, {
      what: 'legal-basis',
      of: 'relation',
      key: 'administrative',
      begun: '2025-07-01',
      legalBasis: 'Nghị quyết 1672/NQ-UBTVQH15',
    });
    const { parents } = await cardOf(province, COMMUNE);
    expect(parents).toEqual([
      {
        line: 'administrative',
        code: 't20',
        name: 'Tỉnh Lạng Sơn',
        from: '2025-07-01',
        to: null,
        legalBasis: 'Nghị quyết 1672/NQ-UBTVQH15',
      },
    ]);
    await expect(
      amend(COMMUNE, { what: 'legal-basis', of: 'code', key: 'gso', begun: '2024-01-01', legalBasis: 'x' }),
    ).rejects.toMatchObject({ code: 'invalid' });
  });

  it('is told when somebody else has changed the card meanwhile', async () => {
    const { version } = await cardOf(province, 'x06211-2025');
    await amend('x06211-2025', { what: 'alias', alias: 'Cao Lộc xã', from: TODAY });
    const answer = await province.post('/api/v1/units/x06211-2025/amendments', {
      amendment: { what: 'alias', alias: 'Xã CL', from: TODAY },
      version,
    });
    expect([answer.status, answer.body.type]).toEqual([409, 'urn:thongsuot:conflict']);
  });

  it('cannot give a code that another unit bears, that is no such code, or on a day without the unit', async () => {
    const code = (value: string, from = TODAY): Amendment => ({ what: 'official-code', scheme: 'gso', value, from });
    await expect(amend(COMMUNE, code('06211'))).rejects.toMatchObject({ code: 'invalid', details: { field: 'value' } });
    await expect(amend(COMMUNE, code('6184'))).rejects.toMatchObject({ code: 'invalid', details: { field: 'value' } });
    await expect(amend(COMMUNE, code('99999', '2025-06-30'))).rejects.toMatchObject({ details: { field: 'from' } });
  });
});

describe('who may change a card', () => {
  const alias: Amendment = { what: 'alias', alias: 'Tên khác', from: TODAY };
  it.each([
    ['its own unit', 't20', 't20', 'unit-admin'],
    ['its superior', 't20', 'vn', 'unit-admin'],
    ['its neighbour', 't20', 't04', 'unit-admin'],
    ['what is below its neighbour', 't20', 'x01273-2025', 'unit-admin'],
    ['another commune', COMMUNE, 'x06211-2025', 'unit-admin'],
    ['a unit that has ended', 't20', 'h183', 'unit-admin'],
  ] as const)('is not who asks for %s', async (_, by, code, role) => {
    await expect(amend(code, alias, by, role)).rejects.toMatchObject({ code: 'not-permitted' });
    const client = await t.as(by, role);
    const answer = await client.post(`/api/v1/units/${code}/amendments`, { amendment: alias, version: '' });
    expect([answer.status, answer.body.type]).toEqual([403, 'urn:thongsuot:not-permitted']);
  });

  it('is no other role, even of the unit above', async () => {
    for (const role of ['clerk', 'officer', 'leader', 'auditor'] as const) {
      const client = await t.as('t20', role);
      expect((await client.post(`/api/v1/units/${COMMUNE}/amendments`, { amendment: alias, version: '' })).status).toBe(
        403,
      );
      await expect(amend(COMMUNE, alias, 't20', role)).rejects.toMatchObject({ code: 'not-permitted' });
    }
  });

  it('is the unit above on the sectoral line, and the operator for all', async () => {
    await expect(amend('ls-so-vhttdl', { ...alias, alias: 'Sở Văn' }, 'bo-vhttdl')).resolves.toMatchObject({
      changed: true,
    });
    const operator = await callerOf(null, 'operator');
    const act = t.get(AmendUnit, { strict: false }).execute('t04', { amendment: alias, version: null }, operator);
    await expect(act).resolves.toMatchObject({ changed: true });
  });
});

describe('the address of a mailbox', () => {
  it('is shown to the unit’s own people and to who administers it, and to nobody else', async () => {
    const seen = async (unit: string, role: Role) => 'mailboxes' in (await cardOf(await t.as(unit, role), COMMUNE));
    expect(await seen(COMMUNE, 'officer')).toBe(true);
    expect(await seen('t20', 'unit-admin')).toBe(true);
    expect(await seen('t20', 'clerk')).toBe(false);
    expect(await seen('x06211-2025', 'unit-admin')).toBe(false);
  });
});

describe('a steering committee', () => {
  it('is reached through its standing body where it has no mailbox of its own', async () => {
    const [board] = await rowsOf<{ code: string; id: string }>(
      t.db,
      sql`select u.code, u.unit_id as id from unit_on(${TODAY}::date) u
          join unit_ancestry a on a.unit_id = u.unit_id join unit top on top.id = a.ancestor_id and top.code = 't20'
          where u.kind = 'steering-committee' limit 1`,
    );
    const reached = async () =>
      (
        await rowsOf<{ address: string }>(
          t.db,
          sql`select address from mailbox_on(${TODAY}::date) where unit_id = ${board!.id}`,
        )
      ).map(({ address }) => address);
    const own = await reached();
    expect(own).toHaveLength(1);
    await amend(board!.code, { what: 'mailbox', address: null, from: TODAY });
    expect(await reached()).toEqual([]);
    await amend(board!.code, { what: 'standing-body', standingBody: 'ls-so-vhttdl', from: TODAY });
    const [standing] = await rowsOf<{ address: string }>(
      t.db,
      sql`select address from mailbox_on(${TODAY}::date) join unit u on u.id = unit_id where u.code = 'ls-so-vhttdl'`,
    );
    expect(await reached()).toEqual([standing!.address]);
    expect(await cardOf(province, board!.code)).toMatchObject({
      standingBody: { code: 'ls-so-vhttdl' },
      hasAddress: true,
    });
    expect((await cardOf(province, 'ls-so-vhttdl')).standsFor).toEqual([
      expect.objectContaining({ code: board!.code }),
    ]);
    await amend(board!.code, { what: 'mailbox', address: 'bcd@demo.invalid', from: TODAY });
    expect(await reached()).toEqual(['bcd@demo.invalid']);
    await expect(
      amend(COMMUNE, { what: 'standing-body', standingBody: 'ls-so-vhttdl', from: TODAY }),
    ).rejects.toMatchObject({ details: { field: 'standingBody' } });
  });
});
