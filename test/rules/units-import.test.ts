import { describe, expect, it, test } from '@jest/globals';
import * as fc from 'fast-check';
import { csvRows, fileLines, refusalsOf, unitsToWrite, type Present } from '../../src/units/import.rules.js';

const HEADER = 'code,name,kind,level,administrative,sectoral,territory,email,valid_from';
const present: Present = {
  codes: new Set(['t20', 'ls-so-y-te']),
  officialCodes: new Set(['H37']),
  existsOn: (code, on) => code === 't20' || (code === 'ls-so-y-te' && on >= '2020-01-01'),
};
const refusals = (...lines: string[]) => {
  const { lines: read, refused } = fileLines([HEADER, ...lines].join('\n'));
  return [...refused, ...refusalsOf(read, present)].map((refusal) => [refusal.line, refusal.reason, refusal.value]);
};

const line = (code: string, parent: string) => `${code},A,other-body,,${parent},,,,2026-01-01`;

describe('a file of units', () => {
  it('is taken where every line is in order, parents inside the file included', () => {
    const text = [HEADER, 'ls-cdc,Trung tâm Kiểm soát bệnh tật,public-service-unit,body,ls-so-y-te,,t20,cdc@demo.invalid,2024-01-01',
      'ls-cdc-khoa,Khoa Dược,internal-division,,ls-cdc,,t20,,2024-02-01'].join('\r\n'); // prettier-ignore
    const { lines, refused, missing } = fileLines(`\uFEFF${text}\r\n`);
    expect([refused, missing, refusalsOf(lines, present)]).toEqual([[], [], []]);
    expect(unitsToWrite(lines)[1]).toEqual({
      code: 'ls-cdc-khoa',
      periods: [
        { name: 'Khoa Dược', kind: 'internal-division', level: 'body', legalBasis: null, from: '2024-02-01', to: null },
      ],
      relations: [
        { line: 'administrative', parent: 'ls-cdc', from: '2024-02-01', to: null },
        { line: 'territory', parent: 't20', from: '2024-02-01', to: null },
      ],
      officialCodes: [],
      aliases: [],
    });
  });

  it('names the columns that the header lacks', () => {
    expect(fileLines('code,name\nx,y').missing).toEqual(['kind', 'valid_from']);
    expect(fileLines('').missing).toEqual(['code', 'name', 'kind', 'valid_from']);
  });

  it.each([
    ['06184,Xã A,commune,,t20,,,,2026-01-01', 'code', '06184'],
    ['h37,Xã A,commune,,t20,,,,2026-01-01', 'code-official', 'h37'],
    ['t20,Tỉnh A,province,,t20,,,,2026-01-01', 'code-taken', 't20'],
    ['ls-a,,commune,,t20,,,,2026-01-01', 'name', ''],
    ['ls-a,Xã A,village,,t20,,,,2026-01-01', 'kind', 'village'],
    ['ls-a,Xã A,commune,body,t20,,,,2026-01-01', 'level', 'body'],
    ['ls-a,Xã A,commune,,t99,,,,2026-01-01', 'parent', 't99'],
    ['ls-a,Khoa A,other-body,,ls-so-y-te,,,,2019-12-31', 'parent', 'ls-so-y-te'],
    ['ls-a,Xã A,commune,,,,,,2026-01-01', 'no-parent', ''],
    ['ls-a,Xã A,commune,,ls-a,,,,2026-01-01', 'cycle', 'ls-a'],
    ['ls-a,Xã A,commune,,t20,,,nobody,2026-01-01', 'email', 'nobody'],
    ['ls-a,Xã A,commune,,t20,,,,2026-02-30', 'date', '2026-02-30'],
    ['ls-a,Xã A,commune', 'columns', '3'],
  ])('refuses %s: %s', (written, reason, value) => {
    expect(refusals(written)).toContainEqual([2, reason, value]);
  });

  it('refuses a code that is there twice, and parents that run in a circle', () => {
    expect(refusals(line('ls-a', 't20'), line('ls-a', 't20'))).toEqual([[2, 'code-twice', 'ls-a']]);
    expect(refusals(line('ls-a', 'ls-b'), line('ls-b', 'ls-a')).map(([, reason]) => reason)).toEqual([
      'cycle',
      'cycle',
    ]);
  });
});

test('cells with commas, quotes and line breaks are read as they were written, with single blanks', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', 'ế', ',', '"', ' ', '\n', '-') });
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 2 }), { maxLength: 5 }), (rows) => {
      const text = rows.map((cells) => cells.map((c) => `"${c.replaceAll('"', '""')}"`).join(',')).join('\n');
      const washed = rows.map((cells) => cells.map((c) => c.replace(/\s+/gu, ' ').trim()));
      expect(csvRows(text).map(({ cells }) => cells)).toEqual(washed.filter((cells) => cells.some((c) => c !== '')));
    }),
  );
});
