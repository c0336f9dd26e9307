import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { decodeText, encodingNamed, ENCODINGS, type EncodingName } from '../../src/files/index.js';
import {
  misread,
  to1258,
  toTcvn3,
  toViqr,
  toVni,
  toVniLatin,
  utf16,
  VIETNAMESE_LETTERS,
} from '../support/legacy-encodings.js';

const DEV = path.join(import.meta.dirname, '..', 'corpus', 'dev');
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

const textIn = (bytes: Uint8Array, encoding?: EncodingName): string => {
  const decoded = decodeText(bytes, encoding);
  return 'text' in decoded ? decoded.text : `refused: ${decoded.refused}`;
};
const nameIn = (bytes: Uint8Array): string => {
  const decoded = decodeText(bytes);
  return 'text' in decoded ? decoded.encoding.name : `refused: ${decoded.refused}`;
};

const WRITERS: Partial<Record<EncodingName, (text: string) => Uint8Array>> = {
  'utf-8': bytesOf,
  'utf-16le': (text) => utf16(text, 'le', false),
  'utf-16be': (text) => utf16(text, 'be', false),
  tcvn3: toTcvn3,
  vni: toVni,
  'windows-1258': to1258,
  viscii: (text) => iconv.encode(text, 'viscii'),
  viqr: (text) => bytesOf(toViqr(text)),
  'misread-1252': (text) => bytesOf(misread(text, 'windows-1252')),
  'misread-1258': (text) => bytesOf(misread(text, 'windows-1258')),
};
const WRITTEN = Object.entries(WRITERS) as [EncodingName, (text: string) => Uint8Array][];

