import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Caller } from '../../src/platform/caller.js';
import { firstOf, rowsOf, sql } from '../../src/platform/database/sql.js';
import { resolveAddressees, SeedDemoUnits, unitByCode } from '../../src/units/index.js';
import { listGroups } from '../../src/units/groups/groups.queries.js';
import { groupDetails } from '../../src/units/groups/group-details.js';
import { SaveGroup } from '../../src/units/groups/save-group.usecase.js';
import { testApp, type TestApp } from '../support/app.js';

const TODAY = '2026-01-05';
const BORDER = 'UBND các xã: Đồng Đăng, Ba Sơn, Mẫu Sơn';
let t: TestApp;
let groups: SaveGroup;

beforeAll(async () => {
  t = await testApp();
  await t.get(SeedDemoUnits).execute(new Date('2026-01-05T02:00:00Z'));
  await t.setClock('2026-01-05T02:00:00Z');
  groups = t.get(SaveGroup);
});
afterAll(() => t.close());
beforeEach(async () => {
  await sql`delete from unit_group_version`.execute(t.db);
  await sql`delete from unit_group`.execute(t.db);
});

const id = async (code: string): Promise<string> => (await unitByCode(t.db, code, TODAY)).id;
const clerkOf = async (code: string): Promise<Caller> => ({
  actor: '00000000-0000-4000-8000-000000000001',
  role: 'clerk',
  unitId: await id(code),
  capacity: 'own-office',
  locale: 'vi',
});
const save = async (unit: string, name: string, expression: string, note?: string) =>
  groups.execute({ unit, name, expression, note }, await clerkOf(unit));
const meaning = async (issuer: string, text: string) => {
  const [found] = await resolveAddressees(t.db, [text], { issuerId: await id(issuer), at: TODAY });
  return found!;
};
const codesOf = async (issuer: string, text: string) => (await meaning(issuer, text)).units.map(({ code }) => code);
const facts = (kind: string) =>
  rowsOf<{ bytes: Buffer }>(t.db, sql`select bytes from ledger_entry where kind = ${kind} order by 1`);

