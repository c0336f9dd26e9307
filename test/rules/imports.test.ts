import { describe, expect, it, test } from '@jest/globals';
import * as fc from 'fast-check';
import { csvRows, openTables } from '../../src/files/index.js';
import { dateOf, gsoOf } from '../../src/imports/cells.rules.js';
import { saidBy } from '../../src/imports/extent.rules.js';
import { planMailboxes } from '../../src/imports/mailboxes-plan.rules.js';
import { officersIn } from '../../src/imports/officers-plan.rules.js';
import { judged } from '../../src/imports/plan.rules.js';
import { nearest, recognised } from '../../src/imports/recognise.rules.js';
import { noFormula } from '../../src/platform/text.js';
import { isInScope } from '../../src/imports/scope.rules.js';
import { planUnits, type Present } from '../../src/imports/units-plan.rules.js';
import { newUnit, periodValue, type HeldUnit } from '../../src/imports/held-units.rules.js';
import { conversionTable, mergedConversionTable, oldExport, workbook, type Conversion } from '../support/sheets.js';

const HEADER = 'code,name,kind,level,administrative,sectoral,territory,email,valid_from,valid_to,aliases,gso';
const BEFORE = '0001-01-01';

function held(code: string, name: string, from = BEFORE): HeldUnit {
  const row = { from, to: null, was: null, legalBasis: null };
  const unit = { ...newUnit(code), isNew: false };
  unit.periods.push({
    ...row,
    value: periodValue(name, 'other-body'),
    more: { name, kind: 'other-body', level: 'body' },
  });
  return unit;
}
const province = held('t20', 'Lạng Sơn');
const office = held('ls-so-y-te', 'Sở Y tế', '2020-01-01');
office.relations.administrative.push({
  from: '2020-01-01',
  to: null,
  was: null,
  value: 't20',
  more: null,
  legalBasis: null,
});
const present: Present = {
  units: new Map([province, office].map((unit) => [unit.code, unit])),
  bearers: new Map([
    ['qd20 H37', [{ code: 't20', from: BEFORE, to: null }]],
    ['gso 00001', [{ code: 't20', from: BEFORE, to: '2025-07-01' }]],
  ]),
};

async function list(lines: readonly string[]) {
  const opened = await openTables(Buffer.from([HEADER, ...lines].join('\n')));
  const found = 'sheets' in opened ? recognised(opened.sheets) : undefined;
  if (found?.kind !== 'units') throw new Error('not recognised as units');
  return found;
}
const plan = async (lines: readonly string[], below?: string, today = '2026-01-01') =>
  planUnits((await list(lines)).lines, present, { below, today });
const refusals = async (...lines: string[]) => (await plan(lines)).refused.map((r) => [r.line, r.reason, r.value]);

