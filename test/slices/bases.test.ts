import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AcknowledgeAssignment } from '../../src/assignments/index.js';
import { DraftDirective } from '../../src/directives/index.js';
import { emptyDispatch, KeepPaper, storePaper, type Dispatch } from '../../src/dispatches/index.js';
import { ForwardAssignment, IssueDirective } from '../../src/cascade/index.js';
import { graphOfCitedPaper, graphOfDirective } from '../../src/bases/graph.js';
import { citedPaperFor } from '../../src/bases/neighbours.queries.js';
import type { Caller } from '../../src/platform/caller.js';
import { rowsOf, sql } from '../../src/platform/database/sql.js';
import { SeedDemoUnits } from '../../src/units/index.js';
import { testApp, type TestApp } from '../support/app.js';
import { factsOf, operator } from '../support/issued.js';
import { officerOf } from '../support/story.js';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
  await app.setClock('2024-03-11T02:00:00Z');
  await app.get(SeedDemoUnits).execute(new Date('2024-01-01T00:00:00Z'));
});
afterAll(() => app.close());

type Cited = { code: string; date?: string | null; issuer?: string | null };
const cites = (...cited: Cited[]) => cited.map(({ code, date = null, issuer = null }) => ({ code, date, issuer }));

/** A paper that a unit drafts. @returns the id of the directive */
async function drafted(unit: string, paper: Partial<Dispatch>, to = ['ls-so-vhttdl']): Promise<string> {
  const dispatch = { ...emptyDispatch(), kind: 'CV', subject: 'thử nghiệm', ...paper };
  return app
    .get(DraftDirective)
    .execute({ issuer: unit, dispatch, addressees: to.map((text) => ({ text, role: 'action' as const })) }, operator);
}
async function issued(unit: string, paper: Partial<Dispatch>, to?: string[]): Promise<string> {
  const id = await drafted(unit, paper, to);
  await app.get(IssueDirective).execute(id, operator);
  return id;
}

/** Further drafts that are like one and cite what it cites. @returns their ids */
async function copiesOf(id: string, count: number): Promise<string[]> {
  const copied = (table: string, changed: string) =>
    sql.raw(`insert into ${table}
    select (jsonb_populate_record(x, ${changed})).* from ${table} x, copies`);
  const rows = await rowsOf<{ id: string }>(
    app.db,
    sql`with copies as (select gen_random_uuid() as paper, gen_random_uuid() as new_id, dispatch_id, d.id as like_id
        from directive d, generate_series(1, ${count}) where d.id = ${id}),
      papers as (${copied('dispatch', `jsonb_build_object('id', paper)`)} where x.id = copies.dispatch_id),
      cited as (${copied('citation', `jsonb_build_object('dispatch_id', paper)`)} where x.dispatch_id = copies.dispatch_id)
      ${copied('directive', `jsonb_build_object('id', new_id, 'cascade_id', new_id, 'dispatch_id', paper, 'provisional', null)`)}
        where x.id = copies.like_id returning id`,
  );
  return rows.map((row) => row.id);
}

const papersCited = (key: string) =>
  rowsOf<{ id: string; on: string | null; scope: string; citations: number }>(
    app.db,
    sql`select p.id, p.issued_on::text as "on", p.scope, (select count(*)::int from citation c where paper_meant(c.cited_paper_id) = p.id) as citations
      from cited_paper p where p.code_key = ${key} order by p.issued_on nulls first, p.scope`,
  );
const graphOf = (id: string, by: Caller = operator) => graphOfDirective(app.db, by, id);

