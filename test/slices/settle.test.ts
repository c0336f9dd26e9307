import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { IssueDirective } from '../../src/cascade/index.js';
import { DraftDirective, PreviewDirective, SettleAddressee, SignAndNumber } from '../../src/directives/index.js';
import type { Caller } from '../../src/platform/caller.js';
import { SeedDemoUnits } from '../../src/units/index.js';
import { testApp, type TestApp } from '../support/app.js';
import { officerOf } from '../support/story.js';

let app: TestApp;
let by: Caller;

beforeAll(async () => {
  app = await testApp();
  await app.setClock('2026-11-16T02:00:00Z');
  await app.get(SeedDemoUnits).execute(new Date('2026-11-16T02:00:00Z'));
  by = await officerOf(app, 'bo-noi-vu');
});
afterAll(() => app.close());

const draft = (texts: readonly string[]) =>
  app.get(DraftDirective).execute(
    {
      issuer: 'bo-noi-vu',
      subject: 'thử nghiệm',
      addressees: texts.map((text) => ({ text, role: 'action' as const })),
    },
    by,
  );
const settle = (id: string, ord: number, units: string[]) => app.get(SettleAddressee).execute(id, ord, units, by);
const rosterOf = async (id: string) =>
  (await app.get(PreviewDirective).execute(id)).roster.flatMap(({ units }) => units.map(({ code }) => code));

describe('settling an addressee', () => {
  it('again replaces what was said before, and dropping it leaves nobody of it on the roster', async () => {
    const id = await draft(['Ban Chỉ huy không ai biết', 'UBND tỉnh Cao Bằng']);
    await settle(id, 0, ['t01']);
    expect(await rosterOf(id)).toEqual(['t01', 't04']);
    await settle(id, 0, ['t20']);
    expect(await rosterOf(id)).toEqual(['t20', 't04']);
    await settle(id, 0, []);
    expect(await rosterOf(id)).toEqual(['t04']);
    expect((await app.get(IssueDirective).execute(id, by)).assignments).toBe(1);
  });

  it('keeps a unit that another addressee names too', async () => {
    const id = await draft(['Ban Chỉ huy không ai biết', 'UBND tỉnh Cao Bằng']);
    await settle(id, 0, ['t04']);
    await settle(id, 0, []);
    expect(await rosterOf(id)).toEqual(['t04']);
  });

  it('never makes the issuer a recipient of its own paper', async () => {
    const id = await draft(['Ban Chỉ huy không ai biết', 'UBND tỉnh Cao Bằng']);
    await settle(id, 0, ['bo-noi-vu']);
    expect(await rosterOf(id)).toEqual(['t04']);
  });

  it('is over once the paper is signed', async () => {
    const id = await draft(['UBND tỉnh Cao Bằng']);
    await app.get(SignAndNumber).execute(id, 'sign', by);
    await expect(settle(id, 0, ['t01'])).rejects.toMatchObject({ code: 'not-possible-now' });
  });
});
