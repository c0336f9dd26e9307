import { expect } from '@jest/globals';
import type { OpenedFile } from '../../src/files/index.js';

/** That PostgreSQL can store all that came of a file: no NUL, no halves of characters, names in NFC. */
export function expectStorable({ papers, refused }: OpenedFile): void {
  const names = [...papers, ...refused].flatMap((one) => ('name' in one ? [one.name, one.origin] : [one.origin]));
  for (const text of [...names, ...papers.map((paper) => paper.text)]) {
    expect(/\0|\p{Cs}/u.exec(text)).toBeNull();
    expect(text.normalize('NFC')).toBe(text);
  }
}
