import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { CreateAccount, SESSION_COOKIE, Sessions } from '../../src/access/index.js';
import { assignmentById } from '../../src/assignments/index.js';
import {
  AmendDirective,
  DecideApproval,
  ForwardAssignment,
  PauseDirective,
  RecallDirective,
  ResumeDirective,
} from '../../src/cascade/index.js';
import type { Caller } from '../../src/platform/caller.js';
import { firstOf, sql } from '../../src/platform/database/sql.js';
import { findUnit } from '../../src/units/index.js';
import { operator } from '../support/issued.js';
import { acknowledge, dutyOf, issued } from '../support/story.js';
import { serverOnTestDatabase, type Client, type TestServer } from '../support/server.js';

const OFFICE = 'ls-h183-phong-vhtt';
const COMMUNE = 'x06187';
const ABOVE = ['Tuyên truyền phòng, chống rét', 'Tổ chức lễ phát động', 'Báo cáo kết quả'];

let server: TestServer;
let office: Client;
beforeAll(async () => {
  server = await serverOnTestDatabase();
  await server.setClock('2024-03-11T02:00:00Z');
  office = await server.as(OFFICE, 'clerk');
});
afterAll(() => server.close());

async function duty(): Promise<string> {
  const app = server as unknown as Parameters<typeof issued>[0];
  const directive = await issued(app, {
    issuer: 'ls-so-tttt',
    tasks: ABOVE.map((text, i) => ({ label: String(i + 1), text, addressees: [] })),
    addressees: [{ text: OFFICE, role: 'action' }],
  });
  await acknowledge(app, directive, OFFICE);
  return dutyOf(app, directive, OFFICE);
}
const own = (n: number) => ({
  to: [COMMUNE],
  text: `Số: ${n}/VHTT\n\nCao Lộc, ngày 12 tháng 3 năm 2024\n\nV/v triển khai\n\nKính gửi: ${COMMUNE}.`,
});

describe('the tasks of an own dispatch', () => {
  it('carry out those that are named, or that say the same; the duty above shows who carries on what, and what nobody does', async () => {
    const id = await duty();
    const tasks = [
      { label: '1', text: 'Treo pa nô', parentTask: 1 },
      { label: '2', text: 'Tổ chức lễ phát động' },
      { label: '3', text: 'Việc khác' },
    ];
    const { status, body } = await office.post(`/api/v1/assignments/${id}/forward`, { ...own(21), tasks });
    expect([status, body.forwarded]).toEqual([200, 1]);
    const above = (await office.get(`/api/v1/assignments/${id}`)).body;
    expect(above.carriedOn.map(({ task }: { task: number }) => task)).toEqual([1, 2]);
    expect(above.notCarriedOn).toEqual([3]);
    const commune = await server.as(COMMUNE, 'clerk');
    const { items } = (await commune.get('/api/v1/assignments')).body;
    const below = (await commune.get(`/api/v1/assignments/${items[0].id}`)).body;
    expect(below.tasks.map((task: { parentTask: number | null }) => task.parentTask)).toEqual([1, 2, null]);
    expect(below.tasks[0]).toMatchObject({ n: 1, label: '1', text: 'Treo pa nô', status: 'open' });
  });

  it('carry out none where it is said so, and are refused where the unit has no such task', async () => {
    const id = await duty();
    const mapped = (n: number, parentTask: number | null) =>
      office.post(`/api/v1/assignments/${id}/forward`, {
        ...own(22),
        tasks: [{ label: '1', text: 'Tổ chức lễ phát động', parentTask, n }],
      });
    expect((await mapped(1, 9)).body).toMatchObject({ type: 'urn:thongsuot:invalid', field: 'tasks' });
    expect((await mapped(1, null)).status).toBe(200);
    expect((await office.get(`/api/v1/assignments/${id}`)).body.notCarriedOn).toEqual([1, 2, 3]);
  });

  it('of a paper passed on as it is are nobody’s: nothing is said to be left out', async () => {
    const id = await duty();
    await office.post(`/api/v1/assignments/${id}/forward`, { to: [COMMUNE] });
    expect((await office.get(`/api/v1/assignments/${id}`)).body).toMatchObject({ carriedOn: [], notCarriedOn: [] });
  });
});

