import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { ApiTokens } from '../../src/access/index.js';
import { AcknowledgeAssignment } from '../../src/assignments/index.js';
import { IssueDirective } from '../../src/cascade/index.js';
import { MakeUrgingLetter } from '../../src/chasing/steps/make-urging-letter.usecase.js';
import { roundText } from '../../src/chasing/steps/round.rules.js';
import { ChaseDue } from '../../src/chasing/index.js';
import { DraftDirective } from '../../src/directives/index.js';
import { ladderOfFigures } from '../../src/directives/ladder.rules.js';
import { PreviewPolicy } from '../../src/directives/policies/preview-policy.usecase.js';
import { DEFAULT_POLICY, type PolicyRules } from '../../src/directives/policy.rules.js';
import { Notices, type MessageRow } from '../../src/mail/index.js';
import { commandLineCaller, type Role } from '../../src/platform/caller.js';
import { rowsOf, sql } from '../../src/platform/database/sql.js';
import { findUnit } from '../../src/units/index.js';
import { clerkOf, operator } from '../support/issued.js';
import { serverOnTestDatabase, type TestServer } from '../support/server.js';

let t: TestServer;
let keeper: string;
let clerk: string;
let token: string;

async function tokenOf(unit: string, role: Role): Promise<string> {
  const { id } = await findUnit(t.db, unit);
  return (await t.get(ApiTokens, { strict: false }).create(id, role, commandLineCaller('vi'))).token;
}
async function signedIn(unit: string, role: Role): Promise<string> {
  const answer = await request(t.url)
    .post('/sign-in')
    .type('form')
    .send({ token: await tokenOf(unit, role) });
  return String(answer.headers['set-cookie']).split(';')[0]!;
}
beforeAll(async () => {
  t = await serverOnTestDatabase();
  await t.setClock('2026-03-02T02:00:00Z'); // Monday, 09:00
  keeper = await signedIn('t20', 'operator');
  clerk = await signedIn('t20', 'clerk');
  token = await tokenOf('t20', 'operator');
});
afterAll(() => t.close());

const get = (path: string, cookie = keeper) => request(t.url).get(path).set('Cookie', cookie);
const post = (path: string, body: object, cookie = keeper) =>
  request(t.url).post(path).set('Cookie', cookie).type('form').send(body);
const read = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

/** The form of a page as a browser sends it: every field with its value, and the button that is pressed. */
function pressed(html: string, button: string, typed: Record<string, string> = {}): Record<string, string> {
  const inside = html.slice(html.indexOf('<form method="post" action="/policies/'));
  const fields: Record<string, string> = {};
  const text = (value: string) => value.replace(/&quot;/g, '"').replace(/&#34;/g, '"').replace(/&lt;/g, '<').replace(/&amp;/g, '&'); // prettier-ignore
  for (const [tag] of inside.slice(0, inside.indexOf('</form>')).matchAll(/<input [^>]*>/g)) {
    const [, name] = /name="([^"]*)"/.exec(tag) ?? [];
    if (name && !tag.includes('type="checkbox"')) fields[name] = text(/ value="([^"]*)"/.exec(tag)?.[1] ?? '');
  }
  for (const [all, name] of inside.matchAll(/<select [^>]*name="([^"]*)"[^>]*>.*?<\/select>/gs))
    fields[name!] = /<option value="([^"]*)" selected/.exec(all)?.[1] ?? '';
  return { ...fields, ...typed, do: button };
}

