import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { emptyDispatch, type Dispatch } from '../../src/dispatches/reading/dispatch.rules.js';
import { openFile } from '../../src/files/index.js';
import { layOut } from '../../src/letters/lay-out.rules.js';
import { TEXT_WIDTH_MM, type BodyPart, type ColumnPart } from '../../src/letters/layout.rules.js';
import { paragraph, type LetterBlock } from '../../src/letters/letter.rules.js';
import { linesOfName } from '../../src/letters/names.rules.js';
import { paginate, type Atom } from '../../src/letters/pages.rules.js';
import { letterPdf } from '../../src/letters/pdf-letter.js';
import { aboutWords, kindOfCode, numberLine, placeAndDate } from '../../src/letters/phrases.rules.js';
import { officesOf } from '../../src/letters/tail.rules.js';
import { columnWidths } from '../../src/letters/text-parts.rules.js';

const wordsOf = (parts: readonly (ColumnPart | BodyPart)[]): string[] =>
  parts.flatMap((part) =>
    part.kind === 'text' ? [part.runs.map(({ text }) => text).join('')] : part.kind === 'stamp' ? [part.text] : [],
  );
const paper = (fields: Partial<Dispatch>, ...body: LetterBlock[]) =>
  layOut({ dispatch: { ...emptyDispatch(), kind: 'CV', subject: 'rà soát', ...fields }, body });
const asked = paragraph('Đề nghị rà soát.');

describe('number, place and date', () => {
  it('bear a zero below ten, in the month before March only, and gaps for what is not given', () => {
    expect(numberLine({ number: 5, symbol: 'UBND-VX' })).toBe('Số: 05/UBND-VX');
    expect(numberLine({ number: null, symbol: 'UBND-VX' })).toMatch(/^Số: \u00a0{4,}\/UBND-VX$/);
    const place = 'Lạng Sơn';
    expect(placeAndDate({ place, date: '2026-02-05', datePartial: null })).toBe('Lạng Sơn, ngày 05 tháng 02 năm 2026');
    expect(placeAndDate({ place, date: '2026-03-15', datePartial: null })).toBe('Lạng Sơn, ngày 15 tháng 3 năm 2026');
    expect(placeAndDate({ place, date: null, datePartial: { year: 2026, month: 11 } })).toMatch(
      /^Lạng Sơn, ngày \u00a0+ tháng 11 năm 2026$/,
    );
  });

  it('a number says the type of the paper; one that says none is an official letter', () => {
    expect(['60/KH-SVHTTDL', '28/2018/QĐ-TTg', '374/UBND-NC', '72/2025/QH15'].map(kindOfCode)).toEqual([
      'Kế hoạch',
      'Quyết định',
      'Công văn',
      'Luật',
    ]);
  });

  it('a subject goes on in small letters, but a name keeps its capital', () => {
    expect(aboutWords('Tăng cường phòng dịch')).toBe('về việc tăng cường phòng dịch');
    expect(aboutWords('Về việc rà soát')).toBe('về việc rà soát');
    expect(aboutWords('UBND tỉnh họp')).toBe('về việc UBND tỉnh họp');
  });
});

describe('the name of a body', () => {
  it.each([
    ['ỦY BAN NHÂN DÂN TỈNH LẠNG SƠN', ['ỦY BAN NHÂN DÂN', 'TỈNH LẠNG SƠN']],
    ['ỦY BAN NHÂN DÂN XÃ AN SƠN', ['ỦY BAN NHÂN DÂN', 'XÃ AN SƠN']],
    ['SỞ THÔNG TIN VÀ TRUYỀN THÔNG', ['SỞ THÔNG TIN', 'VÀ TRUYỀN THÔNG']],
    ['SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH', ['SỞ VĂN HÓA, THỂ THAO', 'VÀ DU LỊCH']],
    ['BỘ NỘI VỤ', ['BỘ NỘI VỤ']],
  ])('%s stands in the lines that are customary', (name, lines) => {
    expect(linesOfName(name, 22)).toEqual(lines);
  });

  it('loses no word however it is broken', () => {
    const words = fc.array(fc.constantFrom('SỞ', 'VĂN', 'HÓA', 'VÀ', 'BAN', 'PHÒNG', 'NGHIỆP'), { minLength: 1, maxLength: 14 });
    fc.assert(fc.property(words, (name) => linesOfName(name.join(' '), 22).join(' ') === name.join(' ')));
  }); // prettier-ignore
});