describe('an own dispatch that is drafted first', () => {
  const drafted = async (below: string, more: object = {}): Promise<string> => {
    const { status, body } = await office.post('/api/v1/directives', {
      issuer: OFFICE,
      subject: 'triển khai tuyên truyền phòng, chống rét',
      below,
      tasks: [
        { label: '1', text: 'Treo pa nô' },
        { label: '2', text: 'Tổ chức lễ phát động' },
      ],
      addressees: [{ text: COMMUNE, role: 'action' }],
      ...more,
    });
    expect([status, body.parentAssignment]).toEqual([201, below]);
    return body.id;
  };
  const cascadeOf = async (id: string): Promise<string> =>
    (await firstOf(server.db, sql<{ c: string }>`select cascade_id as c from directive where id = ${id}`))!.c;

  it('stands by itself until it is issued, which is done by passing the paper on: once, with its tasks mapped', async () => {
    const id = await duty();
    const draft = await drafted(id);
    expect(await cascadeOf(draft)).toBe(draft);
    const alone = await office.post(`/api/v1/directives/${draft}/issue`, {});
    expect([alone.status, alone.body.assignment]).toEqual([409, id]);
    const passOn = () => office.post(`/api/v1/assignments/${id}/forward`, { draft, tasks: [{ n: 1, parentTask: 3 }] });
    expect((await passOn()).body).toMatchObject({ forwarded: 1, ownDirective: draft, tasksCarried: [2, 3] });
    expect((await passOn()).body).toMatchObject({ forwarded: 0, repeated: true });
    const root = await firstOf(server.db, sql<{ c: string }>`select cascade_id as c from assignment where id = ${id}`);
    expect(await cascadeOf(draft)).toBe(root!.c);
    expect((await office.get(`/api/v1/assignments/${id}`)).body.notCarriedOn).toEqual([1]);
  });

  it('is passed on with nothing beside it that would be passed over in silence', async () => {
    const id = await duty();
    const draft = await drafted(id);
    const mapped = { n: 1, parentTask: 1 };
    const calls: [string, object][] = [
      ['to', { draft, to: [COMMUNE] }],
      ['text', { draft, text: 'Đề nghị thực hiện.' }],
      ['subject', { draft, subject: 'khác' }],
      ['dueOn', { draft, dueOn: '2024-04-01' }],
      ['tasks', { draft, tasks: [{ label: '1', text: 'Treo pa nô' }] }],
      ['tasks', { draft, tasks: [mapped, { n: 1, parentTask: 2 }] }],
      ['tasks', { to: [COMMUNE], tasks: [mapped] }],
      ['subject', { to: [COMMUNE], subject: 'khác' }],
    ];
    for (const [field, call] of calls) {
      const { status, body } = await office.post(`/api/v1/assignments/${id}/forward`, call);
      expect([status, body.type, body.field]).toEqual([400, 'urn:thongsuot:invalid', field]);
    }
  });

  it('is tied to another duty, or to none, as long as it is a draft; only to a duty of its issuer', async () => {
    const [id, other] = [await duty(), await duty()];
    const draft = await drafted(id);
    const moved = await office.post(`/api/v1/assignments/${other}/own-dispatch`, { draft });
    expect(moved.body.parentAssignment).toBe(other);
    const apart = await office.post(`/api/v1/directives/${draft}/set-apart`, {});
    expect([apart.status, apart.body.parentAssignment]).toEqual([200, null]);
    const stranger = await server.as('ls-so-tttt', 'clerk');
    expect((await stranger.post(`/api/v1/assignments/${id}/own-dispatch`, { draft })).status).toBe(404);
    await office.post(`/api/v1/assignments/${id}/forward`, { draft });
    const late = await office.post(`/api/v1/assignments/${other}/own-dispatch`, { draft });
    expect(late.body.type).toBe('urn:thongsuot:not-possible-now');
  });

  it('waits for a second person where its policy says so, and is passed on as the first one mapped it', async () => {
    const id = await duty();
    const draft = await drafted(id, { policy: 'two-person' });
    const [first, second] = [await personOf('Hoàng Văn Thụ'), await personOf('Nông Thị Lan')];
    const forwarding = server.get(ForwardAssignment);
    const tasks = [
      { n: 1, parentTask: 1 },
      { n: 2, parentTask: null },
    ];
    const { pending, forwarded } = await forwarding.execute(id, { to: [], draft, tasks }, first);
    expect([forwarded, pending?.act]).toEqual([0, 'issue']);
    expect(await cascadeOf(draft)).toBe(draft);
    const { directive } = await server.get(DecideApproval).give(pending!.id, second);
    expect(directive.state).toBe('issued');
    const above = (await office.get(`/api/v1/assignments/${id}`)).body;
    expect([above.carriedOn.map(({ task }: { task: number }) => task), above.relay]).toEqual([[1], 'relayed']);
    const { items } = (await (await server.as('vn', 'auditor')).get(`/api/v1/directives/${draft}/history`)).body;
    const facts = items
      .map(({ kind }: { kind: string }) => kind)
      .filter((kind: string) => kind.startsWith('directive.'));
    expect(facts).toEqual(expect.arrayContaining(['directive.drafted', 'directive.approvalAsked', 'directive.issued']));
  });

  it('shows the second person what the first one mapped, be it nothing, and nothing to choose', async () => {
    const id = await duty();
    const draft = await drafted(id, { policy: 'two-person' });
    const first = await personOf('Lý Văn Páo');
    const cookie = await cookieOf('Vi Thị Sen');
    const shown = async () =>
      (await request(server.url).get(`/directives/${draft}/preview`).set('Cookie', cookie)).text;
    const chooser = /<select[^>]*name="tasks\[task-1\]"/;
    expect((await shown()).match(chooser)).not.toBeNull();
    const tasks = [1, 2].map((n) => ({ n, parentTask: null }));
    await server.get(ForwardAssignment).execute(id, { to: [], draft, tasks }, first);
    const page = await shown();
    expect(page.match(chooser)).toBeNull();
    expect(page.split('Không thực hiện nhiệm vụ nào của văn bản cấp trên').length - 1).toBe(2);
  });

  it('says beforehand why it cannot be issued, and keeps what was chosen where it was not', async () => {
    const id = await duty();
    const draft = await drafted(id);
    const cookie = await cookieOf('Triệu Thị Pham');
    const says = async (words: string) =>
      (await request(server.url).get(`/directives/${draft}/preview`).set('Cookie', cookie)).text.includes(words);
    expect(await says('Chưa ban hành được')).toBe(false);
    const { directiveId } = await assignmentById(server.db, id);
    await server.get(PauseDirective).execute(directiveId, { reason: 'chờ ý kiến' }, operator);
    expect(await says('Văn bản cấp trên đang tạm dừng')).toBe(true);
    const form = { 'tasks[task-1]': '3', 'tasks[task-2]': 'none' };
    const refused = await request(server.url)
      .post(`/directives/${draft}/issue`)
      .set('Cookie', cookie)
      .type('form')
      .send(form);
    expect(refused.status).toBe(409);
    const chosen = [...refused.text.matchAll(/name="tasks\[task-\d\]".*?<option value="(\w+)" selected/gs)];
    expect(chosen.map(([, value]) => value)).toEqual(['3', 'none']);
    await server.get(ResumeDirective).execute(directiveId, operator);
    await server
      .get(AmendDirective)
      .execute(directiveId, { reason: 'sửa', tasks: [{ label: '1', text: 'Việc khác', addressees: [] }] }, operator);
    expect(await says('phải tiếp nhận lại')).toBe(true);
    await server.get(RecallDirective).execute(directiveId, { reason: 'nhầm' }, operator);
    expect(await says('hãy trả lời thu hồi trước')).toBe(true);
    await office.post(`/api/v1/assignments/${id}/agree-recall`, {});
    expect(await says('đã kết thúc hoặc bị thu hồi')).toBe(true);
  });

  it('is not confirmed with a task above that was dropped meanwhile', async () => {
    const id = await duty();
    const draft = await drafted(id, { policy: 'two-person' });
    const [first, second] = [await personOf('Hứa Văn Tài'), await personOf('Lương Thị Mận')];
    const tasks = [
      { n: 1, parentTask: 3 },
      { n: 2, parentTask: null },
    ];
    const { pending, row } = await server.get(ForwardAssignment).execute(id, { to: [], draft, tasks }, first);
    const kept = ABOVE.slice(0, 2).map((text, i) => ({ label: String(i + 1), text, addressees: [] }));
    await server.get(AmendDirective).execute(row.directiveId, { reason: 'bỏ báo cáo', tasks: kept }, operator);
    await office.post(`/api/v1/assignments/${id}/acknowledge`, {});
    await expect(server.get(DecideApproval).give(pending!.id, second)).rejects.toMatchObject({
      code: 'invalid',
      details: { field: 'tasks' },
    });
  });
});

const cookieOf = async (name: string): Promise<string> =>
  `${SESSION_COOKIE}=${await server.get(Sessions).open((await personOf(name)).actor)}`;

async function personOf(name: string): Promise<Caller> {
  const { id: unitId } = await findUnit(server.db, OFFICE);
  const account = await server.get(CreateAccount).execute({ unitId, name, role: 'leader', locale: 'vi' }, operator);
  return (await server.get(Sessions).callerOf((await server.get(Sessions).open(account))!))!;
}
