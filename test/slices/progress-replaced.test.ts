import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SupersedeDirective } from '../../src/cascade/index.js';
import { CountProgress } from '../../src/tracking/count-progress.usecase.js';
import { outlooksOf } from '../../src/tracking/overview.queries.js';
import { progressOf } from '../../src/tracking/progress.queries.js';
import { balanceFaultsOf } from '../../src/tracking/balance.queries.js';
import { SeedDemoUnits } from '../../src/units/index.js';
import { testApp, type TestApp } from '../support/app.js';
import { acknowledge, issued, officerOf } from '../support/story.js';

const ISSUER = 'ls-so-tttt';
const OFFICE = 'ls-h183-phong-vhtt';
const BEGIN = '2024-03-11T02:00:00Z';
let app: TestApp;
let earlier: string;

const paper = () =>
  issued(app, {
    issuer: ISSUER,
    dueOn: '2024-04-15',
    addressees: [{ text: 'Phòng Văn hóa và Thông tin các huyện, thành phố', role: 'action' }],
  });

beforeAll(async () => {
  app = await testApp();
  await app.setClock(BEGIN);
  await app.get(SeedDemoUnits).execute(new Date(BEGIN));
  earlier = await paper();
  await acknowledge(app, earlier, OFFICE);
  await app.setClock('2024-03-12T02:00:00Z');
  const later = await paper();
  await app.get(SupersedeDirective).execute(earlier, later, await officerOf(app, ISSUER));
});
afterAll(() => app.close());

/** Eleven duties that count and none that a reorganisation moved, with what one of them had come to. */
const ENDED = {
  total: 11,
  superseded: 0,
  receipt: { acknowledged: 1, sent: 10 },
  receiptOutcome: { doneOnTime: 1, doneLate: 0, openInTerm: 0, openOverdue: 0 },
  balance: { superseded: 11, open: 0 },
};

describe('the progress of a directive that another one took the place of', () => {
  it('counts its duties, which no reorganisation moved, with how far they had come', async () => {
    const progress = await progressOf(app.db, earlier);
    expect(progress).toMatchObject(ENDED);
    const office = progress.children.find(({ unitCode }) => unitCode === OFFICE)!;
    expect(office).toMatchObject({ total: 1, own: { standing: 'superseded', replaced: true } });
    const outlooks = await outlooksOf(app.db, [progress.directive]);
    expect(outlooks.get(earlier)).toMatchObject({ units: 11, receipt: { doneOnTime: 1, openInTerm: 0 } });
  });

  it('is the same by level, from counters and at an instant after it; before it the duties were open', async () => {
    expect((await progressOf(app.db, earlier, { by: 'level' })).levels).toMatchObject([ENDED]);
    await app.setClock('2024-03-13T02:00:00Z');
    expect(await progressOf(app.db, earlier, { at: new Date('2024-03-12T05:00:00Z') })).toMatchObject(ENDED);
    expect(await progressOf(app.db, earlier, { at: new Date('2024-03-11T05:00:00Z') })).toMatchObject({
      total: 11,
      balance: { superseded: 0, open: 11 },
    });
    await app.get(CountProgress).begin(undefined, 1);
    expect(await progressOf(app.db, earlier)).toMatchObject(ENDED);
    expect(await balanceFaultsOf(app.db, earlier)).toEqual([]);
  });
});
