import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isCentral, issuerFamily, paperKey } from '../../src/dispatches/cited-papers.rules.js';

describe('the key of a cited paper', () => {
  it('is one however number and symbol are written', () => {
    const ways = ['05/KH-UBND', '5/KH-UBND', 'Số: 05 / KH - UBND', 'số 05/kh-ubnd', '05/KH–UBND'];
    expect(new Set(ways.map(paperKey))).toEqual(new Set(['5/kh-ubnd']));
    expect(paperKey('71/KH-BCĐ')).toBe(paperKey('71/KH-BCD'));
  });

  it('keeps apart what is written apart', () => {
    const keys = ['12/KH-UBND', '1/2KH-UBND', '12/KHU-BND', '12a/KH-UBND', '12/2025/QH15', '122/025/QH15'].map(
      paperKey,
    );
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('is none where no number stands before a symbol', () => {
    for (const code of ['', 'KH-UBND', '12', '12/', '/KH-UBND', '12/-', '…/KH-UBND']) expect([code, paperKey(code)]).toEqual([code, null]); // prettier-ignore
  });

  it('is the same again of whatever it gave, and throws at nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        const key = paperKey(text);
        expect(key === null ? null : paperKey(key)).toBe(key);
      }),
    );
    fc.assert(
      fc.property(fc.nat(9999), fc.constantFrom('KH-BCĐ', 'UBND-NC', 'BCĐ99/CP', '2026/NĐ-CP'), (n, symbol) => {
        expect(paperKey(`${String(n + 1).padStart(6, '0')}/${symbol}`)).toBe(paperKey(`${n + 1} / ${symbol.toLowerCase()}`));
      }),
    ); // prettier-ignore
  });
});

describe('the issuer of a cited paper', () => {
  it('is one family however it is written', () => {
    const board = ['BCĐ 35 tỉnh', 'Ban Chỉ đạo 35 tỉnh Lạng Sơn', 'ban chỉ đạo 35 Tỉnh'];
    const committee = ['UBND tỉnh', 'Ủy ban nhân dân tỉnh Lạng Sơn', 'Uỷ ban nhân dân tỉnh'];
    expect(new Set(board.map(issuerFamily))).toEqual(new Set(['ban chi dao 35 tinh']));
    expect(new Set(committee.map(issuerFamily))).toEqual(new Set(['uy ban nhan dan tinh']));
    expect(issuerFamily(null)).toBe('');
  });

  it('is of the centre by its name or by the symbol, and not where an area is named', () => {
    const central = (code: string, issuer: string | null) => isCentral(paperKey(code)!, issuer);
    expect(central('7/CT-TTg', null)).toBe(true);
    expect(central('190/2025/QH15', null)).toBe(true);
    expect(central('45/BNV-CQĐP', null)).toBe(true);
    expect(central('45/BCĐ35/CP', 'Ban Chỉ đạo 35 Chính phủ')).toBe(true);
    expect(central('45/KH-XYZ', 'Bộ Khoa học và Công nghệ')).toBe(true);
    expect(central('40/KH-BCĐ', null)).toBe(false);
    expect(central('40/KH-UBND', 'UBND tỉnh')).toBe(false);
    expect(central('3/KH-BCA', 'Công an tỉnh Lạng Sơn')).toBe(false);
  });
});