describe('the pages of policies', () => {
  it('are read by everybody, and changed by the operator alone', async () => {
    expect(read((await get('/policies', clerk)).text)).toContain('Tiếp nhận trong 1 ngày làm việc; nhắc 2 lần');
    const look = read((await get('/policies/default', clerk)).text);
    expect(look).toMatch(/Hỏa tốc hẹn giờ Tiếp nhận trong 15 phút/);
    expect(look).toContain('sau đó 2 giờ: nhắc lần cuối lãnh đạo đơn vị');
    // what did not arrive is chased, though the ordinary class has no steps of its own for it
    expect(look).toMatch(/Chưa đến nơi .{0,90}theo các bước của “Chưa tiếp nhận”/);
    expect(look).not.toContain('Sửa chính sách');
    expect((await get('/policies/default/edit', clerk)).status).toBe(403);
    expect((await post('/policies/default/edit', { do: 'save' }, clerk)).status).toBe(403);
    expect((await get('/policies/nothing', clerk)).status).toBe(404);
    expect((await get('/policies/default?version=7', clerk)).status).toBe(404);
  });

  it('change steps by buttons, show what that does, and save nothing before they are asked to', async () => {
    const first = (await get('/policies/default/edit')).text;
    const own = (await post('/policies/default/edit', pressed(first, 'own'))).text;
    expect(own).toContain('name="steps[receipt][2][to]"');
    const added = (await post('/policies/default/edit', pressed(own, 'add:receipt'))).text;
    const up = (await post('/policies/default/edit', pressed(added, 'up:receipt:3'))).text;
    const moved = pressed(up, 'look');
    // what a step does moves up, its time stays
    expect([moved['steps[receipt][2][to]'], moved['steps[receipt][3][to]']]).toEqual(['unit', 'superior']);
    const look = await post('/policies/default/edit', { ...moved, 'steps[receipt][3][after]': '3' });
    expect(look.status).toBe(200);
    const seen = read(look.text);
    expect(seen).toContain('Tác động trong năm 2026');
    expect(seen).toMatch(
      /3 thư đến đơn vị, 1 thư báo cấp trên\. Bản hiện hành: 2 thư đến đơn vị, 1 thư báo cấp trên\./,
    );
    expect(seen).toContain('14/02/2026 – 22/02/2026');
    expect(seen).toMatch(/Thường, chưa tiếp nhận: .* → .*sau đó 3 ngày làm việc: báo cấp trên trực tiếp/);
    expect(await rowsOf(t.db, sql`select 1 from policy where code = 'default' and version > 1`)).toEqual([]);
    const saved = await post('/policies/default/edit', pressed(look.text, 'save'));
    expect([saved.status, saved.headers['location']]).toEqual([303, '/policies/default']);
    expect(read((await get('/policies/default')).text)).toMatch(/default · bản 2 .* Khác bản 1 /);
    const stale = await post('/policies/default/edit', pressed(look.text, 'save', { reminderLimit: '4' }));
    expect(stale.status).toBe(409);
    expect(read(stale.text)).toContain('Trong lúc sửa đã có người khác lưu bản 2');
  });

  it('keep what was typed wrong, and say at which step what to do', async () => {
    const html = (await get('/policies/default/edit')).text;
    const wrong = await post('/policies/default/edit', pressed(html, 'save', { 'steps[receipt][1][after]': 'mai' }));
    expect(wrong.status).toBe(400);
    expect(read(wrong.text)).toContain('Văn bản thường, chưa tiếp nhận, bước 2: nhập thời gian chờ từ 0 đến 250');
    expect(wrong.text).toContain('value="mai"');
    const damaged = await post('/policies/default/edit', pressed(html, 'look', { rules: '{"classes":{"x":1}}' }));
    expect(damaged.status).toBe(400);
  });

  it('are previewed for nobody who has gone away', async () => {
    const asked = { year: 2027, stop: AbortSignal.abort(new Error('gone')) };
    const left = t.get(PreviewPolicy, { strict: false }).execute('flood', DEFAULT_POLICY, asked, operator);
    await expect(left).rejects.toThrow('gone');
  });

  it('are previewed over the API too, in words for what is no policy', async () => {
    const api = (rules: object, query = '') =>
      request(t.url).post(`/api/v1/policies/flood/preview${query}`).set('Authorization', `Bearer ${token}`).send(rules);
    const preview = await api(DEFAULT_POLICY, '?year=2027');
    expect(preview.status).toBe(200);
    expect(preview.body).toMatchObject({ present: null, warnings: [], effect: { year: 2027, isProvisional: true } });
    const ordinary = ladderOfFigures(DEFAULT_POLICY);
    const same = {
      ...ordinary,
      steps: { ...ordinary.steps, work: [ordinary.steps.work[0]!, ordinary.steps.work[0]!] },
    };
    const refused = await api({ ...DEFAULT_POLICY, classes: { ordinary: same } });
    expect([refused.status, refused.body.detail ?? refused.body.title]).toEqual([
      400,
      expect.stringMatching(/step 2|bước 2/),
    ]);
  });
});

