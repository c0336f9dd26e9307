import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { firstOf, rowsOf, sql } from '../../src/platform/database/sql.js';
import { factsOf } from '../support/issued.js';
import { serverOnTestDatabase, type Client, type TestServer } from '../support/server.js';

const ISSUED_AT = '2026-11-16T02:00:00Z'; // a Monday; receipt falls due at the close of Tuesday

let server: TestServer;
let ministry: Client;
let langSon: Client;
let caoBang: Client;
beforeAll(async () => {
  server = await serverOnTestDatabase();
  ministry = await server.as('bo-noi-vu', 'leader');
  langSon = await server.as('t20', 'clerk');
  caoBang = await server.as('t04', 'clerk');
});
afterAll(() => server.close());

async function received(...to: string[]): Promise<{ directive: string; assignment: string; all: string[] }> {
  await server.setClock(ISSUED_AT);
  const draft = await ministry.post('/api/v1/directives', {
    issuer: 'bo-noi-vu',
    subject: 'rà soát địa danh',
    addressees: (to.length > 0 ? to : ['t20']).map((text) => ({ text })),
  });
  const { status } = await ministry.post(`/api/v1/directives/${draft.body.id}/issue`, {});
  expect(status).toBe(200);
  const rows = await rowsOf(
    server.db,
    sql<{ id: string }>`select a.id from assignment a join unit u on u.id = a.unit_id
      where a.directive_id = ${draft.body.id} order by u.code desc`,
  );
  return { directive: draft.body.id, assignment: rows[0]!.id, all: rows.map(({ id }) => id) };
}
const rowOf = (id: string) =>
  firstOf(server.db, sql<Record<string, unknown>>`select * from assignment where id = ${id}`);

