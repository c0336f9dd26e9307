import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { readFile, ReaderPool } from '../../src/dispatches/read-file.js';
import { readDispatch } from '../../src/dispatches/reading/read-dispatch.rules.js';
import { toDispatch } from '../../src/dispatches/reading/reading.rules.js';
import { longSheet } from '../support/file-bombs.js';
import { paperDocx } from '../support/paper-docx.js';
import { modelOf, textOfPaper } from '../support/paper-model.js';
import { docxOf, zipOf } from '../support/zip-of.js';

const TEXT = textOfPaper('01-syt-sot-xuat-huyet');
const asText = { name: 'a.txt', bytes: Buffer.from(TEXT) };
/** the ids of the children that read files */
const childrenOf = (pid: number): string[] =>
  execFileSync('ps', ['-o', 'pid=,args=', '--ppid', String(pid)], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.includes('reader.child'))
    .map((line) => line.trim().split(' ')[0]!);

/** Ends the next child that was not there before. */
async function killed(before: ReadonlySet<string>): Promise<string> {
  for (;;) {
    const pid = childrenOf(process.pid).find((one) => !before.has(one));
    if (pid === undefined) {
      await new Promise(setImmediate);
      continue;
    }
    process.kill(Number(pid), 'SIGKILL');
    return pid;
  }
}

describe('a file is read in a child process', () => {
  const pools: ReaderPool[] = [];
  const poolOf = (secondsAtMost: number, children = 1): ReaderPool => {
    const pool = new ReaderPool(secondsAtMost, children);
    pools.push(pool);
    return pool;
  };
  afterAll(() => pools.forEach((pool) => pool.end()));

  it('and comes back as its papers, their bytes and what was read out of them', async () => {
    const bytes = await zipOf({ 'a.txt': TEXT, 'b.docx': await paperDocx(modelOf(TEXT)) });
    const { papers, refused } = await readFile({ name: 'z.zip', bytes });
    expect(papers.map(({ origin, format }) => [origin, format])).toEqual([
      ['z.zip/a.txt', 'txt'],
      ['z.zip/b.docx', 'docx'],
    ]);
    expect(refused).toEqual([]);
    expect(Buffer.from(papers[0]!.bytes).toString()).toBe(TEXT);
    for (const { reading } of papers) expect(toDispatch(reading)).toEqual(toDispatch(readDispatch(TEXT)));
  });

  it('that is ended where it takes too long, and starts again for the next', async () => {
    const pool = poolOf(0.001);
    const slow = await pool.read({ name: 'a.xlsx', bytes: await longSheet(200_000) });
    expect(slow).toEqual({ papers: [], refused: [{ origin: 'a.xlsx', code: 'timed-out' }] });
    const patient = poolOf(60);
    expect((await patient.read(asText)).papers).toHaveLength(1);
  });

  it('that runs out of memory alone', async () => {
    const pool = poolOf(60);
    // as many elements as a part may have, in each of many headers: more than the heap of the child holds
    const header = `<w:hdr>${'<w:p a="1" b="2" c="3"/>'.repeat(400_000)}</w:hdr>`;
    const headers = Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`word/header${String(i)}.xml`, header]));
    const bomb = await pool.read({ name: 'a.docx', bytes: await docxOf('<w:p/>', headers) });
    expect(bomb.papers).toEqual([]);
    expect((await pool.read(asText)).papers).toHaveLength(1);
  });

  it('that somebody ends: the file is read by another, and refused where that is ended too', async () => {
    const pool = poolOf(60);
    const before = new Set(childrenOf(process.pid));
    const once = pool.read(asText);
    before.add(await killed(before));
    expect((await once).papers).toHaveLength(1);
    pool.end();
    const twice = pool.read({ name: 'a.xlsx', bytes: await longSheet(200_000) });
    const known = new Set(childrenOf(process.pid).concat([...before]));
    known.delete(childrenOf(process.pid).find((one) => !before.has(one)) ?? '');
    known.add(await killed(known));
    await killed(known);
    expect(await twice).toEqual({ papers: [], refused: [{ origin: 'a.xlsx', code: 'bomb' }] });
    expect((await pool.read(asText)).papers).toHaveLength(1);
  });

  it('until the caller leaves it out, also while it waits', async () => {
    const pool = poolOf(60);
    const [stop, leave] = [new AbortController(), new AbortController()];
    const read = pool.read({ name: 'a.xlsx', bytes: await longSheet(200_000) }, { signal: stop.signal });
    const left = pool.read(asText, { signal: leave.signal });
    const waiting = pool.read(asText);
    leave.abort(new Error('not needed'));
    await expect(left).rejects.toThrow('not needed');
    stop.abort(new Error('left out'));
    await expect(read).rejects.toThrow('left out');
    expect((await waiting).papers).toHaveLength(1);
  });

  it('in turns, so that many files of one do not hold up another', async () => {
    const pool = poolOf(60);
    const order: string[] = [];
    const readAs = (turn: string, name: string) =>
      pool.read({ ...asText, name: `${name}.txt` }, { turn }).then(() => order.push(name));
    await Promise.all([...['a1', 'a2', 'a3', 'a4'].map((name) => readAs('a', name)), readAs('b', 'b1')]);
    expect(order).toEqual(['a1', 'a2', 'b1', 'a3', 'a4']);
  });

  it('that verifies the signatures of a PDF', async () => {
    const pdf = fs.readFileSync(path.join(import.meta.dirname, '..', 'fixtures', 'de-an-06.pdf'));
    const trust = { rootsDer: [], at: new Date('2026-11-22T00:00:00Z') };
    const { papers } = await readFile({ name: 'a.pdf', bytes: pdf }, { trust });
    expect(papers[0]!.signatures).toEqual([]);
    const range = Buffer.from(
      '\n9 0 obj<</Type/Sig/SubFilter/adbe.pkcs7.detached/ByteRange[0 1 2 3]/Contents<00>>>endobj\n',
    );
    const signed = await readFile({ name: 'a.pdf', bytes: Buffer.concat([pdf, range]) }, { trust });
    expect(signed.papers[0]!.signatures.map(({ outcome }) => outcome)).toEqual(['invalid']);
  });

  it('that knows nothing of this one, and tells nothing of a secret', async () => {
    const secret = `BỘ CÔNG AN\nCÔNG AN TỈNH HÀ NAM\nMẬT\nSố: 77/BC-CA\n${TEXT}`;
    const read = await readFile({ name: 'ke-hoach-x.txt', bytes: Buffer.from(secret) });
    expect(read).toEqual({ papers: [], refused: [{ origin: null, code: 'secret' }] });
  });
});
