import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Command } from 'commander';
import request from 'supertest';
import { ApiTokens } from '../../src/access/api-tokens.js';
import { commandLineCaller, type Locale } from '../../src/platform/caller.js';
import type { Act, CommandAnswer } from '../../src/platform/command-line.js';
import { buildServer } from '../../src/server.js';
import { addUnitsCommands, findUnit, SeedDemoUnits } from '../../src/units/index.js';
import { testApp, type TestApp } from '../support/app.js';

let t: TestApp;
let server: NestExpressApplication;
let token: string;

beforeAll(async () => {
  t = await testApp();
  await t.get(SeedDemoUnits).execute(new Date('2026-01-05T02:00:00Z'));
  await t.setClock('2026-01-05T02:00:00Z');
  const unit = await findUnit(t.db, 'ls-so-vhttdl');
  ({ token } = await t.get(ApiTokens).create(unit.id, 'clerk', commandLineCaller('vi')));
  server = await buildServer(t.config, t.database, false);
  await server.init();
});
afterAll(async () => {
  await server.close();
  await t.close();
});

const http = () => request(server.getHttpServer());
const get = (route: string) => http().get(`/api/v1/units${route}`).set('Authorization', `Bearer ${token}`);
const resolve = (body: object) =>
  http().post('/api/v1/units/resolve').set('Authorization', `Bearer ${token}`).send(body);

describe('GET /units', () => {
  it('is closed to strangers', async () => {
    expect((await http().get('/api/v1/units')).status).toBe(401);
  });

  it('lists the children of a unit on a day, in pages', async () => {
    const first = await get('?parent=h183&at=2024-03-20&limit=20');
    expect(first.status).toBe(200);
    expect(first.body.items[0]).toEqual({
      code: 'ls-h183-phong-vhtt',
      name: 'Phòng Văn hóa và Thông tin huyện Cao Lộc',
      kind: 'division',
      level: 'body',
      office: 'Phòng Văn hóa và Thông tin huyện Cao Lộc',
    });
    const next = await get(`?parent=h183&at=2024-03-20&limit=20&cursor=${first.body.nextCursor}`);
    expect([first.body.items.length, next.body.items.length, next.body.nextCursor]).toEqual([20, 4, null]);
  });

  it('finds by name without accents, today where no day is given', async () => {
    const { body } = await get('?q=dong%20dang');
    expect(body.items[0]).toMatchObject({ code: 'x06184-2025', office: 'Ủy ban nhân dân xã Đồng Đăng' });
  });

  it('shows one unit by an official code with a day', async () => {
    const { body } = await get('/183?at=2024-03-20');
    expect(body).toMatchObject({
      code: 'h183',
      office: 'Ủy ban nhân dân huyện Cao Lộc',
      at: '2024-03-20',
      hasAddress: true,
    });
    expect(body.id).toBeUndefined();
  });

  it('means by 45 and 44 the province that bore the code on the day, with what came before and after it', async () => {
    const [before, other, now] = [
      await get('/45?at=2024-03-20'),
      await get('/44?at=2024-03-20'),
      await get('/44?at=2026-01-05'),
    ].map(({ body }) => body);
    expect([before.code, other.code, now.code]).toEqual(['t45', 't44', 't44-2025']);
    expect(before.successors).toContainEqual(expect.objectContaining({ code: 't44-2025', effectiveOn: '2025-07-01' }));
    expect(now.predecessors.map(({ code }: { code: string }) => code)).toEqual(expect.arrayContaining(['t44', 't45']));
    expect(now.periods).toEqual([
      expect.objectContaining({
        name: 'Tỉnh Quảng Trị',
        from: '2025-07-01',
        to: null,
        legalBasis: 'Nghị quyết 202/2025/QH15',
      }),
    ]);
    expect(now.mailboxes).toBeUndefined();
    expect((await get('/45?at=2026-01-05')).status).toBe(404);
  });

  it('answers with candidates where the code is of another day, and refuses days that do not exist', async () => {
    const ended = await get('/x06184');
    expect(ended.status).toBe(200);
    expect(ended.body).toMatchObject({ code: 'x06184', at: '2025-06-30', validTo: '2025-07-01' });
    const missing = await get('/x06184?at=2026-01-05');
    expect([missing.status, missing.body.type]).toEqual([404, 'urn:thongsuot:not-found']);
    expect(missing.body.candidates).toContainEqual({ code: 'x06184-2025', name: 'Xã Đồng Đăng' });
    expect((await get('?at=2026-02-30')).status).toBe(400);
    expect((await get('?cursor=zzz')).status).toBe(400);
  });
});