describe('a list of units', () => {
  it('is taken where every line is in order, in any order of lines', async () => {
    const lines = [
      'ls-cdc-khoa,Khoa Dược,internal-division,,ls-cdc,,t20,,2024-02-01,,,',
      'ls-cdc,Trung tâm Kiểm soát  bệnh tật,public-service-unit,body,ls-so-y-te,,t20,cdc@demo.invalid,1/1/2024,,CDC;TT KSBT,12345',
    ];
    const [one, other] = [await plan(lines), await plan(lines.toReversed())];
    expect([one.added, one.changed, one.refused]).toEqual([2, 0, []]);
    const byCode = (units: typeof one.units) => units.toSorted((a, b) => (a.code < b.code ? -1 : 1));
    expect(byCode(other.units)).toEqual(byCode(one.units));
    expect(byCode(one.units)[0]).toMatchObject({
      code: 'ls-cdc',
      periods: [{ name: 'Trung tâm Kiểm soát bệnh tật', kind: 'public-service-unit', from: '2024-01-01', to: null }],
      relations: [
        { line: 'administrative', parent: 'ls-so-y-te' },
        { line: 'territory', parent: 't20' },
      ],
      officialCodes: [{ scheme: 'gso', value: '12345', from: '2024-01-01' }],
      aliases: [{ alias: 'CDC' }, { alias: 'TT KSBT' }],
    });
    expect(one.mailboxes).toEqual([{ code: 'ls-cdc', address: 'cdc@demo.invalid', on: '2024-01-01' }]);
  });

  it('begins a new period on a later day, and ends what ends', async () => {
    const renamed = await plan(['ls-so-y-te,Sở Y tế và Dân số,other-body,,,,,,2026-03-01,,,']);
    expect([renamed.changed, renamed.endings]).toEqual([
      1,
      [{ table: 'unit_period', code: 'ls-so-y-te', key: '', from: '2020-01-01', to: '2026-03-01' }],
    ]);
    const ended = await plan(['ls-so-y-te,Sở Y tế,other-body,,,,,,2020-01-01,2027-01-01,,']);
    expect(ended.endings.map(({ table, to }) => [table, to])).toEqual([
      ['unit_period', '2027-01-01'],
      ['unit_relation', '2027-01-01'],
    ]);
    const same = await plan(['ls-so-y-te,Sở Y tế,other-body,body,t20,,,,2021-01-01,,,']);
    expect([same.unchanged, same.units, same.endings]).toEqual([1, [], []]);
  });

  it.each([
    ['06184,Xã A,commune,,t20,,,,2026-01-01,,,', 'code', '06184'],
    ['h37,Xã A,commune,,t20,,,,2026-01-01,,,', 'code-official', 'h37'],
    ['ls-so-y-te,Sở B,other-body,,t20,,,,2020-01-01,,,', 'contradicts', 'other-body Sở B'],
    ['ls-so-y-te,Sở B,other-body,,t20,,,,2019-01-01,,,', 'earlier', 'other-body Sở B'],
    ['ls-a,,commune,,t20,,,,2026-01-01,,,', 'name', ''],
    ['ls-a,Xã A,village,,t20,,,,2026-01-01,,,', 'kind', 'village'],
    ['ls-a,Xã A,commune,body,t20,,,,2026-01-01,,,', 'level', 'body'],
    ['ls-a,Xã A,commune,,t99,,,,2026-01-01,,,', 'parent', 't99'],
    ['ls-a,Khoa A,other-body,,ls-so-y-te,,,,2019-12-31,,,', 'parent', 'ls-so-y-te'],
    ['ls-a,Xã A,commune,,,,,,2026-01-01,,,', 'no-parent', ''],
    ['ls-a,Xã A,commune,,ls-a,,,,2026-01-01,,,', 'cycle', 'ls-a'],
    ['t20,Lạng Sơn,other-body,,ls-so-y-te,,,,2026-01-01,,,', 'cycle', 'ls-so-y-te'],
    ['ls-a,Xã A,commune,,t20,,,nobody,2026-01-01,,,', 'email', 'nobody'],
    ['ls-a,Xã A,commune,,t20,,,,30/2/2026,,,', 'date', '30/2/2026'],
    ['ls-a,Xã A,commune,,t20,,,,2026-01-01,2026-01-01,,', 'period', '2026-01-01'],
    ['ls-a,Xã A,commune,,t20,,,,2025-01-01,,,00001', 'official-taken', '00001'],
  ])('refuses %s: %s', async (written, reason, value) => {
    expect(await refusals(written)).toContainEqual([2, reason, value]);
  });

  it('takes an official code that another unit bore before', async () => {
    expect(await refusals('ls-a,Xã A,commune,,t20,,,,2025-07-01,,,00001')).toEqual([]);
  });

  it('tells every refused line, codes that are there twice and parents that run in a circle', async () => {
    const line = (code: string, parent: string) => `${code},A,other-body,,${parent},,,,2026-01-01,,,`;
    expect(await refusals(line('ls-a', 't20'), line('ls-a', 't20'))).toEqual([[3, 'code-twice', 'ls-a']]);
    expect((await refusals(line('ls-a', 'ls-b'), line('ls-b', 'ls-a'))).map(([, reason]) => reason)).toEqual([
      'cycle',
      'cycle',
    ]);
    expect((await list(['ls-a,Xã A,commune'])).ragged).toEqual([{ line: 2, cells: 3 }]);
  });

  it('of an administrator stays below his own unit', async () => {
    const line = (parent: string) => `ls-a,A,other-body,,${parent},,,,2026-01-01,,,`;
    expect((await plan([line('ls-so-y-te')], 'ls-so-y-te')).added).toBe(1);
    expect((await plan([line('t20')], 'ls-so-y-te')).refused[0]?.reason).toBe('not-below');
    const own = 'ls-so-y-te,Sở B,other-body,,t20,,,,2026-01-01,,,';
    expect((await plan([own], 'ls-so-y-te')).refused[0]?.reason).toBe('not-below');
  });
});

