import { describe, expect, it } from '@jest/globals';
import { openFile } from '../../src/files/index.js';
import { textOfPaper } from '../support/paper-model.js';
import { expectStorable } from '../support/storable.js';
import { docxOf, zipOf } from '../support/zip-of.js';

const TEXT = textOfPaper('01-syt-sot-xuat-huyet');

const mailWith = (filename: string): Uint8Array =>
  Buffer.from(
    [
      'Subject: x',
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary=q',
      '',
      '--q',
      'Content-Type: application/octet-stream',
      `Content-Disposition: attachment; ${filename}`,
      'Content-Transfer-Encoding: base64',
      '',
      Buffer.from(TEXT).toString('base64'),
      '--q--',
      '',
    ].join('\r\n'),
  );

describe('what comes of a file can be stored', () => {
  it('without the NUL that stands raw in a part of a Word document', async () => {
    const opened = await openFile({ name: 'a.docx', bytes: await docxOf('<w:p><w:r><w:t>s\0ố 12</w:t></w:r></w:p>') });
    expect(opened.papers[0]?.text).toBe('số 12');
    expectStorable(opened);
  });

  it.each([
    ["filename*=UTF-8''a%00b.txt", 'ab.txt'],
    ["filename*=UTF-8''%E2%80%AEx%0A.txt", 'x.txt'],
    ['filename="..\\\\..\\\\x.txt"', 'x.txt'],
    ["filename*=UTF-8''%00", 'attachment-1'],
  ])('under the name that a mail gives it: %s', async (filename, name) => {
    const opened = await openFile({ name: 'm.eml', bytes: mailWith(filename) });
    expect(opened.papers.map((paper) => paper.name)).toEqual([name]);
    expectStorable(opened);
  });

  it('under names with halves of characters, of what is refused too', async () => {
    const name = 'a\ud800\0.txt'.normalize('NFD');
    const opened = await openFile({ name, bytes: Buffer.from(TEXT) });
    expect(opened.papers.map(({ origin }) => origin)).toEqual(['a\ufffd.txt']);
    expectStorable(opened);
    expectStorable(await openFile({ name, bytes: Buffer.alloc(0) }));
    expectStorable(await openFile({ name: 'z.zip', bytes: await zipOf({ 'số\ud800.txt': TEXT }) }));
  });
});
