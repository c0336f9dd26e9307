import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { WorkOnAssignment } from '../../src/assignments/index.js';
import { AmendDirective, ForwardAssignment } from '../../src/cascade/index.js';
import { ChaseDue } from '../../src/chasing/index.js';
import { letterOfReminder } from '../../src/chasing/letter-of-reminder.js';
import { MakeUrgingLetter } from '../../src/chasing/steps/make-urging-letter.usecase.js';
import { ladderOfFigures, type LadderStep } from '../../src/directives/ladder.rules.js';
import { SetPolicy } from '../../src/directives/policies/set-policy.usecase.js';
import { DEFAULT_POLICY } from '../../src/directives/policy.rules.js';
import { dbOf } from '../../src/platform/database/sql.js';
import { ProductError } from '../../src/platform/errors.js';
import { operator } from '../support/issued.js';
import { plantUnits } from '../support/small-tree.js';
import { acknowledge, dutyOf, issued, officerOf } from '../support/story.js';
import { testApp, type TestApp } from '../support/app.js';
import { EntityManager } from '@mikro-orm/postgresql';

let app: TestApp;

const byLetter: LadderStep[] = [{ to: 'unit', after: { workingDays: 0 }, channel: 'letter', text: 'last' }];
const figures = ladderOfFigures(DEFAULT_POLICY);

async function at(instant: string): Promise<void> {
  await app.setClock(instant);
  await app.get(ChaseDue).execute(new Date(instant));
}

/** Who is late in a round by its page and by its letter. */
async function lateIn(directive: string, round: string): Promise<{ page: string[]; letter: readonly string[] }> {
  const letters = app.get(MakeUrgingLetter);
  const by = await officerOf(app, 'bo-b');
  const { units } = await letters.look(directive, round, by);
  await letters.execute(directive, round, by).catch(nobody);
  const letter = await letters
    .letter(dbOf(app.get(EntityManager).fork()), directive, round, by)
    .then(({ dispatch }) => dispatch.addressees, nobody);
  return { page: units.filter(({ settled }) => !settled).map(({ name }) => name), letter: letter ?? [] };
}
const [B, C] = ['Ủy ban nhân dân tỉnh B', 'Ủy ban nhân dân tỉnh C'] as const;
const nobody = (error: unknown): undefined => {
  if (!(error instanceof ProductError) || error.code !== 'not-possible-now') throw error;
};
const both = (...names: string[]) => ({ page: names, letter: names });

beforeAll(async () => {
  app = await testApp();
  await app.setClock('2027-03-01T01:00:00Z'); // a Monday
  await plantUnits(app, [
    { code: 'bo-b', name: 'Bộ B', kind: 'ministry', parent: 'vn' },
    { code: 'tinh-b', name: 'Tỉnh B', kind: 'province', parent: 'vn' },
    { code: 'tinh-c', name: 'Tỉnh C', kind: 'province', parent: 'vn' },
    { code: 'b1', name: 'Xã B1', kind: 'commune', parent: 'tinh-b' },
    { code: 'b2', name: 'Xã B2', kind: 'commune', parent: 'tinh-b' },
    { code: 'c1', name: 'Xã C1', kind: 'commune', parent: 'tinh-c' },
  ]);
  const steps = { delivery: byLetter, receipt: byLetter, relay: byLetter, begin: byLetter, work: byLetter };
  const classes = { ordinary: { ...figures, beginWorkingDays: 1, steps } };
  await app.get(SetPolicy).execute('letters', { ...DEFAULT_POLICY, classes }, operator);
});
afterAll(() => app.close());

const draft = { issuer: 'bo-b', policy: 'letters', dueOn: '2027-03-05' } as const;
const provinces = ['tinh-b', 'tinh-c'].map((text) => ({ text, role: 'action' as const }));

describe('a round of urging by letter', () => {
  it('of who does not pass it on: page and letter name the same offices', async () => {
    await app.setClock('2027-03-01T02:00:00Z');
    const communes = ['b1', 'b2', 'c1'].map((text) => ({
      text,
      role: 'action' as const,
      through: 'superior' as const,
    }));
    const directive = await issued(app, { ...draft, addressees: [...provinces, ...communes] });
    for (const code of ['tinh-b', 'tinh-c']) await acknowledge(app, directive, code);
    await at('2027-03-03T10:00:00Z');
    const round = 'relay-1-2027-03-03';
    expect(await lateIn(directive, round)).toEqual(both(B, C));
    const letter = await letterOfReminder(app.db, directive, {});
    expect(JSON.stringify(letter.body)).toMatch(/Chưa chuyển tiếp văn bản[^"]*","03\/3\/2027"/);
    const duty = await dutyOf(app, directive, 'tinh-b');
    await app.get(ForwardAssignment).execute(duty, { to: ['b1'] }, await officerOf(app, 'tinh-b'));
    expect(await lateIn(directive, round)).toEqual(both(B, C));
    await app.get(ForwardAssignment).execute(duty, { to: ['b2'] }, await officerOf(app, 'tinh-b'));
    expect(await lateIn(directive, round)).toEqual(both(C));
  });

  it('of who has not begun, and of who has not reported', async () => {
    await app.setClock('2027-03-01T02:00:00Z');
    const directive = await issued(app, { ...draft, addressees: provinces });
    for (const code of ['tinh-b', 'tinh-c']) await acknowledge(app, directive, code);
    await at('2027-03-02T10:00:00Z');
    expect(await lateIn(directive, 'begin-1-2027-03-02')).toEqual(both(B, C));
    const duty = await dutyOf(app, directive, 'tinh-b');
    await app.get(WorkOnAssignment).execute(duty, 'start', undefined, await officerOf(app, 'tinh-b'));
    expect(await lateIn(directive, 'begin-1-2027-03-02')).toEqual(both(C));
    await at('2027-03-05T10:00:00Z');
    const round = 'work-1-2027-03-05';
    expect(await lateIn(directive, round)).toEqual(both(B, C));
    // who has the new text to acknowledge first is not urged to report
    await app.get(AmendDirective).execute(directive, { reason: 'bổ sung', tasks: [{ label: '1', text: 'rà soát', addressees: [] }] }, operator); // prettier-ignore
    expect(await lateIn(directive, round)).toEqual(both());
    await acknowledge(app, directive, 'tinh-b');
    expect(await lateIn(directive, round)).toEqual(both(B));
    // given more time, nobody is late
    await app.get(AmendDirective).execute(directive, { reason: 'gia hạn', dueOn: '2027-03-20' }, operator);
    await acknowledge(app, directive, 'tinh-b');
    expect(await lateIn(directive, round)).toEqual(both());
  });
});
