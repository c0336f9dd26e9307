import { execFile } from 'node:child_process';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { ApiTokens } from '../../src/access/index.js';
import { readDispatch } from '../../src/dispatches/reading/read-dispatch.rules.js';
import { toDispatch } from '../../src/dispatches/reading/reading.rules.js';
import { commandLineCaller } from '../../src/platform/caller.js';
import { findUnit } from '../../src/units/index.js';
import { toTcvn3 } from '../support/legacy-encodings.js';
import { paperDocx } from '../support/paper-docx.js';
import { modelOf, textOfPaper } from '../support/paper-model.js';
import { serverOnTestDatabase, type TestServer } from '../support/server.js';
import { zipOf } from '../support/zip-of.js';

const TEXT = textOfPaper('01-syt-sot-xuat-huyet');
const DISPATCH = JSON.parse(JSON.stringify(toDispatch(readDispatch(TEXT)))) as object;
const SECRET = `CÔNG AN TỈNH\nMẬT\nSố: 77/BC-CA\n${TEXT}`;

describe('thongsuot read', () => {
  const program = path.join(import.meta.dirname, '..', '..', 'bin', 'thongsuot.js');
  let folder: string;
  beforeAll(async () => {
    folder = await fs.mkdtemp(path.join(os.tmpdir(), 'thongsuot-read-'));
    const docx = await paperDocx(modelOf(TEXT));
    const files: Record<string, Uint8Array | string> = {
      'a.txt': TEXT,
      'abc.txt': toTcvn3(TEXT),
      'b.docx': docx,
      'c.zip': await zipOf({ 'd/một.txt': TEXT, 'hai.docx': docx, 'mật/x.txt': SECRET }),
      'mat.txt': SECRET,
      'scan.png': Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    };
    for (const [name, content] of Object.entries(files)) await fs.writeFile(path.join(folder, name), content);
  });
  afterAll(() => fs.rm(folder, { recursive: true }));

  const read = (...args: string[]): Promise<{ code: number; out: string; err: string }> =>
    new Promise((resolve) => {
      execFile(process.execPath, [program, 'read', ...args], { cwd: folder }, (error, out, err) =>
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err }),
      );
    });

  it('reads every kind of file as it reads its text', async () => {
    expect(JSON.parse((await read('b.docx', '--json')).out)).toEqual(DISPATCH);
    const several = JSON.parse((await read('a.txt', 'b.docx', '--json')).out) as object[];
    expect(several).toEqual([DISPATCH, DISPATCH]);
    expect(JSON.parse((await read('abc.txt', '--json')).out)).toMatchObject({ number: 2187, symbol: 'SYT-NVY' });
  });

  it('writes each paper under its name, nothing of a secret, and says what it did not read', async () => {
    const { code, out, err } = await read('--lang', 'en', '--out', 'out', 'a.txt', 'c.zip', 'mat.txt', 'scan.png');
    expect([code, out]).toEqual([1, '']);
    expect((await fs.readdir(path.join(folder, 'out'))).map((name) => name.normalize('NFC')).toSorted()).toEqual(
      ['a.json', 'c-hai.json', 'c-một.json'].toSorted(),
    );
    const lines = err.trim().split('\n');
    expect(new Set(lines.map((line) => line.split(': ')[1]))).toEqual(new Set(['c.zip', 'mat.txt', 'scan.png']));
    expect(err).toContain('scan.png: This kind of file is not read.');
    expect(err).not.toContain('77/BC-CA');
  });

  it('takes the encoding that it is told, and no other', async () => {
    const { out } = await read('--json', '--encoding', 'vni', 'abc.txt');
    expect(JSON.parse(out)).not.toMatchObject({ place: 'Đồng Tháp' });
    expect((await read('--encoding', 'klingon', 'a.txt')).code).toBe(2);
  });
});

describe('POST /api/v1/dispatches/read', () => {
  let server: TestServer;
  let token: string;
  beforeAll(async () => {
    server = await serverOnTestDatabase();
    const { id } = await findUnit(server.db, 'ls-so-tttt');
    ({ token } = await server.get(ApiTokens).create(id, 'clerk', commandLineCaller('vi')));
  });
  afterAll(() => server.close());

  const post = (query: string, name: string, bytes: Uint8Array | string) =>
    request(server.url)
      .post(`/api/v1/dispatches/read${query}`)
      .set({ Authorization: `Bearer ${token}` })
      .attach('file', Buffer.from(bytes), name);

  it('answers a file with its dispatch, and several with all of them where they are asked for', async () => {
    const docx = await paperDocx(modelOf(TEXT));
    expect((await post('', 'công văn.docx', docx)).body).toEqual(DISPATCH);
    expect((await post('?encoding=abc', 'a.txt', toTcvn3(TEXT))).body).toMatchObject({ number: 2187 });
    const archive = await zipOf({ 'a.txt': TEXT, 'b.docx': docx });
    const refused = await post('', 'z.zip', archive);
    expect([refused.status, refused.body.papers]).toEqual([400, ['z.zip/a.txt', 'z.zip/b.docx']]);
    expect((await post('?all=true', 'z.zip', archive)).body).toEqual([DISPATCH, DISPATCH]);
    expect((await post('?all=true', 'a.txt', TEXT)).body).toEqual([DISPATCH]);
  });

  it('refuses what is marked secret wherever it is, and says what to do with other files', async () => {
    const secret = await post('?all=true', 'z.zip', await zipOf({ 'a.txt': TEXT, 'x.txt': SECRET }));
    expect([secret.status, secret.body.type]).toEqual([422, 'urn:thongsuot:secret-document']);
    expect(secret.text).not.toContain('x.txt');
    const bomb = await post('', 'z.zip', await zipOf({ 'a.txt': Buffer.alloc(101 * 1024 * 1024) }));
    expect([bomb.status, bomb.body.reason]).toEqual([413, 'bomb']);
    const program = await post('', 'a.docx', Buffer.from('MZ\x90\0\x03\0\0\0', 'latin1'));
    expect([program.status, program.body.reason]).toEqual([400, 'disguised']);
    expect((await post('?encoding=klingon', 'a.txt', TEXT)).status).toBe(400);
  });

  it('reads a long text elsewhere, as it reads a short one', async () => {
    const long = TEXT + '\nPhụ lục\n'.repeat(8000);
    const answer = await request(server.url)
      .post('/api/v1/dispatches/read')
      .set({ Authorization: `Bearer ${token}`, 'Content-Type': 'text/plain; charset=utf-8' })
      .send(long);
    expect(answer.body).toMatchObject({ number: 2187, symbol: 'SYT-NVY' });
  });
});
