import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Command } from 'commander';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { addImportsCommands, ImportList, type ImportReport } from '../../src/imports/index.js';
import { commandLineCaller, type Caller, type Locale } from '../../src/platform/caller.js';
import type { Act, CommandAnswer } from '../../src/platform/command-line.js';
import { rowsOf, sql } from '../../src/platform/database/sql.js';
import { ancestorsOf, findUnit, SeedDemoUnits, unitByCode, unitDetails } from '../../src/units/index.js';
import { testApp, type TestApp } from '../support/app.js';
import { issuedTo } from '../support/issued.js';
import { conversionTable, mergedConversionTable, oldExport, workbook, type Conversion } from '../support/sheets.js';

const OLD = '2024-03-20';
const caller = commandLineCaller('vi');
let t: TestApp;
beforeAll(async () => {
  t = await testApp();
  await t.get(SeedDemoUnits).execute(new Date('2026-01-05T02:00:00Z'));
  await t.setClock('2026-01-05T02:00:00Z');
});
afterAll(() => t.close());

type Options = { dryRun?: boolean; by?: Caller; at?: string; effectiveOn?: string };
const take = (file: Buffer | string, { dryRun = false, by = caller, ...options }: Options = {}) =>
  t.get(ImportList).execute(Buffer.from(file), { caller: by, dryRun, options });
const counts = ({ added, changed, unchanged, written }: ImportReport) => [added, changed, unchanged, written];
const rows = <Row>(query: ReturnType<typeof sql<Row>>) => rowsOf(t.db, query);
const facts = (kind: string) => rows(sql<{ bytes: Buffer }>`select bytes from ledger_entry where kind = ${kind}`);
const successors = async (code: string) =>
  (
    await rows(sql<{ text: string }>`
      select t.code || ' ' || s.extent || ' ' || s.confidence || case when s.main then ' main' else '' end as text
      from unit_succession s join unit f on f.id = s.from_id join unit t on t.id = s.to_id
      where f.code = ${code} and s.scope = 'territorial' order by s.main desc, t.code`)
  ).map(({ text }) => text);

