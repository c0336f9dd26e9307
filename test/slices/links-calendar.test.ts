import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { AcknowledgeAssignment, assignmentById } from '../../src/assignments/index.js';
import { PauseDirective, RecallDirective } from '../../src/cascade/index.js';
import { CalendarAddress } from '../../src/links/index.js';
import { sql } from '../../src/platform/database/sql.js';
import { findUnit } from '../../src/units/index.js';
import { factsOf, issuedTo, operator } from '../support/issued.js';
import { serverOnTestDatabase, type TestServer } from '../support/server.js';

const COMMUNE = 'x06184-2025';
/** A Monday morning in Viet Nam. */
const NOW = '2026-11-16T02:00:00Z';

let server: TestServer;
beforeAll(async () => {
  server = await serverOnTestDatabase();
  await server.setClock(NOW);
});
afterAll(() => server.close());

type Event = Record<string, string> & { alarm?: string };

/** Lines of RFC 5545 §3.1, unfolded, by a reader that knows nothing of who wrote them. */
function linesOf(text: string): string[] {
  const raw = text.split('\r\n');
  expect(raw.every((line) => Buffer.byteLength(line) <= 75 && !line.includes('\n'))).toBe(true);
  return text
    .replaceAll(/\r\n[ \t]/g, '')
    .split('\r\n')
    .filter(Boolean);
}
const unescaped = (value: string): string =>
  value.replaceAll(/\\([\\;,nN])/g, (_, c: string) => (c.toLowerCase() === 'n' ? '\n' : c));

function eventsOf(text: string): Event[] {
  const lines = linesOf(text);
  expect([lines[0], lines.at(-1), lines.filter((line) => line === 'VERSION:2.0').length]).toEqual([
    'BEGIN:VCALENDAR',
    'END:VCALENDAR',
    1,
  ]);
  const events: Event[] = [];
  let inAlarm = false;
  for (const line of lines) {
    const [name, value] = [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)];
    if (line === 'BEGIN:VEVENT') events.push({});
    else if (/^(BEGIN|END):VALARM$/.test(line)) inAlarm = line.startsWith('BEGIN');
    else if (inAlarm && name.startsWith('TRIGGER')) events.at(-1)!.alarm = `${name}:${value}`;
    else if (!inAlarm && events.length > 0) events.at(-1)![name] = unescaped(value);
  }
  return events;
}

const dutyOfCommune = async () => {
  const { directive, assignments } = await issuedTo(server as never, [COMMUNE]);
  return { directive, id: assignments[0]! };
};
async function deadlinesOf(id: string, unit = COMMUNE): Promise<Record<string, Event>> {
  const answer = await (await server.as(unit, 'officer')).get(`/api/v1/assignments/${id}/deadlines.ics`);
  expect([answer.status, answer.headers['content-type']]).toEqual([200, 'text/calendar; charset=utf-8']);
  return Object.fromEntries(
    eventsOf(answer.text).map((event) => [event['UID']!.replace(/^.*-(\w+)@.*$/, '$1'), event]),
  );
}
const dueOn = (id: string, receipt: string, work: string | null) =>
  sql`update assignment set receipt_due_at = ${receipt}::timestamptz, work_due_at = ${work}::timestamptz where id = ${id}`.execute(
    server.db,
  );