describe('a group of addressees', () => {
  it('is meant by its name, with the word for it or bare, as its issuer says it', async () => {
    await save('t20', 'Cụm biên giới', BORDER);
    const border = ['x06184-2025', 'x06196-2025', 'x06541-2025'];
    expect(await codesOf('t20', 'Nhóm "Cụm biên giới"')).toEqual(border);
    expect(await codesOf('t20', 'Nhóm “CỤM BIÊN GIỚI”;')).toEqual(border);
    expect(await codesOf('t20', 'Cụm biên giới')).toEqual(border);
    expect(await codesOf('t20', 'Sở Y tế; Nhóm Cụm biên giới, Báo Lạng Sơn')).toEqual([
      'ls-so-y-te',
      ...border,
      'ls-bao',
    ]);
    expect(await codesOf('t20', 'Nhóm Cụm biên giới trừ xã Ba Sơn')).toEqual(['x06184-2025', 'x06541-2025']);
    expect((await meaning('t20', 'Cụm biên giới')).groups).toMatchObject([{ name: 'Cụm biên giới', version: 1 }]);
  });

  it('is used by the units below its owner, resolved for them; nobody else knows it', async () => {
    await save('t20', 'Các xã lân cận', 'UBND các xã, phường');
    expect(await codesOf('x06184-2025', 'Nhóm Các xã lân cận')).toHaveLength(64);
    expect(await codesOf('ls-so-y-te', 'Nhóm Các xã lân cận')).toHaveLength(65);
    expect((await meaning('t22', 'Nhóm Các xã lân cận')).notUnderstood?.reason).toBe('unknown');
    expect((await meaning('vn', 'Nhóm Các xã lân cận')).notUnderstood?.reason).toBe('unknown');
  });

  it('of the nearest owner is meant, and a unit of that name before any group', async () => {
    await save('t20', 'Đầu mối', 'Sở Y tế');
    await save('ls-so-vhttdl', 'Đầu mối', 'Sở Nội vụ');
    await save('t20', 'Báo Lạng Sơn', 'Sở Y tế');
    expect(await codesOf('ls-so-vhttdl', 'Nhóm Đầu mối')).toEqual(['ls-so-noi-vu']);
    expect(await codesOf('ls-so-gddt', 'Nhóm Đầu mối')).toEqual(['ls-so-y-te']);
    expect(await codesOf('t20', 'Báo Lạng Sơn')).toEqual(['ls-bao']);
    expect(await codesOf('t20', 'Nhóm Báo Lạng Sơn')).toEqual(['ls-so-y-te']);
  });

  it('keeps what it said before; the same again is no version', async () => {
    const first = await save('t20', 'Cụm biên giới', BORDER, 'theo Nghị định về biên giới');
    expect(first).toMatchObject({ version: 1, repeated: false });
    expect(await save('t20', ' cụm  biên giới', BORDER, 'theo Nghị định về biên giới')).toEqual({
      ...first,
      repeated: true,
    });
    const by = await clerkOf('t20');
    expect(await groups.revise(first.id, { expression: `${BORDER}, Đình Lập`, version: 1 }, by)).toMatchObject({
      version: 2,
    });
    await expect(groups.revise(first.id, { expression: BORDER, version: 1 }, by)).rejects.toMatchObject({
      code: 'conflict',
    });
    const { versions, roster } = await groupDetails(t.db, first.id, by);
    expect(versions.map(({ version, note }) => [version, note])).toEqual([
      [2, null],
      [1, 'theo Nghị định về biên giới'],
    ]);
    expect(roster).toMatchObject({ count: 4, notUnderstood: [] });
    expect((await meaning('t20', 'Cụm biên giới')).groups).toMatchObject([{ version: 2 }]);
  });

  it('that is retired means nothing any more, and its name is free', async () => {
    const { id: group } = await save('t20', 'Cụm biên giới', BORDER);
    const by = await clerkOf('t20');
    expect(await groups.retire(group, by)).toEqual({ repeated: false });
    expect(await groups.retire(group, by)).toEqual({ repeated: true });
    await expect(groups.revise(group, { expression: 'Sở Y tế' }, by)).rejects.toMatchObject({
      code: 'not-possible-now',
    });
    expect((await meaning('t20', 'Nhóm Cụm biên giới')).notUnderstood?.reason).toBe('unknown');
    const { id: next } = await save('t20', 'Cụm biên giới', 'Sở Y tế');
    expect(next).not.toBe(group);
    expect((await groupDetails(t.db, group, by)).versions).toHaveLength(1);
  });

  it('may use another, and never itself, however long the way', async () => {
    const a = await save('t20', 'A một', 'Sở Y tế');
    await save('t20', 'B hai', 'Nhóm "A một"; Sở Nội vụ');
    expect(await codesOf('t20', 'Nhóm B hai')).toEqual(['ls-so-y-te', 'ls-so-noi-vu']);
    expect((await meaning('t20', 'Nhóm B hai')).groups.map(({ name }) => name)).toEqual(['B hai', 'A một']);
    const by = await clerkOf('t20');
    await expect(groups.revise(a.id, { expression: 'Nhóm "B hai"' }, by)).rejects.toMatchObject({ code: 'invalid' });
    await expect(save('t20', 'C ba', 'Sở Y tế; Nhóm C ba')).rejects.toMatchObject({ code: 'invalid' });
    const [left] = await rowsOf<{ n: number }>(t.db, sql`select count(*)::int as n from unit_group_version`);
    expect(left!.n).toBe(2);
  });

  it('says of its expression what is not clear', async () => {
    await save('t20', 'Khó khăn', 'UBND xã Ba Sơn; UBND các xã đặc biệt khó khăn');
    const found = await meaning('t20', 'Nhóm Khó khăn');
    expect(found.units.map(({ code }) => code)).toEqual(['x06196-2025']);
    expect(found.notUnderstood).toMatchObject({ text: 'Nhóm Khó khăn', reason: 'unknown' });
    expect(found.notUnderstood!.candidates.length).toBeGreaterThan(0);
  });

  it('is changed by its own unit only', async () => {
    const { id: group } = await save('t20', 'Cụm biên giới', BORDER);
    const other = await clerkOf('ls-so-y-te');
    const forOther = groups.execute({ unit: 't20', name: 'X', expression: 'Sở Y tế' }, other);
    await expect(forOther).rejects.toMatchObject({ code: 'not-permitted' });
    await expect(groups.revise(group, { expression: 'Sở Y tế' }, other)).rejects.toMatchObject({
      code: 'not-permitted',
    });
    await expect(groups.retire(group, other)).rejects.toMatchObject({ code: 'not-permitted' });
    await expect(groups.retire(group, await clerkOf('t22'))).rejects.toMatchObject({ code: 'not-found' });
  });

  it('leaves a fact of each version, its name, expression and note under seal', async () => {
    const before = (await facts('unit.groupSaved')).length;
    const { id: group } = await save('t20', 'Cụm biên giới', BORDER, 'chuyện nội bộ');
    await save('t20', 'Cụm biên giới', BORDER, 'chuyện nội bộ');
    await groups.retire(group, await clerkOf('t20'));
    const saved = await facts('unit.groupSaved');
    expect(saved).toHaveLength(before + 1);
    const told = saved.map(({ bytes }) => bytes.toString()).find((entry) => entry.includes(group))!;
    expect(told).not.toContain('Đồng Đăng');
    expect(told).not.toContain('Cụm biên giới');
    expect(told).not.toContain('nội bộ');
    expect((await facts('unit.groupRetired')).map(({ bytes }) => bytes.toString()).join()).toContain(group);
  });

  it('is found by its name without accents, page by page', async () => {
    for (let i = 1; i <= 5; i++) await save('t20', `Cụm thi đua ${i}`, 'Sở Y tế');
    await save('ls-so-y-te', 'Bệnh viện', 'Sở Y tế');
    const sight = { unitId: await id('ls-so-y-te'), at: TODAY };
    const names: string[] = [];
    for (let cursor: string | undefined; ;) {
      const page = await listGroups(t.db, sight, { limit: 2, cursor });
      names.push(...page.items.map(({ name }) => name));
      if (!page.nextCursor) break;
      cursor = page.nextCursor;
    }
    expect(names).toEqual([
      'Bệnh viện',
      'Cụm thi đua 1',
      'Cụm thi đua 2',
      'Cụm thi đua 3',
      'Cụm thi đua 4',
      'Cụm thi đua 5',
    ]);
    expect((await listGroups(t.db, sight, { q: 'thi dua 3', limit: 9 })).items).toMatchObject([{ ownerCode: 't20' }]);
    expect((await listGroups(t.db, { ...sight, unitId: await id('t22') }, { limit: 9 })).items).toEqual([]);
  });

  it('of two that begin to use each other at once one is refused', async () => {
    const a = await save('t20', 'A một', 'Sở Y tế');
    const b = await save('t20', 'B hai', 'Sở Nội vụ');
    const by = await clerkOf('t20');
    const both = await Promise.allSettled([
      groups.revise(a.id, { expression: 'Nhóm B hai' }, by),
      groups.revise(b.id, { expression: 'Nhóm A một' }, by),
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const last = await firstOf<{ n: number }>(t.db, sql`select sum(version)::int as n from unit_group_version`);
    expect(last!.n).toBe(4);
  });
});