describe('units', () => {
  const HEADER = 'code,name,kind,level,administrative,sectoral,territory,email,valid_from';
  const file = (...lines: string[]) => [HEADER, ...lines].join('\n');

  it('are not written where one line is refused, or on a dry run', async () => {
    const good = 'ls-a,Chi cục A,other-body,,ls-so-y-te,,t20,,2024-01-01';
    const refused = await take(file(good, 'ls-b,B,other-body,,nobody,,,,2024-01-01'));
    expect([refused.written, refused.refused]).toEqual([
      false,
      [{ sheet: '', line: 3, value: 'nobody', reason: 'parent' }],
    ]);
    expect(counts(await take(file(good), { dryRun: true }))).toEqual([1, 0, 0, false]);
    await expect(unitByCode(t.db, 'ls-a', OLD)).rejects.toMatchObject({ code: 'not-found' });
    expect(await facts('units.imported')).toEqual([]);
  });

  it('are written with parents and addresses, once, and with one fact without a name in it', async () => {
    const text = file(
      'ls-cdc,"Trung tâm Kiểm soát bệnh tật, tỉnh Lạng Sơn",public-service-unit,body,ls-so-y-te,,t20,cdc@demo.invalid,2024-01-01',
      'ls-cdc-khoa,Khoa Phòng chống bệnh truyền nhiễm,internal-division,,ls-cdc,,t20,,2024-01-01',
    );
    expect(counts(await take(text))).toEqual([2, 0, 0, true]);
    const { id } = await unitByCode(t.db, 'ls-cdc-khoa', OLD);
    expect((await ancestorsOf(t.db, id, 'administrative', OLD)).map(({ code }) => code)).toEqual([
      'ls-cdc', 'ls-so-y-te', 't20', 'vn',
    ]); // prettier-ignore
    expect((await unitDetails(t.db, await unitByCode(t.db, 'ls-cdc', OLD), OLD)).hasAddress).toBe(true);
    expect(counts(await take(text))).toEqual([0, 0, 2, false]);
    const written = await facts('units.imported');
    expect(written).toHaveLength(1);
    expect((JSON.parse(written[0]!.bytes.toString()) as { payload: unknown }).payload).toEqual({
      units: 2,
      fileSha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  it('move, are renamed and end on later days; what was before stays', async () => {
    const later = file(
      'ls-cdc,Trung tâm Phòng chống dịch,public-service-unit,,ls-so-noi-vu,,,cdc2@demo.invalid,2026-02-01',
    );
    expect(counts(await take(later))).toEqual([0, 1, 0, true]);
    expect((await unitByCode(t.db, 'ls-cdc', '2026-01-31')).name).toMatch(/^Trung tâm Kiểm soát/);
    const { id, name } = await unitByCode(t.db, 'ls-cdc', '2026-02-01');
    expect(name).toBe('Trung tâm Phòng chống dịch');
    const first = async (on: string) => (await ancestorsOf(t.db, id, 'administrative', on))[0]!.code;
    expect([await first('2026-01-31'), await first('2026-02-01')]).toEqual(['ls-so-y-te', 'ls-so-noi-vu']);
    expect(counts(await take(later))).toEqual([0, 0, 1, false]);
    const past = await take(file('ls-cdc,Tên khác,public-service-unit,,ls-so-y-te,,,,2025-01-01'));
    expect(past.refused.map(({ reason }) => reason)).toEqual(['earlier']);
    const ends =
      'code,name,kind,valid_from,valid_to\nls-cdc,Trung tâm Phòng chống dịch,public-service-unit,2026-02-01,2027-01-01\n';
    expect(counts(await take(ends))).toEqual([0, 1, 0, true]);
    await expect(unitByCode(t.db, 'ls-cdc', '2027-01-01')).rejects.toMatchObject({ code: 'not-found' });
    expect(counts(await take(ends))).toEqual([0, 0, 1, false]);
  });

  it('leave a fact of each unit, as reorganisations and cards do', async () => {
    const { id } = await unitByCode(t.db, 'ls-cdc', '2026-02-01');
    const [y, n] = await Promise.all(['ls-so-y-te', 'ls-so-noi-vu'].map((code) => findUnit(t.db, code)));
    const told = await rows(sql<{ bytes: Buffer }>`select bytes from ledger_entry where unit_id = ${id} and kind like 'unit.%' order by id`); // prettier-ignore
    const said = told.map(({ bytes }) => JSON.parse(bytes.toString()) as { kind: string; payload: Record<string, unknown> }); // prettier-ignore
    expect(said.map(({ kind }) => kind).toSorted()).toEqual([
      'unit.ended', 'unit.established', 'unit.mailboxSet', 'unit.moved', 'unit.renamed',
    ]); // prettier-ignore
    const of = (kind: string) => said.find((fact) => fact.kind === kind)!.payload;
    expect(of('unit.moved')).toMatchObject({ on: '2026-02-01', line: 'administrative', was: y!.id, parent: n!.id });
    expect(of('unit.renamed')).toMatchObject({ on: '2026-02-01', kind: 'public-service-unit', was: 'public-service-unit' }); // prettier-ignore
    expect(of('unit.ended')).toMatchObject({ on: '2027-01-01', fileSha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(told.some(({ bytes }) => /Trung tâm|demo\.invalid/u.test(bytes.toString()))).toBe(false);
  });

  it('of a workbook bring boards with a standing body, aliases and official codes', async () => {
    const book = workbook([
      {
        name: 'units',
        rows: [
          ['code', 'name', 'kind', 'administrative', 'territory', 'standing_body', 'aliases', 'qd20', 'valid_from', 'legal_basis'],
          ['ls-bcd-06', 'Ban Chỉ đạo Đề án 06', 'steering-committee', 't20', 't20', 'ls-cong-an', 'BCĐ 06; BCĐ Đề án 06', 'H37.99', '1/3/2025', 'QĐ 1/QĐ-UBND'],
        ],
      },
    ]); // prettier-ignore
    expect(counts(await take(book))).toEqual([1, 0, 0, true]);
    const board = await unitByCode(t.db, 'H37.99', '2025-03-01');
    expect(board.code).toBe('ls-bcd-06');
    expect(await unitDetails(t.db, board, '2025-03-01')).toMatchObject({ aliases: ['BCĐ 06', 'BCĐ Đề án 06'], legalBasis: 'QĐ 1/QĐ-UBND' }); // prettier-ignore
    expect(counts(await take(book))).toEqual([0, 0, 1, false]);
  });

  it('of an administrator stay below his unit, and the tables of the country are not his', async () => {
    const { id } = await findUnit(t.db, 'ls-so-y-te');
    const by: Caller = { ...caller, actor: 'somebody', role: 'unit-admin', unitId: id, capacity: 'own-office' };
    const mine = file('ls-yt-x,Trạm X,public-service-unit,,ls-so-y-te,,t20,,2026-01-05');
    expect(counts(await take(mine, { by }))).toEqual([1, 0, 0, true]);
    const others = await take(file('ls-nv-x,Phòng X,internal-division,,ls-so-noi-vu,,t20,,2024-01-01'), { by });
    expect(others.refused).toMatchObject([{ reason: 'not-below', value: 'ls-nv-x' }]);
    expect((await take('code,email\nls-so-noi-vu,x@demo.invalid\n', { by })).refused).toMatchObject([
      { reason: 'not-below' },
    ]);
    await expect(take(conversionTable('Tỉnh Lạng Sơn (20)', LANG_SON), { by })).rejects.toMatchObject({ code: 'not-permitted' }); // prettier-ignore
  });

  it('are not ended by a list while they owe something, not even by the operator', async () => {
    await take(file('ls-viec,Trạm Việc,public-service-unit,,ls-so-y-te,,t20,,2025-01-01', 'ls-ranh,Trạm Rảnh,public-service-unit,,ls-so-y-te,,t20,,2025-01-01')); // prettier-ignore
    await issuedTo(t, ['ls-viec']);
    const ends = (code: string, name: string) =>
      `code,name,kind,valid_from,valid_to\n${code},${name},public-service-unit,2025-01-01,2026-06-01\n`;
    const refused = await take(ends('ls-viec', 'Trạm Việc'));
    expect([counts(refused), refused.refused]).toEqual([
      [0, 0, 0, false],
      [{ sheet: '', line: 2, value: 'ls-viec', reason: 'needs-reorganisation' }],
    ]);
    expect(counts(await take(ends('ls-ranh', 'Trạm Rảnh')))).toEqual([0, 1, 0, true]);
  });

  it('by the tens of thousands are a few statements', async () => {
    const many = Array.from({ length: 12_000 }, (_, i) => `xx-${i},Đơn vị ${i},other-body,,${i < 100 ? 't20' : `xx-${i % 100}`},,t20,,2024-01-01`); // prettier-ignore
    expect(counts(await take(file(...many)))).toEqual([12_000, 0, 0, true]);
    expect(counts(await take(file(...many.toReversed())))).toEqual([0, 0, 12_000, false]);
  });
});

const CAO_LOC = ['Huyện Cao Lộc (183)', 'Tỉnh Lạng Sơn (20)'] as const;
const DINH_LAP = ['Huyện Đình Lập (189)', 'Tỉnh Lạng Sơn (20)'] as const;
const LANG_SON: Conversion[] = [
  ['Xã Ba Sơn', '06196', 'xã Cao Lâu', 6196, 'Nhập toàn bộ', ...CAO_LOC],
  ['Xã Ba Sơn', '06196', 'Xã Xuất Lễ', 6202, 'Nhập toàn bộ', ...CAO_LOC],
  ['Xã Đình Lập', '06613', 'Xã Bính Xá', '06622', 'Nhập một phần diện tích, toàn bộ dân số', ...DINH_LAP],
  ['Xã Kiên Mộc', '06625', 'Xã Bính Xá', '06622', 'Nhập một phần', ...DINH_LAP],
];

describe('the conversion table', () => {
  it('makes successions official with their true extents, and says what it does before', async () => {
    const table = conversionTable('Tỉnh Lạng Sơn (20)', LANG_SON);
    const dry = await take(table, { dryRun: true });
    expect([dry.kind, dry.refused, dry.added]).toEqual(['conversion', [], 0]);
    expect(dry.notes.map(({ note, count }) => [note, count])).toEqual([
      ['successions', 5],
      ['successions-gone', 9],
      ['not-in-table', 10_048],
    ]);
    expect(await successors('x06196')).toEqual(['x06196-2025 whole checked main']);
    expect((await take(table)).written).toBe(true);
    expect(await successors('x06196')).toEqual(['x06196-2025 whole official main']);
    expect(await successors('x06622')).toEqual(['x06613-2025 part official main', 'x06625-2025 part official']);
    expect(await successors('x06625')).toEqual(['x06625-2025 part checked main', 'x06637-2025 part checked']);
    expect((await take(mergedConversionTable('Tỉnh Lạng Sơn (20)', LANG_SON))).written).toBe(false);
    expect(await facts('units.conversionImported')).toHaveLength(1);
  });

  it('is refused line by line where it names what is not there, or twice', async () => {
    const refused = await take(
      conversionTable('Tỉnh Lạng Sơn (20)', [
        ['Xã Ba Sơn', 'x', 'Xã Cao Lâu', '06196', 'Nhập toàn bộ', ...CAO_LOC],
        ['Xã Ba Sơn', '06196', 'Xã Lạ', '99998', 'Nhập toàn bộ', 'Huyện Lạ (999)', 'Tỉnh Lạ (99)'],
        ['Ba Sơn', '99999', 'Xã Xuất Lễ', '06202', 'Nhập toàn bộ', ...CAO_LOC],
      ]),
    );
    expect(refused.refused.map(({ line, value, reason }) => [line, value, reason])).toEqual([
      [4, 'x', 'area-code'],
      [5, '99998', 'area-unknown'],
      [6, 'Ba Sơn', 'name'],
    ]);
  });

  it('adds a commune of before that no list told of, and follows it', async () => {
    const row: Conversion = ['Xã Ba Sơn', '06196', 'Xã Chưa Biết', '99990', 'Nhập toàn bộ', ...CAO_LOC];
    const report = await take(conversionTable('Tỉnh Lạng Sơn (20)', [...LANG_SON, row]));
    expect(report.notes[0]).toEqual({ note: 'units-added', count: 1, examples: ['Xã Chưa Biết (x99990)'] });
    expect((await unitByCode(t.db, '99990', '2025-06-30')).name).toBe('Xã Chưa Biết');
    await expect(unitByCode(t.db, '99990', '2025-07-01')).rejects.toMatchObject({ code: 'not-found' });
    expect(await successors('x99990')).toEqual(['x06196-2025 whole official main']);
  });

  it('of a reform to come is taken ahead: new communes begin that day, old ones end, others go on or are renamed', async () => {
    const effectiveOn = '2027-07-01';
    const of = ['', 'Tỉnh Lạng Sơn (20)'] as const;
    const table = conversionTable('Tỉnh Lạng Sơn (20)', [
      ['Phường Ba Sơn', '06196', 'Xã Ba Sơn', '06196', 'Nhập toàn bộ', ...of],
      ['Phường Ba Sơn', '06196', 'Xã Công Sơn', '06220', 'Nhập toàn bộ', ...of],
      ['Phường Cao Lộc', '06211', 'Xã Cao Lộc', '06211', 'Đổi tên', ...of],
      ['Xã Đồng Đăng', '06184', 'Xã Đồng Đăng', '06184', 'Giữ nguyên', ...of],
    ]);
    const report = await take(table, { effectiveOn });
    expect(report.refused).toEqual([]);
    expect(report.notes.map(({ note, count, examples }) => [note, count, examples[0]])).toEqual([
      ['units-added', 1, 'Phường Ba Sơn (x06196-2027)'],
      ['units-end', 2, 'Xã Ba Sơn'],
      ['renamed', 1, 'Xã Cao Lộc → Phường Cao Lộc'],
      ['successions', 2, 'x06196-2025'],
    ]);
    const named = async (gso: string, on: string) => Object.values(await unitByCode(t.db, gso, on)).slice(1, 3);
    expect(await named('06196', '2027-06-30')).toEqual(['x06196-2025', 'Xã Ba Sơn']);
    expect(await named('06196', '2027-07-01')).toEqual(['x06196-2027', 'Phường Ba Sơn']);
    expect(await named('06211', '2027-07-01')).toEqual(['x06211-2025', 'Phường Cao Lộc']);
    expect(await named('06184', '2027-07-01')).toEqual(['x06184-2025', 'Xã Đồng Đăng']);
    await expect(unitByCode(t.db, '06220', '2027-07-01')).rejects.toMatchObject({ code: 'not-found' });
    expect(await successors('x06220-2025')).toEqual(['x06196-2027 whole official main']);
    expect(counts(await take(table, { effectiveOn }))).toEqual([0, 0, 5, false]);
  });
});

describe('the old export', () => {
  const at = '2019-10-06';
  const line = (code: string | number, name: string) => [
    code,
    name,
    '',
    'Xã',
    '183',
    'Huyện Cao Lộc',
    '20',
    'Tỉnh Lạng Sơn',
  ];
  const file = oldExport([
    line('06229', 'Xã Song Giáp'),
    line(6184, 'Thị trấn Đồng Đăng'),
    line('06205', 'Xã Hồng  Phong Cũ'),
  ]);

  it('says which day it is of, and adds what was there then', async () => {
    await expect(take(file)).rejects.toMatchObject({ code: 'invalid' });
    const report = await take(file, { at });
    expect([report.kind, report.added, report.changed, report.unchanged]).toEqual(['areas', 1, 1, 1]);
    expect((await unitByCode(t.db, '06229', at)).name).toBe('Xã Song Giáp');
    await expect(unitByCode(t.db, '06229', OLD)).rejects.toMatchObject({ code: 'not-found' });
    expect((await unitDetails(t.db, await unitByCode(t.db, '06205', at), at)).aliases).toEqual(['Xã Hồng Phong Cũ']);
    expect(counts(await take(file, { at }))).toEqual([0, 0, 3, false]);
  });

  it('of a later day shows them longer', async () => {
    expect(counts(await take(file, { at: '2019-12-31' }))).toEqual([0, 2, 1, true]);
    expect((await unitByCode(t.db, '06229', '2019-12-01')).name).toBe('Xã Song Giáp');
    expect(counts(await take(file, { at }))).toEqual([0, 0, 3, false]);
  });
});

describe('officers and mailboxes', () => {
  it('officers get an account and a mandate once, and their address later', async () => {
    const list = (...lines: string[]) => ['unit,name,role,email,from,until', ...lines].join('\n');
    const first = list(
      'ls-so-noi-vu,Hoàng Thị A,clerk,,2026-01-01,',
      'ls-so-noi-vu,Nông Văn B,leader,b@demo.invalid,,',
    );
    expect(counts(await take(first))).toEqual([2, 0, 0, true]);
    expect(counts(await take(first))).toEqual([0, 0, 2, false]);
    const later = list(
      'ls-so-noi-vu,hoàng thị a,clerk,a@demo.invalid,1/1/2026,2027-01-01',
      'ls-so-noi-vu,Nông Văn B,officer,B@demo.invalid,2026-02-01,',
    );
    expect(counts(await take(later))).toEqual([0, 2, 0, true]);
    expect(counts(await take(later))).toEqual([0, 0, 2, false]);
    const people = await rows(sql`
      select a.name, a.email, array_agg(m.role || ' ' || coalesce(m.until_at::date::text, '') order by m.from_at) as mandates
      from account a join mandate m on m.account_id = a.id join unit u on u.id = a.unit_id
      where u.code = 'ls-so-noi-vu' group by a.id order by a.name`);
    expect(people).toEqual([
      { name: 'Hoàng Thị A', email: 'a@demo.invalid', mandates: ['clerk 2026-12-31'] },
      { name: 'Nông Văn B', email: 'b@demo.invalid', mandates: ['leader ', 'officer '] },
    ]);
    const entries = await rows(sql<{ bytes: Buffer }>`select bytes from ledger_entry`);
    expect(entries.filter(({ bytes }) => /Hoàng|Nông|demo\.invalid/u.test(bytes.toString()))).toEqual([]);
  });

  it('officers are refused by line: no such unit, no such role, a bad address, an end before the beginning', async () => {
    const text =
      'unit,name,role,email,from,until\nnobody,A,clerk,,,\nt20,B,operator,,,\nt20,C,clerk,c,,\nt20,D,clerk,,2026-02-01,2026-01-01\n';
    expect((await take(text)).refused.map(({ line, reason }) => [line, reason])).toEqual([
      [2, 'unit'], [3, 'role'], [4, 'email'], [5, 'period'],
    ]); // prettier-ignore
  });

  it('mailboxes are set from a day on, by own or official codes, and taken away where the address is empty', async () => {
    const text = 'code,email,from\nls-so-y-te,y-te@demo.invalid,2026-01-01\n06184,dd@demo.invalid,\nx06196-2025,,\n';
    expect(counts(await take(text))).toEqual([0, 3, 0, true]);
    expect(counts(await take(text))).toEqual([0, 0, 3, false]);
    const addresses = await rows(sql<{ address: string }>`
      select m.address from unit u left join mailbox_on('2026-01-05') m on m.unit_id = u.id
      where u.code in ('ls-so-y-te', 'x06184-2025', 'x06196-2025') order by u.code`);
    expect(addresses.map(({ address }) => address)).toEqual(['y-te@demo.invalid', 'dd@demo.invalid', null]);
    expect((await take('code,email\nnobody,a@b.vn\nt20,x\n')).refused.map(({ reason }) => reason)).toEqual([
      'unit',
      'email',
    ]);
  });
});

describe('what is no list', () => {
  it('is refused with what to do', async () => {
    await expect(take('%PDF-1.7')).rejects.toMatchObject({ code: 'invalid', words: { en: expect.stringContaining('.xlsx') } }); // prettier-ignore
    await expect(take('a,b\n1,2\n')).rejects.toMatchObject({ words: { en: expect.stringContaining('template') } });
    await expect(take('code,name,kind\nx,y,z\n')).rejects.toMatchObject({ words: { vi: expect.stringContaining('valid_from') } }); // prettier-ignore
    await expect(take('code,email\n')).rejects.toMatchObject({ words: { en: 'The list has no lines.' } });
  });
});

/** One command as the command line runs it, without a process. */
async function run(args: readonly string[], locale: Locale = 'vi'): Promise<CommandAnswer & { stages: string[] }> {
  let answer: CommandAnswer | undefined;
  const stages: string[] = [];
  const act: Act =
    (handler) =>
    async (...given) => {
      const progress = (text: string) => void stages.push(text);
      answer = await handler({ get: t.get, caller: commandLineCaller(locale), locale, progress }, ...given);
    };
  const program = new Command().exitOverride();
  addImportsCommands(program, act, act);
  await program.parseAsync(['units', ...args], { from: 'user' });
  return { ...answer!, stages };
}

describe('thongsuot units import', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'imports-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('reports refused lines with exit code 1, says how far it is, and names a file that is not there', async () => {
    const file = path.join(folder, 'units.csv');
    const header = 'code,name,kind,valid_from,territory';
    await writeFile(file, `${header}\nls-cli,Báo X,press,2024-01-01,t20\n06184,Y,press,2024-01-01,t20\n`);
    const refused = await run(['import', file]);
    expect([refused.exitCode, refused.text.split('\n').at(-1)]).toEqual([
      1,
      expect.stringMatching(/3 +06184 +Mã chỉ gồm/u),
    ]);
    await writeFile(file, `${header}\nls-cli,Báo X,press,2024-01-01,t20\n`);
    expect((await run(['import', file, '--dry-run'], 'en')).text).toContain(
      '1 new, 0 changed, 0 unchanged. Nothing was',
    );
    const done = await run(['import', file]);
    expect(done.text).toContain('Đã ghi: 1 mới');
    expect(done.stages).toEqual(['Đang đọc tệp', 'Đang kiểm tra từng dòng', 'Đang ghi', '']);
    expect((await run(['import', file], 'en')).text).toContain('0 changed, 1 unchanged');
    await expect(run(['import', path.join(folder, 'none.csv')])).rejects.toMatchObject({ code: 'invalid' });
  });

  it('writes templates that are lists of ours', async () => {
    for (const list of ['units', 'officers', 'mailboxes']) {
      await run(['import', '--template', list, '--out', folder]);
      const book = await readFile(path.join(folder, `${list}.xlsx`));
      await expect(take(book)).rejects.toMatchObject({ words: { en: 'The list has no lines.' } });
      await expect(take(await readFile(path.join(folder, `${list}.csv`)))).rejects.toMatchObject({ words: { en: 'The list has no lines.' } }); // prettier-ignore
    }
  });

  it('sets mailboxes with the command of before', async () => {
    const file = path.join(folder, 'boxes.csv');
    await writeFile(file, 'code,email\n183,cl@demo.invalid\n');
    expect((await run(['addresses', file])).exitCode).toBe(1);
    expect((await run(['addresses', file, '--at', '2024-03-20', '--dry-run'])).text).toContain('1 thay đổi');
  });
});
