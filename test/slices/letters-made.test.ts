import { describe, expect, it } from '@jest/globals';
import { emptyDispatch } from '../../src/dispatches/reading/dispatch.rules.js';
import { openFile } from '../../src/files/index.js';
import { paragraph, type Letter } from '../../src/letters/letter.rules.js';
import { LETTER_BYTES_AT_MOST, LetterQueue, WAITING_AT_MOST } from '../../src/letters/make-letter.js';

const letter = (...texts: string[]): Letter => ({
  dispatch: { ...emptyDispatch(), kind: 'CV', number: 5, symbol: 'UBND-VX', subject: 'rà soát' },
  body: texts.map(paragraph),
});
const asked = { letter: letter('Đề nghị rà soát.'), format: 'docx' } as const;

describe('letters are made by a process of their own', () => {
  it('one after the other, each as it was asked for', async () => {
    const queue = new LetterQueue();
    const made = await Promise.all(
      ['pdf' as const, 'docx' as const].map((format) => queue.make({ letter: letter(`Bản ${format}.`), format })),
    );
    const opened = await Promise.all(made.map((bytes) => openFile({ name: 'a', bytes: new Uint8Array(bytes) })));
    expect(opened.map(({ papers }) => /Bản \w+/u.exec(papers[0]!.text)?.[0])).toEqual(['Bản pdf', 'Bản docx']);
  });

  it('but none that is longer than any paper', async () => {
    const long = letter('chữ '.repeat(LETTER_BYTES_AT_MOST / 4));
    await expect(new LetterQueue().make({ letter: long, format: 'pdf' })).rejects.toMatchObject({ code: 'too-large' });
  });

  it('and as many wait as can be served soon', async () => {
    const queue = new LetterQueue();
    const taken = Array.from({ length: WAITING_AT_MOST + 1 }, () => queue.make(asked));
    await expect(queue.make(asked)).rejects.toMatchObject({ code: 'too-many' });
    await Promise.all(taken);
    await expect(queue.make(asked)).resolves.toBeInstanceOf(Buffer);
  });

  it('one that takes too long is given up, and the others are made', async () => {
    const queue = new LetterQueue(0.001);
    await expect(queue.make(asked)).rejects.toMatchObject({ code: 'unavailable' });
    await expect(new LetterQueue().make(asked)).resolves.toBeInstanceOf(Buffer);
  });
});