describe('a cited paper', () => {
  it('is one with its date, however number and issuer are written; another date is another paper', async () => {
    await drafted('ls-so-tttt', { bases: cites({ code: '07/KH-BCĐ', date: '2024-02-20', issuer: 'BCĐ 35 tỉnh' }) });
    await drafted('t20', {
      references: cites({ code: 'Số 7/KH-BCD', date: '2024-02-20', issuer: 'UBND tỉnh Lạng Sơn' }),
    });
    await drafted('t20', { bases: cites({ code: '7/KH-BCĐ', date: '2024-03-01' }) });
    expect(await papersCited('7/kh-bcd')).toEqual([
      { id: expect.any(String), on: '2024-02-20', scope: 't20', citations: 2 },
      { id: expect.any(String), on: '2024-03-01', scope: 't20', citations: 1 },
    ]);
  });

  it('of one province is not that of another with the same number and date; one of the centre is everybody’s', async () => {
    const both = cites(
      { code: '8/KH-UBND', date: '2024-01-10', issuer: 'UBND tỉnh' },
      { code: '3/CT-TTg', date: '2024-01-05' },
    );
    await drafted('t20', { bases: both });
    await drafted('t04', { bases: both });
    await drafted('bo-noi-vu', {
      bases: cites({ code: '08/KH-UBND', date: '2024-01-10', issuer: 'UBND tỉnh Cao Bằng' }),
    });
    expect((await papersCited('8/kh-ubnd')).map(({ scope, citations }) => [scope, citations])).toEqual([
      ['t04', 2],
      ['t20', 1],
    ]);
    expect((await papersCited('3/ct-ttg')).map(({ scope, citations }) => [scope, citations])).toEqual([['', 2]]);
  });

  it('without its date is the one that it can only be, whichever was cited first; else it stays by itself', async () => {
    const undated = await drafted('t20', { bases: cites({ code: '9/KH-BCĐ', issuer: 'BCĐ 35 tỉnh' }) });
    await drafted('t20', { bases: cites({ code: '9/KH-BCĐ' }) });
    expect((await papersCited('9/kh-bcd')).map(({ citations }) => citations).toSorted((a, b) => a - b)).toEqual([0, 2]);
    await drafted('t20', { bases: cites({ code: '9/KH-BCĐ', date: '2024-02-01', issuer: 'Ban Chỉ đạo 35 tỉnh' }) });
    const [only] = (await papersCited('9/kh-bcd')).filter(({ on }) => on !== null);
    expect(only!.citations).toBe(3);
    const { nodes } = await graphOf(undated);
    expect(nodes.find(({ level }) => level === -1)).toMatchObject({ citedPaperId: only!.id, datedOn: '2024-02-01' });
    // a second of that number: only who names the issuer can still be told
    await drafted('t20', { bases: cites({ code: '9/KH-BCĐ', date: '2024-02-09', issuer: 'Ban Chỉ đạo 138 tỉnh' }) });
    expect((await papersCited('9/kh-bcd')).map(({ on, citations }) => [on, citations])).toEqual(
      expect.arrayContaining([
        [null, 1],
        ['2024-02-01', 2],
        ['2024-02-09', 1],
      ]),
    );
  });

  it('is minted once by many who cite it at once, in any order', async () => {
    const codes = cites(...[1, 2, 3, 4, 5].map((n) => ({ code: `90${n}/KH-UBND`, date: '2024-02-02' })));
    await Promise.all(
      Array.from({ length: 8 }, (_, i) => drafted('t20', { bases: i % 2 ? codes : codes.toReversed() })),
    );
    expect((await papersCited('903/kh-ubnd')).map(({ citations }) => citations)).toEqual([8]);
    const own = [1, 2, 3, 4].map((n) => ({ number: 910 + n, symbol: 'KH-UBND', date: '2024-02-02' }));
    const others = cites(...own.map(({ number, symbol, date }) => ({ code: `${number}/${symbol}`, date })));
    await Promise.all(own.map((paper, i) => drafted('t20', { ...paper, bases: i % 2 ? others : others.toReversed() })));
    expect((await papersCited('912/kh-ubnd')).map(({ citations }) => citations)).toEqual([4]);
  });
});

describe('a paper that comes after it was cited', () => {
  it('is joined when it is issued: whoever cites it is led to it, and the history says so once', async () => {
    const by = await drafted('ls-so-tttt', {
      bases: cites({ code: '21/KH-UBND', date: '2024-03-11', issuer: 'UBND tỉnh' }),
    });
    const before = await graphOf(by);
    expect(before.nodes.find(({ level }) => level === -1)).toMatchObject({ directiveId: null, code: '21/KH-UBND' });
    // number and symbol are on the draft, the date only comes with issuing it
    const plan = await issued('t20', { kind: 'KH', number: 21, symbol: 'KH-UBND' });
    const after = await graphOf(by);
    expect(after.nodes.find(({ level }) => level === -1)).toMatchObject({ key: `d:${plan}`, directiveId: plan });
    expect((await graphOf(plan)).edges).toEqual([{ from: `d:${by}`, to: `d:${plan}`, relations: ['implements'] }]);
    expect(await factsOf(app.db, { directive: plan })).toMatchObject({ 'paper.joined': 1 });
    expect((await app.get(IssueDirective).execute(plan, operator)).repeated).toBe(true);
    expect(await factsOf(app.db, { directive: plan })).toMatchObject({ 'paper.joined': 1 });
  });

  it('is joined also where it was there first', async () => {
    const plan = await issued('t20', { kind: 'KH', number: 22, symbol: 'KH-UBND', date: '2024-03-04' });
    const by = await drafted('ls-so-tttt', { references: cites({ code: '22/KH-UBND', date: '2024-03-04' }) });
    expect((await graphOf(by)).edges).toEqual([{ from: `d:${by}`, to: `d:${plan}`, relations: ['refersTo'] }]);
  });
});