describe('an acknowledgement', () => {
  it('registers the paper under the next arrival number of the unit’s year', async () => {
    const { assignment } = await received();
    const { status, body } = await langSon.post(`/api/v1/assignments/${assignment}/acknowledge`, {});
    expect(status).toBe(200);
    expect(body).toMatchObject({ state: 'acknowledged', receipt: 'acknowledged', arrivalNumber: 1 });
    expect(body).not.toHaveProperty('late');
    expect(body).not.toHaveProperty('repeated');
  });

  it('the second time answers the present state, changes nothing and records nothing', async () => {
    const { assignment } = await received();
    const first = await langSon.post(`/api/v1/assignments/${assignment}/acknowledge`, {});
    const [row, facts] = [await rowOf(assignment), await factsOf(server.db)];
    const again = await langSon.post(`/api/v1/assignments/${assignment}/acknowledge`, {});
    expect(again.status).toBe(200);
    expect(again.body).toEqual({ ...first.body, repeated: true });
    expect(await rowOf(assignment)).toEqual(row);
    expect(await factsOf(server.db)).toEqual(facts);
  });

  it('by another unit is refused and changes nothing', async () => {
    const { assignment } = await received();
    const row = await rowOf(assignment);
    const { status, body } = await caoBang.post(`/api/v1/assignments/${assignment}/acknowledge`, {});
    expect([status, body.type]).toEqual([404, 'urn:thongsuot:not-found']);
    expect(await rowOf(assignment)).toEqual(row);
    expect((await ministry.post(`/api/v1/assignments/${assignment}/acknowledge`, {})).status).toBe(403);
  });

  it('of somebody else’s paper is not even to be seen', async () => {
    const { assignment } = await received();
    expect((await caoBang.get(`/api/v1/assignments/${assignment}`)).status).toBe(404);
    expect((await langSon.get(`/api/v1/assignments/${assignment}`)).status).toBe(200);
    expect((await ministry.get(`/api/v1/assignments/${assignment}`)).status).toBe(200);
  });

  it.each(['01a1e215-2931-7e86-b96d-3caafa10d3f5', 'not-an-id'])('of a paper that is not there: %s', async (id) => {
    const { status, body } = await langSon.post(`/api/v1/assignments/${id}/acknowledge`, {});
    expect([status, body.type]).toEqual([404, 'urn:thongsuot:not-found']);
  });

  it('on the last minute is in time, and one minute later is accepted, late', async () => {
    const [inTime, late] = [await received(), await received()];
    await server.setClock('2026-11-17T09:59:00Z');
    const first = await langSon.post(`/api/v1/assignments/${inTime.assignment}/acknowledge`, {});
    expect([first.status, first.body.late]).toEqual([200, undefined]);
    await server.setClock('2026-11-17T10:01:00Z');
    const second = await langSon.post(`/api/v1/assignments/${late.assignment}/acknowledge`, {});
    expect([second.status, second.body.state, second.body.late]).toEqual([200, 'acknowledged', true]);
  });

  it('after the directive is closed is refused with the assignment, and the attempt is recorded once', async () => {
    const { directive, assignment } = await received();
    const closed = await ministry.post(`/api/v1/directives/${directive}/close`, {});
    expect(closed.body).toMatchObject({ closed: 1, directive: { state: 'closed' } });
    const { status, body } = await langSon.post(`/api/v1/assignments/${assignment}/acknowledge`, {});
    expect([status, body.type]).toEqual([409, 'urn:thongsuot:not-possible-now']);
    expect(body.current).toMatchObject({ id: assignment, standing: 'closed', receipt: 'sent', allowed: [] });
    const facts = await factsOf(server.db, { assignment });
    expect(facts).toMatchObject({ 'assignment.closed': 1, 'assignment.lateAttempt': 1 });
    expect(facts).not.toHaveProperty('assignment.acknowledged');
  });

  it('of a returned paper is refused with the assignment; it was in force, so no attempt is recorded', async () => {
    const { assignment } = await received();
    await langSon.post(`/api/v1/assignments/${assignment}/return`, { reason: 'wrong-addressee' });
    const { status, body } = await langSon.post(`/api/v1/assignments/${assignment}/acknowledge`, {});
    expect([status, body.current.receipt]).toEqual([409, 'returned']);
    expect(await factsOf(server.db, { assignment })).not.toHaveProperty('assignment.lateAttempt');
  });

  it('under a number that the unit has given already is refused, and the paper stays as it was', async () => {
    const [one, other] = [await received(), await received()];
    await langSon.post(`/api/v1/assignments/${one.assignment}/acknowledge`, { arrivalNumber: 4100 });
    const row = await rowOf(other.assignment);
    const { status, body } = await langSon.post(`/api/v1/assignments/${other.assignment}/acknowledge`, {
      arrivalNumber: 4100,
    });
    expect([status, body.type]).toEqual([409, 'urn:thongsuot:conflict']);
    expect(await rowOf(other.assignment)).toEqual(row);
    const next = await langSon.post(`/api/v1/assignments/${other.assignment}/acknowledge`, {});
    expect(next.body.arrivalNumber).toBe(4101);
  });

  it.each([0, -1, 1.5, 'một', 10_000_000])('under the number %j is called wrongly', async (arrivalNumber) => {
    const { assignment } = await received();
    const { status, body } = await langSon.post(`/api/v1/assignments/${assignment}/acknowledge`, { arrivalNumber });
    expect([status, body.type]).toEqual([400, 'urn:thongsuot:invalid']);
  });

  it('of a paper that waits for its superior’s relay is not possible, and the unit does not see it yet', async () => {
    await server.setClock(ISSUED_AT);
    const draft = await ministry.post('/api/v1/directives', {
      issuer: 'bo-noi-vu',
      subject: 'rà soát địa danh',
      addressees: [{ text: 't20' }, { text: 'Ủy ban nhân dân các xã, phường, đặc khu', through: 'superior' }],
    });
    await ministry.post(`/api/v1/directives/${draft.body.id}/issue`, {});
    const waiting = await firstOf(
      server.db,
      sql<{ id: string; code: string }>`select a.id, u.code from assignment a join unit u on u.id = a.unit_id
        where a.directive_id = ${draft.body.id} and a.receipt = 'expected' limit 1`,
    );
    const commune = await server.as(waiting!.code, 'clerk');
    expect((await commune.get(`/api/v1/assignments/${waiting!.id}`)).status).toBe(404);
    const { status } = await commune.post(`/api/v1/assignments/${waiting!.id}/acknowledge`, {});
    expect(status).toBe(404);
  });
});