describe('POST /units/resolve', () => {
  it('answers the roster in the shape of a preview', async () => {
    const expression = 'Ủy ban nhân dân các xã, phường, đặc khu';
    const { status, body } = await resolve({ expression, issuer: 'bo-khcn' });
    expect(status).toBe(200);
    expect(body).toMatchObject({ text: expression, count: 3321, notUnderstood: [] });
    expect(body.units[0]).toEqual({ code: 'x00004-2025', name: 'Phường Ba Đình' });
  });

  it('quotes what was not understood, with candidates', async () => {
    const { body } = await resolve({ expression: 'UBND xã Tân Thành; UBND tỉnh', issuer: '20', at: '2024-03-20' });
    expect(body).toMatchObject({
      count: 1,
      units: [{ code: 't20', name: 'Tỉnh Lạng Sơn' }],
      notUnderstood: [{ text: 'UBND xã Tân Thành', reason: 'ambiguous' }],
    });
    expect(body.notUnderstood[0].candidates[0]).toEqual({
      code: 'x06250',
      name: 'Xã Tân Thành',
      within: 'huyện Cao Lộc, tỉnh Lạng Sơn',
    });
  });

  it('refuses an issuer that is no unit of that day', async () => {
    expect((await resolve({ expression: 'UBND tỉnh', issuer: 'ls-so-tttt' })).status).toBe(404);
    expect((await resolve({ expression: 'UBND tỉnh' })).status).toBe(400);
  });
});

/** One command as the command line runs it, without a process. */
async function run(args: readonly string[], locale: Locale = 'vi'): Promise<CommandAnswer> {
  let answer: CommandAnswer | undefined;
  const act: Act =
    (handler) =>
    async (...given) => {
      const context = { get: t.get, caller: commandLineCaller(locale), locale, progress: () => undefined };
      answer = await handler(context, ...given);
    };
  const program = new Command().exitOverride().configureOutput({ writeErr: () => undefined });
  addUnitsCommands(program, act, act);
  for (const command of program.commands.flatMap((c) => c.commands))
    command.exitOverride().configureOutput({ writeErr: () => undefined });
  await program.parseAsync(['units', ...args], { from: 'user' });
  return answer!;
}

describe('thongsuot units', () => {
  it('tree: children with the number of units below, on either line', async () => {
    const { json, text } = await run(['tree', 't20', '--at', '2024-03-20']);
    expect(json).toMatchObject({ code: 't20', name: 'Tỉnh Lạng Sơn', kind: 'province', level: 'province' });
    expect(json).toHaveProperty(
      'children',
      expect.arrayContaining([
        { code: 'h183', name: 'Huyện Cao Lộc', kind: 'rural-district', level: 'district', below: 24 },
      ]),
    );
    expect(text).toMatch(/^Tỉnh Lạng Sơn \(t20\), vào ngày 2024-03-20\nMã +Tên +Loại +Số đơn vị bên dưới\n/u);
    expect((await run(['tree', 'ls-so-tttt', '--line', 'sectoral', '--at', '2024-03-20'])).json).toHaveProperty(
      'children.length',
      11,
    );
    expect((await run(['tree'])).json).toHaveProperty('code', 'vn');
    expect((await run(['tree', 'x06184-2025'], 'en')).text).toContain('No unit is below it.');
  });

  it('resolve: exit code 1 and candidates where something was not understood', async () => {
    const all = await run([
      'resolve',
      'Phòng Văn hóa và Thông tin các huyện, thành phố',
      '--issuer',
      'ls-so-tttt',
      '--at',
      '2024-03-20',
    ]);
    expect([all.exitCode, all.json]).toMatchObject([0, { count: 11, notUnderstood: [] }]);
    const asked = await run(['resolve', 'UBND xã Tân Thành', '--issuer', 't20', '--at', '2024-03-20']);
    expect(asked.exitCode).toBe(1);
    expect(asked.text).toContain(
      'chưa rõ là đơn vị nào. Có thể là:\n  x06250  Xã Tân Thành, huyện Cao Lộc, tỉnh Lạng Sơn',
    );
  });

  it('show: everything that a unit was, and by an official code who bore it on the day', async () => {
    const before = await run(['show', '45', '--at', '2024-03-20']);
    expect(before.json).toMatchObject({ code: 't45', name: 'Tỉnh Quảng Trị', at: '2024-03-20' });
    expect((await run(['show', '44', '--at', '2024-03-20'])).json).toHaveProperty('code', 't44');
    const now = await run(['show', '44', '--at', '2026-01-05'], 'en');
    expect(now.json).toMatchObject({ code: 't44-2025', name: 'Tỉnh Quảng Trị', version: expect.any(String) });
    expect(now.json).toHaveProperty('predecessors', expect.arrayContaining([expect.objectContaining({ code: 't45' })]));
    expect(now.text).toMatch(/Predecessors +Tỉnh Quảng Bình \(t44\)/);
    await expect(run(['show', '45', '--at', '2026-01-05'])).rejects.toMatchObject({ code: 'not-found' });
  });

  it('refuses a day that does not exist as a wrong call', async () => {
    await expect(run(['tree', '--at', '30/6/2025'])).rejects.toMatchObject({ code: 'commander.invalidArgument' });
  });
});
