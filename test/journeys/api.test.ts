import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { serverOnTestDatabase, type TestServer } from '../support/server.js';

let server: TestServer;
beforeAll(async () => {
  server = await serverOnTestDatabase();
  await server.setClock('2026-11-16T02:00:00Z');
});
afterAll(() => server.close());

describe('a ministry’s directive through the API', () => {
  it('goes to 34 provinces directly and to 3,321 communes through them, is acknowledged, relayed, reported and recorded', async () => {
    const ministry = await server.as('bo-noi-vu', 'leader');
    const draft = await ministry.post('/api/v1/directives', {
      issuer: 'bo-noi-vu',
      subject: 'rà soát địa danh',
      dueOn: '2026-12-10',
      addressees: [
        { text: 'Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương', role: 'action' },
        { text: 'Ủy ban nhân dân các xã, phường, đặc khu', role: 'action', through: 'superior' },
      ],
      tasks: [{ label: '1', text: 'Rà soát.', addressees: [] }],
    });
    expect(draft.status).toBe(201);
    const id = draft.body.id;
    const preview = await ministry.get(`/api/v1/directives/${id}/preview`);
    expect(preview.body.roster.map((line: { count: number }) => line.count)).toEqual([34, 3321]);
    expect(preview.body.notUnderstood).toEqual([]);

    const issued = await ministry.post(`/api/v1/directives/${id}/issue`, {});
    expect(issued.body).toMatchObject({ assignments: 3355 });
    const again = await ministry.post(`/api/v1/directives/${id}/issue`, {});
    expect(again.body).toMatchObject({ assignments: 3355, repeated: true });

    const langSon = await server.as('t20', 'clerk');
    const inbox = await langSon.get('/api/v1/assignments');
    expect(inbox.body.items).toHaveLength(1);
    const mine = inbox.body.items[0];
    expect(mine).toMatchObject({ state: 'sent', relay: 'owed', allowed: ['acknowledge', 'return'] });
    const acknowledged = await langSon.post(`/api/v1/assignments/${mine.id}/acknowledge`, {});
    expect(acknowledged.body).toMatchObject({ state: 'acknowledged', arrivalNumber: 1 });
    const repeated = await langSon.post(`/api/v1/assignments/${mine.id}/acknowledge`, {});
    expect(repeated.body).toMatchObject({ arrivalNumber: 1, repeated: true });

    const forwarded = await langSon.post(`/api/v1/assignments/${mine.id}/forward`, {});
    expect(forwarded.body).toMatchObject({ relay: 'relayed', forwarded: 65 });
    const progress = await ministry.get(`/api/v1/directives/${id}/progress`);
    expect(progress.body).toMatchObject({
      total: 3355,
      receipt: { expected: 3321 - 65, sent: 33 + 65, acknowledged: 1 },
    });
    const below = await ministry.get(`/api/v1/directives/${id}/progress?under=t20`);
    expect(below.body.children).toHaveLength(65);

    const commune = below.body.children[0];
    const office = await server.as(commune.unit, 'clerk');
    await office.post(`/api/v1/assignments/${commune.assignment}/acknowledge`, { arrivalNumber: 41 });
    const reported = await office.post(`/api/v1/assignments/${commune.assignment}/report`, { text: 'Đã rà soát.' });
    expect(reported.body.state).toBe('reported');
    const reports = await langSon.get('/api/v1/reports');
    const accepted = await langSon.post(`/api/v1/reports/${reports.body.items[0].id}/accept`, {});
    expect(accepted.body.state).toBe('accepted');
    const history = await ministry.get(`/api/v1/directives/${id}/history?unit=${commune.unit}`);
    expect(history.body.items.map((fact: { kind: string }) => fact.kind)).toEqual([
      'assignment.opened',
      'assignment.relayed',
      'assignment.acknowledged',
      'assignment.reported',
      'assignment.reportAccepted',
    ]);
    const named = async (unit: string) =>
      ministry.get(`/api/v1/directives/${id}/history?unit=${encodeURIComponent(unit)}`);
    const ofProvince = (await named('Tỉnh Lạng Sơn')).body.items as { unit: string }[];
    expect(new Set(ofProvince.map(({ unit }) => unit))).toEqual(new Set(['t20']));
    const many = await named('Xã');
    expect([many.status, many.body.field]).toEqual([400, 'unit']);
    expect(many.body.detail).toMatch(/nhiều đơn vị|Many units/u);
  });
});