describe('a paper of another office that was handed in and kept', () => {
  it('is what was cited, for the unit that keeps it; what it rests on itself is followed further up', async () => {
    const clerk = await officerOf(app, 'ls-so-tttt');
    const by = await drafted('ls-so-tttt', {
      bases: cites({ code: '51/QĐ-TTg', date: '2024-01-15', issuer: 'Thủ tướng Chính phủ' }),
    });
    const dispatchId = await storePaper(app.db, {
      unitId: clerk.unitId!,
      text: 'QUYẾT ĐỊNH',
      at: new Date('2024-03-11T02:00:00Z'),
    });
    const decision: Dispatch = {
      ...emptyDispatch(),
      kind: 'QĐ',
      number: 51,
      symbol: 'QĐ-TTg',
      date: '2024-01-15',
      subject: 'chương trình kỹ năng số',
      issuer: { name: 'THỦ TƯỚNG CHÍNH PHỦ', parent: null, stated: true },
      bases: cites({ code: '4/NQ-CP', date: '2024-01-02', issuer: 'Chính phủ' }),
    };
    await app.get(KeepPaper).execute(dispatchId, decision, clerk);
    const { nodes } = await graphOf(by, clerk);
    expect(nodes.filter(({ level }) => level < 0)).toEqual([
      expect.objectContaining({
        level: -1,
        dispatchId,
        code: '51/QĐ-TTg',
        kind: 'QĐ',
        subject: 'chương trình kỹ năng số',
      }),
      expect.objectContaining({ level: -2, dispatchId: null, code: '4/NQ-CP' }),
    ]);
    const elsewhere = await drafted('ls-so-vhttdl', { bases: cites({ code: '51/QĐ-TTg', date: '2024-01-15' }) });
    const other = await graphOf(elsewhere, await officerOf(app, 'ls-so-vhttdl'));
    expect(other.nodes.filter(({ level }) => level < 0)).toEqual([
      expect.objectContaining({ dispatchId: null, code: '51/QĐ-TTg', subject: null }),
    ]);
  });
});

describe('a number that several offices gave on one day', () => {
  it('means the paper of the office above or that sent it; of offices elsewhere nobody can tell', async () => {
    const same = { number: 28, symbol: 'VHTT', date: '2024-03-11' };
    const [first, second] = ['ls-h183-phong-vhtt', 'ls-h187-phong-vhtt'];
    const one = await issued(first, same, ['t20']);
    const two = await issued(second, same, ['ls-so-vhttdl']);
    const bases = cites({ code: '28/VHTT', date: '2024-03-11' });
    const up = async (id: string) =>
      (await graphOf(id)).nodes.filter(({ level }) => level === -1).map(({ directiveId }) => directiveId);
    expect(await up(await drafted('ls-so-vhttdl', { bases }, ['t20']))).toEqual([two]);
    const other = await drafted('ls-so-tttt', { bases });
    expect(await up(other)).toEqual([null]);
    expect((await graphOf(two)).edges).toHaveLength(1);
    expect((await graphOf(one)).edges).toEqual([]);
  });
});

