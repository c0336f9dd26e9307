import { describe, expect, it } from '@jest/globals';
import { readOpenText } from '../../src/dispatches/read-text.js';
import { decodeText } from '../../src/files/index.js';

describe('an uploaded file', () => {
  const bytes = (text: string) => new TextEncoder().encode(text);

  it('is text in UTF-8, or in UTF-16 with its byte order mark', () => {
    expect(decodeText(bytes('Kính gửi'))).toMatchObject({ text: 'Kính gửi' });
    expect(decodeText(new Uint8Array([0xff, 0xfe, 0x4b, 0x00, 0xed, 0x00]))).toMatchObject({ text: 'Kí' });
    expect(decodeText(new Uint8Array([0xfe, 0xff, 0x00, 0x4b, 0x00, 0xed]))).toMatchObject({ text: 'Kí' });
  });

  it('is refused where it is empty, no text, or too large', () => {
    expect(decodeText(new Uint8Array())).toEqual({ refused: 'empty' });
    expect(decodeText(bytes(' \n'))).toEqual({ refused: 'empty' });
    expect(decodeText(new Uint8Array([0x50, 0x4b, 0x03, 0x04, 0x00, 0x00]))).toEqual({ refused: 'binary' });
    expect(decodeText(new Uint8Array([0xc3, 0x28, 0xff]))).toEqual({ refused: 'binary' });
  });

  it('is refused above 300 KB, whatever it is written in and however it is sent', () => {
    const tooLarge = { refused: 'too-large' };
    expect(decodeText(bytes('a'.repeat(300 * 1024)))).toHaveProperty('text');
    expect(decodeText(bytes('a'.repeat(300 * 1024 + 1)))).toEqual(tooLarge);
    const wide = Buffer.from(`\ufeff${'ậ'.repeat(150 * 1024)}`, 'utf16le');
    expect(decodeText(wide)).toEqual(tooLarge);
    expect(() => readOpenText('ậ'.repeat(150 * 1024))).toThrow(expect.objectContaining({ code: 'too-large' }));
  });
});