describe('the deadlines of an assignment in a calendar', () => {
  it('are instants in UTC, with the same UID for good, reminded one working day before', async () => {
    const { id } = await dutyOfCommune();
    await dueOn(id, '2026-11-17T10:00:00Z', '2026-11-30T10:00:00Z');
    const { receipt, work } = await deadlinesOf(id);
    expect(receipt).toMatchObject({
      UID: `${id}-receipt@thongsuot`,
      DTSTART: '20261117T100000Z',
      SUMMARY: expect.stringMatching(/^Hạn tiếp nhận: .+ – rà soát địa danh$/i),
      STATUS: 'CONFIRMED',
      TRANSP: 'TRANSPARENT',
      alarm: expect.stringMatching(/20261116T100000Z$/),
    });
    // the day before is a Sunday, and the one before that a Saturday
    expect(work).toMatchObject({ DTSTART: '20261130T100000Z', alarm: expect.stringMatching(/20261127T100000Z$/) });
    const names = [receipt!, work!].flatMap((event) => Object.keys(event));
    expect(names.filter((name) => name.includes('TZID'))).toEqual([]);
  });

  it('say that they are provisional in a year whose days off are not announced', async () => {
    const { id } = await dutyOfCommune();
    await dueOn(id, '2026-11-17T10:00:00Z', '2027-02-10T10:00:00Z');
    const { receipt, work } = await deadlinesOf(id);
    expect(receipt!['DESCRIPTION']).not.toContain('Tạm tính');
    expect(work!['DESCRIPTION']).toMatch(/^Tạm tính: .*\nhttp/);
    const listed = await (await server.as(COMMUNE, 'officer')).get(`/api/v1/assignments/${id}`);
    expect(listed.body).toMatchObject({ provisional: true });
    const page = await (await server.as(COMMUNE, 'officer')).get(`/assignments/${id}`);
    expect(page.text.match(/tạm tính, năm này/g)).toHaveLength(1);
  });

  it('grow in sequence with every change, and go once they are met', async () => {
    const { id } = await dutyOfCommune();
    await dueOn(id, '2026-11-17T10:00:00Z', '2026-11-30T10:00:00Z');
    const before = (await deadlinesOf(id))['work']!;
    await server.get(AcknowledgeAssignment).execute(id, {}, operator);
    const after = await deadlinesOf(id);
    expect(Object.keys(after)).toEqual(['work']);
    expect(after['work']!['UID']).toBe(before['UID']);
    expect(Number(after['work']!['SEQUENCE'])).toBeGreaterThan(Number(before['SEQUENCE']));
    expect(Number(after['work']!['SEQUENCE'])).toBe((await assignmentById(server.db, id)).version);
  });

  it('are tentative while the clock stands still, and called off when the paper is recalled', async () => {
    const { id, directive } = await dutyOfCommune();
    await dueOn(id, '2026-11-17T10:00:00Z', '2026-11-30T10:00:00Z');
    await server.get(PauseDirective).execute(directive, { reason: 'chờ' }, operator);
    expect((await deadlinesOf(id))['receipt']).toMatchObject({ STATUS: 'TENTATIVE' });
    await server.get(RecallDirective).execute(directive, { reason: 'sai' }, operator);
    await sql`update assignment set standing = 'recalled', closed_at = business_now() where id = ${id}`.execute(
      server.db,
    );
    const called = await deadlinesOf(id);
    expect(called['receipt']).toMatchObject({ STATUS: 'CANCELLED' });
    expect(called['receipt']!.alarm).toBeUndefined();
  });

  it('are shown to who may see the assignment, and offered on its page', async () => {
    const { id } = await dutyOfCommune();
    const stranger = await server.as('x06187-2025', 'clerk');
    expect((await stranger.get(`/api/v1/assignments/${id}/deadlines.ics`)).status).toBe(404);
    const page = await (await server.as(COMMUNE, 'officer')).get(`/assignments/${id}`);
    expect(page.text).toContain(`/assignments/${id}/deadlines.ics`);
  });
});

describe('the calendar of a unit', () => {
  const feedOf = async () => new URL((await server.get(CalendarAddress).of((await findUnit(server.db, COMMUNE)).id)).address).pathname; // prettier-ignore
  const open = (path: string) => request(server.url).get(path);

  it('has what the unit owes, the nearest first, by an address that needs no sign-in', async () => {
    const ids: string[] = [];
    for (const day of ['24', '20', '27']) {
      const { id } = await dutyOfCommune();
      await dueOn(id, `2026-11-${day}T10:00:00Z`, null);
      ids.push(id);
    }
    const events = eventsOf((await open(await feedOf())).text);
    const mine = events.filter(({ UID }) => ids.some((id) => UID!.startsWith(id)));
    expect(mine.map(({ DTSTART }) => DTSTART)).toEqual(['20261120T100000Z', '20261124T100000Z', '20261127T100000Z']);
    expect(events.every(({ DTSTART }) => /^\d{8}T\d{6}Z$/.test(DTSTART!))).toBe(true);
  });

  it('shows three hundred deadlines at most', async () => {
    const { id } = await dutyOfCommune();
    await sql`insert into assignment select (jsonb_populate_record(a, jsonb_build_object('id', gen_random_uuid(),
        'parent_id', gen_random_uuid(), 'receipt_due_at', '2027-03-01T10:00:00Z'))).*
      from assignment a, generate_series(1, 400) where a.id = ${id}`.execute(server.db);
    const events = eventsOf((await open(await feedOf())).text);
    expect(events).toHaveLength(300);
    expect(events.map(({ DTSTART }) => DTSTART)).toContain('20261120T100000Z');
    await sql`delete from assignment where receipt_due_at = '2027-03-01T10:00:00Z'`.execute(server.db);
  });

  it('is revoked by the unit, once for each address; the next one is another', async () => {
    const [old, unit] = [await feedOf(), await findUnit(server.db, COMMUNE)];
    const officer = await server.as(COMMUNE, 'officer');
    expect((await officer.get('/deadlines')).text).toContain(old);
    for (let i = 0; i < 2; i++) expect((await officer.post('/deadlines/revoke', { generation: 0 })).status).toBe(303);
    expect((await open(old)).status).toBe(410);
    expect(await feedOf()).not.toBe(old);
    expect((await open(await feedOf())).status).toBe(200);
    expect((await factsOf(server.db))['link.calendarRevoked']).toBe(1);
    const addresses = server.get(CalendarAddress);
    const both = await Promise.all([addresses.revoke(unit.id, 1, operator), addresses.revoke(unit.id, 1, operator)]);
    expect(both.filter(({ repeated }) => repeated)).toHaveLength(1);
    expect((await (await server.as(COMMUNE, 'auditor')).post('/deadlines/revoke', { generation: 2 })).status).toBe(403);
  });

  it('is nothing where it is forged, and over where it has expired', async () => {
    const path = await feedOf();
    expect((await open(path.replace(/.{3}\.ics$/, 'AAA.ics'))).status).toBe(404);
    expect((await open('/deadlines/nonsense.ics')).status).toBe(404);
    await server.setClock('2028-01-01T00:00:00Z');
    expect((await open(path)).status).toBe(410);
    await server.setClock(NOW);
  });
});