describe('the graph', () => {
  it('is finite where papers cite each other, and a paper that cites itself does not rest on itself', async () => {
    const first = { number: 31, symbol: 'UBND-NC', date: '2024-03-05' };
    const second = { number: 32, symbol: 'UBND-NC', date: '2024-03-06' };
    const cited = ({ number, symbol, date }: typeof first) => ({ code: `${number}/${symbol}`, date });
    const a = await drafted('t20', { ...first, bases: cites(cited(second), cited(first)) });
    const b = await drafted('t20', { ...second, bases: cites(cited(first)) });
    const { nodes, edges, whole } = await graphOf(a);
    expect(whole).toBe(true);
    expect(nodes.map(({ key, level }) => [key, level])).toEqual([
      [`d:${a}`, 0],
      [`d:${b}`, -1],
    ]);
    expect(new Set(edges.map(({ from, to }) => `${from} ${to}`))).toEqual(new Set([`d:${a} d:${b}`, `d:${b} d:${a}`]));
  });

  it('pages what rests on a wide paper', async () => {
    const bases = cites({ code: '77/KH-UBND', date: '2024-03-01' });
    const like = await drafted('t20', { bases });
    const ids = [like, ...(await copiesOf(like, 42))];
    const [plan] = await papersCited('77/kh-ubnd');
    const paper = await citedPaperFor(app.db, operator, plan!.id);
    const one = await graphOfCitedPaper(app.db, operator, paper!);
    expect([one.edges.length, one.nodes[0]!.more, one.whole]).toEqual([40, 3, true]);
    const two = await graphOfCitedPaper(app.db, operator, paper!, one.nextCursor!);
    expect([two.edges.length, two.nextCursor]).toEqual([3, null]);
    const seen = [...one.edges, ...two.edges].map(({ from }) => from.slice(2));
    expect(seen.toSorted()).toEqual(ids.toSorted());
  });

  it('shows of what one may not see what others cite of it, and of others’ drafts nothing', async () => {
    const code = { code: '51/STTTT-VP', date: '2024-03-08', issuer: 'Sở TTTT' };
    const basis = { code: '14/KH-TU', date: '2024-01-02' };
    const hidden = await drafted('ls-so-tttt', {
      number: 51,
      symbol: 'STTTT-VP',
      date: '2024-03-08',
      bases: cites(basis),
    });
    const by = await drafted('ls-so-vhttdl', { bases: cites(code) }, ['t20']);
    const clerk = await officerOf(app, 'ls-so-vhttdl');
    const { nodes } = await graphOf(by, clerk);
    expect(nodes.map(({ level, directiveId, code: of }) => [level, directiveId, of])).toEqual([
      [0, by, null],
      [-1, null, '51/STTTT-VP'],
    ]);
    const [paper] = await papersCited('51/sttttvp');
    const [known] = await papersCited('51/stttt-vp');
    expect([paper, known?.citations]).toEqual([undefined, 1]);
    expect(await citedPaperFor(app.db, clerk, known!.id)).toMatchObject({ directiveId: null, issuer: 'Sở TTTT' });
    const other = await officerOf(app, 'bo-y-te');
    expect(await citedPaperFor(app.db, other, known!.id)).toBeUndefined();
    // to the office whose own paper it is, the draft that cites it is not there either
    const office = await officerOf(app, 'ls-so-tttt');
    expect((await graphOf(hidden, office)).nodes.map(({ level }) => level)).toEqual([0, -1]);
  });
});