/** ordinary prose: what is common to all the encodings, and no capitals that ABC fonts have not */
const prose = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[^\n -~“”‘’–…]/gu, (sign) => (VIETNAMESE_LETTERS.includes(sign) ? sign : ' '))
    .replace(/[<>^`~*+\\(]/g, ' ');
/** VISCII has no punctuation of Windows */
const plainer = (text: string, name: EncodingName): string =>
  name === 'viscii' ? text.replace(/[“”‘’–…]/g, '-') : text;
const PAPERS = fs
  .readdirSync(DEV)
  .filter((name) => name.endsWith('.txt') && !/english|ocr/.test(name))
  .map((name) => prose(fs.readFileSync(path.join(DEV, name), 'utf8')))
  .filter((text) => VIETNAMESE_LETTERS.some((letter) => text.includes(letter)));

describe('a letter in a legacy encoding', () => {
  const letters = VIETNAMESE_LETTERS;

  it.each(WRITTEN)('is itself again out of %s, in both cases', (name, write) => {
    for (const letter of letters) {
      // ABC fonts have no toned capitals: they are small letters until a font or their neighbours say otherwise
      const kept = name !== 'tcvn3' || letter === letter.toLowerCase() || 'ĂÂÊÔƠƯĐ'.includes(letter);
      // the last full stop of a text in VIQR is one
      const end = name === 'viqr' ? ' c' : '';
      const expected = (kept ? letter : letter.toLowerCase()) + end;
      expect([letter, textIn(write(letter + end), name)]).toEqual([letter, expected]);
    }
  });

  it.each(WRITTEN)('is itself again within any words out of %s', (name, write) => {
    const word = fc.array(fc.constantFrom(...letters.filter((l) => l === l.toLowerCase()), 'b', 'c', 'h', 'n', 't'), {
      minLength: 1,
      maxLength: 7,
    });
    const text = fc
      .array(word, { minLength: 1, maxLength: 20 })
      .map((words) => `${words.map((w) => w.join('')).join(' ')} c`);
    fc.assert(
      fc.property(text, (words) => {
        fc.pre(name !== 'viqr' || !/d{2}|[iyeuoa]{2}/.test(words));
        expect(textIn(write(words), name)).toBe(words);
      }),
    );
  });

  it('in VNI may be a capital with the small sign', () => {
    expect(textIn(bytesOf('UÛy ban nhaân daân'), 'vni')).toBe('Ủy ban nhân dân');
    expect(textIn(bytesOf('Uûy ban nhaân daân'), 'vni')).toBe('Ủy ban nhân dân');
  });

  it('in TCVN3 is a capital among capitals', () => {
    const heading = 'ỦY BAN NHÂN DÂN TỈNH\nSỞ Y TẾ      CỘNG HÒA XÃ HỘI\nĐộc lập - Tự do';
    expect(textIn(toTcvn3(heading), 'tcvn3')).toBe(heading);
  });
});

describe('the encoding of a dispatch', () => {
  it.each(WRITTEN.filter(([name]) => !name.startsWith('viqr')))('is found where it is %s', (name, write) => {
    for (const paper of PAPERS) {
      for (let start = 0; start + 200 <= paper.length; start += 400) {
        const part = plainer(paper.slice(start, start + 200), name);
        if ((part.match(/[^\0-\x7f]/g)?.length ?? 0) < 20) continue; // eslint-disable-line no-control-regex -- ASCII
        const bytes = write(part);
        expect([nameIn(bytes), textIn(bytes).toLowerCase()]).toEqual([name, part.toLowerCase()]);
      }
    }
  });

  it('is found where it is VIQR', () => {
    for (const paper of PAPERS.map((text) =>
      text
        .replace(/[“”‘’–…?.'/]/g, ' ')
        .replace(/d(?=[dđ])/gi, '')
        .replace(/\n/g, ' \n'),
    )) {
      const bytes = bytesOf(toViqr(paper));
      expect([nameIn(bytes), textIn(bytes)]).toEqual(['viqr', paper]);
    }
  });

  it('is found behind byte order marks, and in letters taken apart', () => {
    const [paper = ''] = PAPERS;
    expect(textIn(bytesOf(`\ufeff${paper}`))).toBe(paper);
    expect(textIn(utf16(paper, 'le', true))).toBe(paper);
    expect(textIn(utf16(paper, 'be', true))).toBe(paper);
    expect(textIn(bytesOf(paper.normalize('NFD')))).toBe(paper);
  });

  it('is found where the glyphs of an old font were pasted into Unicode, and where UTF-8 was misread twice', () => {
    for (const paper of PAPERS) {
      const vni = decodeText(bytesOf(toVniLatin(paper)));
      expect(vni).toMatchObject({ text: paper, encoding: { name: 'vni' } });
      const twice = misread(misread(paper, 'windows-1252'), 'windows-1252');
      expect(decodeText(bytesOf(twice))).toMatchObject({ text: paper, encoding: { name: 'misread-1252' } });
    }
  });

  it('is what the caller says, and says what else it could be', () => {
    const bytes = toTcvn3('cộng hòa xã hội chủ nghĩa việt nam');
    expect(decodeText(bytes, 'vni')).toMatchObject({ encoding: { name: 'vni', alternatives: [] } });
    expect(decodeText(toVni('tư'))).toMatchObject({ encoding: { alternatives: expect.any(Array) } });
    expect(encodingNamed('ABC')).toBe('tcvn3');
    expect(encodingNamed('klingon')).toBeNull();
    for (const name of ENCODINGS) expect(encodingNamed(name)).toBe(name);
  });

  it('leaves texts that are not Vietnamese as they are', () => {
    const english = 'The Department requests the provinces to report by 15 May 2024 (see the annex).\n'.repeat(5);
    expect(decodeText(bytesOf(english))).toMatchObject({ text: english, encoding: { name: 'utf-8' } });
    const french = 'Veuillez trouver ci-joint la réponse à votre requête concernant l’élevage.\n'.repeat(4);
    expect(textIn(bytesOf(french))).toBe(french);
    const western = Uint8Array.from(Buffer.from('It is the Minister\x92s wish \x96 and ours.\n'.repeat(8), 'latin1'));
    expect(textIn(western)).toBe('It is the Minister’s wish – and ours.\n'.repeat(8));
  });
});