describe('the parts', () => {
  it('greet one in a line, many line by line, and nobody where articles charge them', () => {
    expect(wordsOf(paper({ addressees: ['Công an tỉnh'] }, asked).body)[0]).toBe('Kính gửi: Công an tỉnh.');
    expect(wordsOf(paper({ addressees: ['Công an tỉnh', 'Sở Y tế'] }, asked).body).slice(0, 3)).toEqual([
      'Kính gửi:',
      '- Công an tỉnh;',
      '- Sở Y tế.',
    ]);
    const article = paragraph('Điều 2. Công an tỉnh chịu trách nhiệm thi hành Quyết định này.');
    const decision = paper({ kind: 'QĐ', addressees: ['Công an tỉnh'] }, article);
    expect(wordsOf(decision.body)).toEqual(['QUYẾT ĐỊNH', 'Về việc rà soát', 'Điều 2. Công an tỉnh chịu trách nhiệm thi hành Quyết định này./.']); // prettier-ignore
    expect(wordsOf(decision.tail.rows[0]!.left)).toEqual(['Nơi nhận:', '- Như Điều 2.']);
  });

  it('a telegram wires those it is for, under its stamp', () => {
    const wire = paper({ kind: 'CĐ', urgency: 'HỎA TỐC', issuer: { name: 'CHỦ TỊCH UBND TỈNH', parent: null, stated: true }, addressees: ['Sở Y tế'] }, asked); // prettier-ignore
    expect(wordsOf(wire.body)[2]).toBe('CHỦ TỊCH UBND TỈNH điện: Sở Y tế.');
    expect(wordsOf(wire.heading.rows[1]!.left)).toContain('HỎA TỐC');
  });

  it('who signs for whom: a deputy for the head, also on behalf of a collective', () => {
    const name = 'Lê An';
    expect(officesOf({ mode: 'KT.', onBehalfOf: null, title: 'PHÓ GIÁM ĐỐC', name })).toEqual(['KT. GIÁM ĐỐC', 'PHÓ GIÁM ĐỐC']); // prettier-ignore
    expect(officesOf({ mode: 'TM.', onBehalfOf: 'Ủy ban nhân dân', title: 'Phó Chủ tịch', name })).toEqual([
      'TM. ỦY BAN NHÂN DÂN',
      'KT. CHỦ TỊCH',
      'PHÓ CHỦ TỊCH',
    ]);
    expect(officesOf({ mode: null, onBehalfOf: null, title: null, name: null })).toEqual([]);
  });

  it('the text is closed once', () => {
    expect(wordsOf(paper({}, paragraph('Đề nghị thực hiện./.')).body).at(-1)).toBe('Đề nghị thực hiện./.');
  });

  it('columns of a table fill the width of the text, whatever stands in them', () => {
    const cell = fc.string({ maxLength: 300 });
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 4, maxLength: 4 }), { maxLength: 5 }), (rows) => {
        const widths = columnWidths(['TT', 'Nội dung', 'Đơn vị', 'Thời hạn'], rows);
        expect(widths.reduce((sum, width) => sum + width, 0)).toBeCloseTo(TEXT_WIDTH_MM);
        expect(Math.min(...widths)).toBeGreaterThan(10);
      }),
    );
  });
});

describe('pages', () => {
  const atom = (height: number, glued = false): Atom => ({ height, glued });

  it('two lines go over with the signature where it does not fit', () => {
    const lines = [...Array.from({ length: 9 }, () => atom(10)), atom(10, true), atom(10, true), atom(40)];
    expect(paginate(lines, 120).map(({ page }) => page)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1]);
  });

  it('a row that opens a page leaves room for the head of its table', () => {
    const row = { ...atom(50), repeated: { height: 20 } };
    expect(paginate([row, row, row], 110).map(({ page, y }) => [page, y])).toEqual([[0, 0], [0, 50], [1, 20]]); // prettier-ignore
  });

  it('nothing stands below the edge of a page, and the order is kept', () => {
    const atoms = fc.array(fc.record({ height: fc.integer({ min: 1, max: 60 }), glued: fc.boolean() }), { maxLength: 60 });
    fc.assert(
      fc.property(atoms, (given) => {
        const placed = paginate(given, 100);
        for (const [i, { y, atom: { height }, page }] of placed.entries()) {
          expect(y + height).toBeLessThanOrEqual(100.01);
          expect(page).toBeGreaterThanOrEqual(placed[i - 1]?.page ?? 0);
        }
      }),
    );
  }); // prettier-ignore

  it('a row taller than a page goes over, and a word longer than a line is cut: nothing is lost', async () => {
    const cell = Array.from({ length: 900 }, (_, i) => `chữ${i}`).join(' ');
    const word = Array.from({ length: 90 }, (_, i) => `-${i}`).join('');
    const letter = { dispatch: { ...emptyDispatch(), kind: 'CV' }, body: [paragraph(word), { kind: 'table' as const, head: ['TT', 'Nội dung'], rows: [['1', cell]] }, asked] }; // prettier-ignore
    const bytes = await letterPdf(letter);
    const { papers } = await openFile({ name: 'a', bytes: new Uint8Array(bytes) });
    const text = papers[0]!.text;
    expect(cell.split(' ').filter((part) => !text.includes(part))).toEqual([]);
    expect(text.replaceAll(/\s/g, '')).toContain(word);
    // on its pages, that is, and not below their edge
    expect(bytes.toString('latin1').match(/\/Type \/Page\n/g)?.length).toBeGreaterThanOrEqual(3);
  });

  it('the PDF says its language and title, is tagged, and brings its fonts along', async () => {
    const bytes = await letterPdf({ dispatch: { ...emptyDispatch(), kind: 'CV', number: 5, symbol: 'UBND', subject: 'rà soát' }, body: [asked] }); // prettier-ignore
    const raw = bytes.toString('latin1');
    expect(raw).toContain('/Lang (vi)');
    expect(raw).toContain('/Marked true');
    expect(raw).toMatch(/\/DisplayDocTitle true/);
    expect(raw).toMatch(/\/BaseFont \/[A-Z]{6}\+Tinos/);
    expect(raw).toContain('/FontFile2');
  });
});