describe('a list of who is bound to a scope', () => {
  const today = '2026-06-01';
  const was = (from: string, to: string | null, value: string) => ({
    from,
    to,
    was: to,
    value,
    more: null,
    legalBasis: null,
  });
  const moved = held('ls-cdc', 'Trung tâm', '2020-01-01');
  moved.relations.administrative.push(was('2020-01-01', '2026-01-01', 'ls-so-y-te'), was('2026-01-01', null, 't20'));
  const mine = held('ls-tram', 'Trạm', '2020-01-01');
  mine.relations.administrative.push(was('2020-01-01', null, 'ls-so-y-te'));
  const units = new Map([province, office, moved, mine].map((unit) => [unit.code, unit]));
  const scope = { units, below: 'ls-so-y-te', today };
  const reasons = async (...lines: string[]) => {
    const made = planUnits((await list(lines)).lines, { ...present, units }, scope);
    return [made.added + made.changed, ...made.refused.map(({ reason, value }) => `${reason} ${value}`)];
  };

  it('says nothing of a unit that went elsewhere, on a day on which it was below', async () => {
    const past = 'ls-cdc,Trung tâm,other-body,,,,,me@demo.invalid,2025-06-01,,,';
    expect(await reasons(past)).toEqual([0, 'not-below ls-cdc']);
    expect(isInScope(scope, 'ls-cdc', '2025-06-01')).toBe(false);
    expect(isInScope(scope, 'ls-tram', '2025-06-01')).toBe(true);
    const named = (code: string) => units.get(code);
    const box = (code: string, from: string) => ({
      sheet: '',
      line: 2,
      cells: { code, email: 'me@demo.invalid', from },
    });
    const boxes = planMailboxes(
      [box('ls-cdc', '2025-06-01'), box('ls-tram', '2025-06-01'), box('ls-tram', '')],
      named,
      scope,
    );
    expect(boxes.refused.map(({ reason }) => reason)).toEqual(['not-below', 'past']);
    const officer = (unit: string, from: string) => ({ sheet: '', line: 2, cells: { unit, name: 'A', role: 'clerk', email: '', from, until: '' } }); // prettier-ignore
    expect(officersIn([officer('ls-cdc', '2025-06-01')], named, scope).refused[0]?.reason).toBe('not-below');
  });

  it('founds nothing below a unit that went elsewhere, however the lines hang together', async () => {
    const line = (code: string, parent: string) => `${code},A,other-body,,${parent},,,,2026-06-01,,,`;
    expect(await reasons(line('ls-a', 'ls-tram'), line('ls-b', 'ls-a'))).toEqual([2]);
    expect(await reasons(line('ls-a', 'ls-cdc'), line('ls-b', 'ls-a'))).toEqual([
      0,
      'not-below ls-a',
      'not-below ls-b',
    ]);
  });

  it('enters nothing of the past; what is so already stays in order', async () => {
    expect(await reasons('ls-a,A,other-body,,ls-so-y-te,,,,2026-05-31,,,')).toEqual([0, 'past 2026-05-31']);
    expect(await reasons('ls-tram,Trạm,other-body,,,,,,2025-01-01,,TX,')).toEqual([0, 'past 2025-01-01']);
    expect(await reasons('ls-tram,Trạm,other-body,,ls-so-y-te,,,,2025-01-01,,,')).toEqual([0]);
  });

  it('amends cards, and leaves names, kinds, superiors and ends to reorganisations', async () => {
    expect(await reasons('ls-tram,Trạm,other-body,,,,,tx@demo.invalid,2026-06-01,,TX,12345')).toEqual([1]);
    const no = [0, 'needs-reorganisation ls-tram'];
    expect(await reasons('ls-tram,Trạm mới,other-body,,,,,,2026-07-01,,,')).toEqual(no);
    expect(await reasons('ls-tram,Trạm,press,,,,,,2026-07-01,,,')).toEqual(no);
    expect(await reasons('ls-tram,Trạm,other-body,,,ls-so-y-te,,,2026-07-01,,,')).toEqual(no);
    expect(await reasons('ls-tram,Trạm,other-body,,,,t20,,2026-07-01,,,')).toEqual(no);
    expect(await reasons('ls-tram,Trạm,other-body,,,,,,2026-07-01,2027-01-01,,')).toEqual(no);
  });
});