describe('a cascade', () => {
  it('hangs below the plan it carries out, each paper with how many communes it reached, each commune once', async () => {
    await app.setClock('2024-03-12T02:00:00Z');
    const plan = { code: '33/KH-BCĐ', date: '2024-02-05', issuer: 'BCĐ 35 tỉnh' };
    const letter = await issued('ls-so-tttt', { number: 512, symbol: 'STTTT-TTBCXB', bases: cites(plan) }, [
      'Phòng Văn hóa và Thông tin các huyện, thành phố',
    ]);
    const offices = await rowsOf<{ id: string; unitId: string }>(
      app.db,
      sql`select id, unit_id as "unitId" from assignment where directive_id = ${letter} order by id`,
    );
    const office: Caller = { ...operator, role: 'clerk', unitId: offices[0]!.unitId, capacity: 'own-office' };
    await app.get(AcknowledgeAssignment).execute(offices[0]!.id, {}, office);
    const own = {
      ...emptyDispatch(),
      kind: 'CV',
      subject: 'thử nghiệm',
      number: 9,
      symbol: 'VHTT',
      bases: cites({ code: '512/STTTT-TTBCXB', date: '2024-03-12' }),
    };
    const forwarding = { to: ['Ủy ban nhân dân các xã, thị trấn'], dispatch: own };
    const { forwarded } = await app.get(ForwardAssignment).execute(offices[0]!.id, forwarding, office);
    const [commune] = await rowsOf<{ id: string; unitId: string; directiveId: string }>(
      app.db,
      sql`select id, unit_id as "unitId", directive_id as "directiveId" from assignment where parent_id = ${offices[0]!.id} order by id limit 1`,
    );
    await app.get(AcknowledgeAssignment).execute(commune!.id, {}, { ...office, unitId: commune!.unitId });

    const { nodes, edges } = await graphOf(letter);
    const reached = { total: forwarded, sent: forwarded, acknowledged: 1 };
    expect(edges).toEqual([
      { from: `d:${letter}`, to: expect.stringMatching(/^p:/), relations: ['implements'] },
      { from: `d:${commune!.directiveId}`, to: `d:${letter}`, relations: ['implements', 'passesOn'] },
    ]);
    expect(nodes.map(({ code, level, reach }) => [level, code, reach?.communes])).toEqual([
      [0, '512/STTTT-TTBCXB', reached],
      [-1, '33/KH-BCĐ', reached],
      [1, '09/VHTT', reached],
    ]);
    expect(nodes[0]!.reach!.units).toEqual({
      total: offices.length + forwarded,
      sent: offices.length + forwarded,
      acknowledged: 2,
    });
    // a recipient sees its own branch: another office nothing of what the first wrote, and itself only
    const other: Caller = { ...office, unitId: offices[1]!.unitId };
    const seen = await graphOf(letter, other);
    expect(seen.nodes.map(({ level, reach }) => [level, reach?.units.total])).toEqual([
      [0, 1],
      [-1, 1],
    ]);
    // and a commune the letter that it got, on which that rests by citation, not the letter above it
    const below = await graphOf(commune!.directiveId, { ...office, unitId: commune!.unitId });
    expect(below.nodes.map(({ level, directiveId, code }) => [level, directiveId, code])).toEqual([
      [0, commune!.directiveId, '09/VHTT'],
      [-1, null, '512/STTTT-TTBCXB'],
    ]);
  });
});

// CORPUS_DIR is no part of the repository: CI must have it, a developer may do without and is told so
const corpus = process.env['CORPUS_DIR'] ?? '';

describe('the dispatches of CORPUS_DIR, kept together', () => {
  if (corpus === '' && process.env['CI'] === undefined) {
    it.todo('skipped: CORPUS_DIR is not set');
    return;
  }

  it('are one graph, in which the one plan that two of them cite is a single paper', async () => {
    await app.setClock('2024-03-18T02:00:00Z');
    const issuers = ['ls-h183-phong-vhtt', 'qt-so-tttt', 'ls-so-tttt', 'ls-so-vhttdl', 'ls-so-tttt'];
    const names = readdirSync(corpus).filter((name) => name.endsWith('.txt'));
    expect(names).toHaveLength(issuers.length);
    const ids: string[] = [];
    for (const [i, name] of names.toSorted().entries()) {
      const text = readFileSync(path.join(corpus, name), 'utf8');
      ids.push(await app.get(DraftDirective).execute({ issuer: issuers[i]!, text, subject: 'thử nghiệm' }, operator));
    }
    const cited = await rowsOf<{ paper: string; by: string[] }>(
      app.db,
      sql`select paper_meant(c.cited_paper_id) as paper, array_agg(d.id order by d.id) as by
        from citation c join directive d on d.dispatch_id = c.dispatch_id where d.id = any(${ids}::uuid[])
        group by 1`,
    );
    const shared = cited.filter(({ by }) => by.length > 1);
    expect(shared.map(({ by }) => by)).toEqual([[ids[3]!, ids[4]!].toSorted()]);
    expect(cited.map(({ paper }) => paper)).not.toContain(null);
    const plan = await citedPaperFor(app.db, operator, shared[0]!.paper);
    expect([plan!.code, plan!.issuedOn]).toEqual(['40/KH-BCĐ', '2023-02-22']);
    const { edges } = await graphOfCitedPaper(app.db, operator, plan!);
    expect(edges.map(({ from }) => from).toSorted()).toEqual(shared[0]!.by.map((id) => `d:${id}`).toSorted());
  });
});