describe('urging by official letter', () => {
  const ordinary = ladderOfFigures(DEFAULT_POLICY);
  const [first] = ordinary.steps.receipt;
  const rules: PolicyRules = {
    ...DEFAULT_POLICY,
    classes: {
      ...DEFAULT_POLICY.classes,
      ordinary: {
        ...ordinary,
        steps: {
          ...ordinary.steps,
          receipt: [
            { ...first!, text: 'firm' },
            { to: 'unit', after: { workingDays: 1 }, channel: 'letter', text: 'last' },
          ],
        },
      },
    },
  };
  let directive: string;
  const round = '/urging/receipt-2-2026-03-04';

  const mails = async (template: string) => {
    const rows = await rowsOf<MessageRow & { directive: string }>(
      t.db,
      sql`select m.cascade_id as "cascadeId", m.id, m.key, m.unit_id as "unitId", m.assignment_id as "assignmentId", m.template,
          m.locale, m.parameters, coalesce(m.to_address, '') as "toAddress", m.machine_version as "machineVersion", m.attempts
        from message m where m.template = ${template} and m.parameters ->> 'directive' = ${directive}`,
    );
    const composed = await t.get(Notices, { strict: false }).compose(rows, (error) => {
      throw error;
    });
    return [...composed.values()];
  };

  beforeAll(async () => {
    await t.setClock('2026-03-02T02:00:00Z');
    await request(t.url)
      .post('/api/v1/policies/by-letter')
      .set('Authorization', `Bearer ${token}`)
      .send(rules)
      .expect(200);
    const units = ['x06184-2025', 'x06187-2025', 'x06196-2025'];
    directive = await t.get(DraftDirective, { strict: false }).execute(
      { issuer: 't20', subject: 'rà soát địa danh', policy: 'by-letter', addressees: units.map((text) => ({ text, role: 'action' as const })) },
      operator,
    ); // prettier-ignore
    await t.get(IssueDirective, { strict: false }).execute(directive, operator);
    for (const at of ['2026-03-03T10:00:00Z', '2026-03-04T10:00:00Z']) {
      await t.setClock(at);
      await t.get(ChaseDue, { strict: false }).execute(new Date(at));
    }
  });

  it('tells in the firm reminder what comes next, and the sender once that the letter is ready', async () => {
    const [reminder] = await mails('reminder');
    expect(reminder!.subject).toContain('[Yêu cầu thực hiện, lần 1] Chưa tiếp nhận');
    expect(reminder!.text).toContain('sau đó 1 ngày làm việc hệ thống sẽ lập công văn đôn đốc để ký, gửi đơn vị.');
    const letters = await mails('urgingLetter');
    expect(letters).toHaveLength(1);
    expect(letters[0]!.text).toContain(`/directives/${directive}${round}-t20`);
  });

  it('is made once for exactly the units whose step it is, and leaves a fact', async () => {
    const page = read((await get(`/directives/${directive}${round}`, clerk)).text);
    expect(page).toMatch(/Lập công văn Còn chậm: 3 đơn vị/);
    expect((await get(`/directives/${directive}${round}/letter.docx`, clerk)).status).toBe(409);
    await post(`/directives/${directive}${round}`, {}, clerk);
    await post(`/directives/${directive}${round}`, {}, clerk);
    const facts = await rowsOf(
      t.db,
      sql`select convert_from(bytes, 'UTF8')::jsonb -> 'payload' as payload from ledger_entry
        where kind = 'directive.urgingLetterMade' and directive_id = ${directive}`,
    );
    expect(facts).toEqual([{ payload: { on: '2026-03-04', stage: 'receipt', step: 2, units: 3 } }]);
    expect((await get(`/directives/${directive}${round}/letter.pdf`, clerk)).headers['content-type']).toContain('pdf');
    // who gets it on paper finds the page for its code on it
    const letter = await t.get(MakeUrgingLetter, { strict: false }).letter(t.db, directive, round.slice(8), await clerkOf(t.db, 't20')); // prettier-ignore
    expect(letter.slip).toMatchObject({ page: expect.stringMatching(/\/m$/), code: null });
  });

  it('leaves out who has acted meanwhile, and shows itself to no other office', async () => {
    const [duty] = await rowsOf<{ id: string }>(
      t.db,
      sql`select a.id from assignment a join unit u on u.id = a.unit_id where a.directive_id = ${directive} and u.code = 'x06184-2025'`,
    );
    await t.get(AcknowledgeAssignment, { strict: false }).execute(duty!.id, {}, await clerkOf(t.db, 'x06184-2025'));
    const page = read((await get(`/directives/${directive}${round}`, clerk)).text);
    expect(page).toMatch(/Còn chậm: 2 đơn vị .*Đã thực hiện: 1 đơn vị/);
    const other = await signedIn('t04', 'clerk');
    expect((await get(`/directives/${directive}${round}`, other)).status).toBe(404);
    expect((await get(`/directives/${directive}/urging/receipt-1-2026-03-04`, clerk)).status).toBe(404);
  });

  it('is a letter of its own for each office that sent the paper to some of the units', async () => {
    const sender = async (code: string) =>
      sql`update assignment a set sender_id = s.id from unit u, unit s where a.directive_id = ${directive}
        and u.id = a.unit_id and u.code = 'x06196-2025' and s.code = ${code}`.execute(t.db);
    await sender('t04');
    const letters = t.get(MakeUrgingLetter, { strict: false });
    const t20 = await clerkOf(t.db, 't20');
    const both = { ...t20, alsoFor: [(await clerkOf(t.db, 't04')).unitId!] };
    const own = await letters.look(directive, 'receipt-2-2026-03-04', both);
    expect([own.units.length, own.madeAt === undefined, own.others]).toEqual([
      2,
      false,
      [{ stage: 'receipt', step: 2, on: '2026-03-04', sender: 't04' }],
    ]);
    const other = await letters.look(directive, roundText(own.others[0]!), both);
    expect([other.units.length, other.madeAt, other.others.map(roundText)]).toEqual([
      1,
      undefined,
      ['receipt-2-2026-03-04-t20'],
    ]);
    expect(await letters.execute(directive, 'receipt-2-2026-03-04-t04', both)).toEqual({ repeated: false });
    expect(await letters.execute(directive, 'receipt-2-2026-03-04-t04', both)).toEqual({ repeated: true });
    await expect(letters.look(directive, 'receipt-2-2026-03-04-t04', t20)).rejects.toMatchObject({ code: 'not-found' });
    await sender('t20');
  });

  it('reads the directives of a version in the order of their list', async () => {
    await t.db.transaction().execute(async (db) => {
      await sql`set local enable_seqscan = off`.execute(db);
      const plan = await rowsOf<{ 'QUERY PLAN': string }>(
        db,
        sql`explain select d.id from directive d where d.policy_code = 'by-letter' and d.policy_version = 1
          and d.issued_at is not null order by d.issued_at desc, d.id desc limit 51`,
      );
      const text = plan.map((line) => line['QUERY PLAN']).join(' ');
      expect(text).toContain('directive_policy');
      expect(text).not.toContain('Sort');
    });
  });

  it('says on the page of the directive how it is chased, and which directives a version has', async () => {
    const page = read((await get(`/directives/${directive}`, clerk)).text);
    expect(page).toContain('Quy định đôn đốc của văn bản này');
    expect(page).toContain('lập công văn đôn đốc để ký, gửi đơn vị');
    expect(read((await get('/policies/by-letter/directives?version=1', clerk)).text)).toContain('rà soát địa danh');
    const nowhere = await signedIn('t04', 'clerk');
    expect((await get('/policies/by-letter/directives?version=1', nowhere)).text).not.toContain('rà soát địa danh');
  });
});