describe('a file is known by its header', () => {
  const opened = async (bytes: Uint8Array) => {
    const tables = await openTables(bytes);
    return 'sheets' in tables ? recognised(tables.sheets) : tables.refused;
  };
  const rows: Conversion[] = [
    ['Xã Ba Sơn', '06196', 'xã Cao Lâu', '06196', 'Nhập toàn bộ', 'Huyện Cao Lộc (183)', 'Tỉnh Lạng Sơn (20)'],
    ['Xã Ba Sơn', '06196', 'Xã Xuất Lễ', 6202, 'Nhập toàn bộ', 'Huyện Cao Lộc (183)', 'Tỉnh Lạng Sơn (20)'],
  ];

  it('the conversion table, merged or not, to the same lines', async () => {
    const [flat, merged] = [conversionTable, mergedConversionTable].map((make) => make('Tỉnh Lạng Sơn (20)', rows));
    const cells = async (bytes: Uint8Array) => {
      const found = await opened(bytes);
      if (typeof found !== 'object' || found.kind !== 'conversion') throw new Error('not recognised');
      return found.lines
        .filter((line) => line.cells.newCode !== '')
        .map((line) => [line.line, Object.values(line.cells)]);
    };
    expect(await cells(merged!)).toEqual(await cells(flat!));
    expect((await cells(flat!)).map(([line]) => line)).toEqual([4, 5]);
  });

  it('the old export, officers and mailboxes', async () => {
    expect(await opened(oldExport([['00001', 'Phường Phúc Xá', '', 'Phường', '001', 'Quận Ba Đình', '01', 'Hà Nội']]))).toMatchObject({ kind: 'areas' }); // prettier-ignore
    expect(await opened(workbook([{ name: 'S', rows: [['unit', 'name', 'role'], ['t20', 'A', 'clerk']] }]))).toMatchObject({ kind: 'officers' }); // prettier-ignore
    expect(await opened(Buffer.from('code;email\nt20;a@b.vn\n'))).toMatchObject({ kind: 'mailboxes', ragged: [] });
  });

  it('and what is nearly one is told what it lacks', async () => {
    const tables = await openTables(Buffer.from('code,name,kind\nls-a,A,press\n'));
    expect('sheets' in tables && nearest(tables.sheets)).toEqual({ kind: 'units', missing: ['valid_from'] });
    expect(await opened(Buffer.from('%PDF-1.4'))).toBe('unsupported');
  });

  it('dates of cells come as dates', async () => {
    const book = workbook([
      {
        name: 'S',
        rows: [
          ['code', 'email', 'from'],
          ['t20', 'a@b.vn', null],
        ],
      },
    ]);
    expect(await opened(book)).toMatchObject({ kind: 'mailboxes', lines: [{ cells: { from: '' } }] });
  });
});

test.each([
  ['Nhập toàn bộ', true, { extent: 'whole', isMost: true }],
  ['Giữ nguyên', true, { extent: 'whole', isMost: true }],
  ['Nhập một phần', false, { extent: 'part', isMost: false }],
  ['Nhập một phần diện tích, toàn bộ dân số', false, { extent: 'part', isMost: true }],
  ['', true, { extent: 'whole', isMost: false }],
  ['', false, { extent: 'unknown', isMost: false }],
  ['Xem phụ lục', true, { extent: 'unknown', isMost: false }],
])('the note “%s” is read', (note, isOnly, said) => {
  expect(saidBy(note, isOnly)).toEqual(said);
});

test('codes get their leading zeros, dates are read as people write them', () => {
  expect([gsoOf('6184', 5), gsoOf('183', 3), gsoOf('1', 2), gsoOf('061841', 5), gsoOf('H37', 2)]).toEqual([
    '06184', '183', '01', undefined, undefined,
  ]); // prettier-ignore
  expect([dateOf('1/7/2025'), dateOf('2025-07-01'), dateOf('31/4/2025')]).toEqual([
    '2025-07-01',
    '2025-07-01',
    undefined,
  ]);
});

test('what is stated twice is the same the second time, and nothing before it is rewritten', () => {
  const day = fc.integer({ min: 1, max: 28 }).map((n) => `2026-01-${String(n).padStart(2, '0')}`);
  fc.assert(
    fc.property(fc.array(fc.tuple(day, fc.constantFrom('a', 'b', 'c')), { maxLength: 8 }), (statements) => {
      const rows: { from: string; to: string | null; value: string }[] = [];
      for (const [from, value] of statements) {
        const before = JSON.stringify(rows.filter((row) => row.to !== null));
        const judgement = judged(rows, from, value);
        if (judgement.is !== 'new') continue;
        if (judgement.ends) judgement.ends.to = from;
        rows.push({ from, to: null, value });
        expect(judged(rows, from, value).is).toBe('same');
        expect(JSON.stringify(rows.filter((row) => row.to !== null)).startsWith(before.slice(0, -1))).toBe(true);
      }
    }),
  );
});

test('cells with commas, quotes and line breaks are read as they were written, with single blanks', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', 'ế', ',', '"', ' ', '\n', '-') });
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 2 }), { maxLength: 5 }), (rows) => {
      const text = ['x,y', ...rows.map((cells) => cells.map((c) => `"${c.replaceAll('"', '""')}"`).join(','))].join(
        '\n',
      );
      const washed = rows.map((cells) => cells.map((c) => c.replace(/\s+/gu, ' ').trim()));
      const read = csvRows(text).slice(1).map(({ cells }) => cells); // prettier-ignore
      expect(read).toEqual(washed.filter((cells) => cells.some((c) => c !== '')));
    }),
  );
});

it.each(['=1+1', '+1', '-1', '@a', '\ta', '\r=1'])('%j opens no file of ours as a formula', (text) => {
  expect([noFormula(text), noFormula(`a${text}`)]).toEqual([`'${text}`, `a${text}`]);
});
