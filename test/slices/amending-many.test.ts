import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { assignmentView } from '../../src/assignments/index.js';
import { AmendDirective, ForwardAssignment, newChangesPart } from '../../src/cascade/index.js';
import { firstOf, sql } from '../../src/platform/database/sql.js';
import type { Frame } from '../../src/platform/page.view.js';
import { SeedDemoUnits } from '../../src/units/index.js';
import { testApp, type TestApp } from '../support/app.js';
import { factsOf } from '../support/issued.js';
import { acknowledge, dutyOf, issued, officerOf } from '../support/story.js';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
  await app.setClock('2024-03-11T02:00:00Z');
  await app.get(SeedDemoUnits).execute(new Date('2024-03-11T02:00:00Z'));
});
afterAll(() => app.close());

describe('an amendment', () => {
  it('of a paper to the whole country is as many statements as there are states, not as there are units', async () => {
    await app.setClock('2026-11-16T02:00:00Z');
    const by = await officerOf(app, 'bo-noi-vu');
    const communes = 'Ủy ban nhân dân các xã, phường, đặc khu';
    const directive = await issued(app, {
      issuer: 'bo-noi-vu',
      rosterOn: '2026-11-16',
      tasks: [
        { label: '1', text: 'rà soát', addressees: [communes] },
        { label: '2', text: 'tổng hợp', addressees: [] },
      ],
      addressees: [{ text: communes, role: 'action' }],
    });
    const change = { reason: 'bổ sung', tasks: [{ label: '1', text: 'rà soát, công khai', addressees: [communes] }] };
    const { counts } = await app.get(AmendDirective).execute(directive, change, by);
    expect(counts).toMatchObject({ again: 3321, leftAlone: 0 });
    // rows that one statement wrote bear one number of a command
    const written = sql`select count(distinct cmin::text)::int as statements, count(*)::int as rows
      from assignment where directive_id = ${directive} and sent_version = 2`;
    expect(await firstOf(app.db, written)).toEqual({ statements: 1, rows: 3321 });
    expect(await factsOf(app.db, { directive })).toMatchObject({ 'assignment.amended': 3321 });
  });

  it('shows a unit in between which tasks of its own dispatch carry on what was changed', async () => {
    await app.setClock('2024-03-11T02:00:00Z');
    const [issuer, office] = ['ls-so-tttt', 'ls-h183-phong-vhtt'];
    const tasks = [{ label: '1', text: 'rà soát đài truyền thanh', addressees: [] }];
    const addressees = [{ text: 'Phòng Văn hóa và Thông tin các huyện, thành phố', role: 'action' as const }];
    const directive = await issued(app, { issuer, tasks, addressees });
    await acknowledge(app, directive, office);
    const [duty, by] = [await dutyOf(app, directive, office), await officerOf(app, office)];
    const text = [
      'Số: 21/VHTT',
      'Cao Lộc, ngày 12 tháng 3 năm 2024',
      'V/v rà soát đài xã',
      'Kính gửi: Ủy ban nhân dân các xã.',
      '1. Các xã rà soát đài truyền thanh của xã.',
    ].join('\n\n');
    await app.get(ForwardAssignment).execute(duty, { to: ['Ủy ban nhân dân các xã, thị trấn'], text }, by);
    await sql`update directive_task t set parent_task = 1 from directive d
      where d.id = t.directive_id and d.parent_assignment_id = ${duty}`.execute(app.db);
    await app.setClock('2024-03-14T02:00:00Z');
    const change = { reason: 'bổ sung', tasks: [{ ...tasks[0]!, text: 'rà soát đài truyền thanh, loa' }] };
    await app.get(AmendDirective).execute(directive, change, await officerOf(app, issuer));
    const page = await newChangesPart.draw({
      db: app.db,
      assignment: await assignmentView(app.db, duty),
      caller: by,
      frame: { locale: 'vi' } as Frame,
      allowed: ['acknowledge'],
    });
    expect(page).toContain('Văn bản riêng của đơn vị cần sửa theo');
    expect(page).toContain('rà soát đài xã');
    expect(page).toContain('<ins>thanh, loa</ins>');
  });
});
