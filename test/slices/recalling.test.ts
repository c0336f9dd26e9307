import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { assignmentView, listAssignments, AcknowledgeAssignment, exchangeStatus } from '../../src/assignments/index.js';
import { inboxCounts } from '../../src/assignments/inbox.queries.js';
import { nextOwed } from '../../src/assignments/inbox.view.js';
import { AnswerRecall, ForwardAssignment, RecallDirective } from '../../src/cascade/index.js';
import { recallLines } from '../../src/cascade/recalling/recall.queries.js';
import { directiveById, recallCounts } from '../../src/directives/index.js';
import { rowsOf, sql } from '../../src/platform/database/sql.js';
import { SeedDemoUnits } from '../../src/units/index.js';
import { testApp, type TestApp } from '../support/app.js';
import { clerkOf, factsOf, operator } from '../support/issued.js';
import { acknowledge, dutyOf, issued } from '../support/story.js';

let app: TestApp;
const CAO_LOC = 'ls-h183-phong-vhtt';
const PAPER = {
  issuer: 'ls-so-tttt',
  dueOn: '2024-04-15',
  addressees: [{ text: 'Phòng Văn hóa và Thông tin các huyện, thành phố', role: 'action' as const }],
};
const REASON = 'ban hành nhầm phụ lục';

beforeAll(async () => {
  app = await testApp();
  await app.setClock('2024-03-11T02:00:00Z');
  await app.get(SeedDemoUnits).execute(new Date('2024-03-11T02:00:00Z'));
});
afterAll(() => app.close());

const recall = (id: string, more: { again?: boolean; reason?: string } = {}) =>
  app.get(RecallDirective).execute(id, { reason: REASON, ...more }, operator);
const mails = (directive: string) =>
  rowsOf(
    app.db,
    sql<{ template: string; state: string; n: number }>`select template, state, count(*)::int as n from message
      where parameters ->> 'directive' = ${directive} group by 1, 2 order by 1, 2`,
  );
const view = async (directive: string, unit = CAO_LOC) => assignmentView(app.db, await dutyOf(app, directive, unit));

describe('a directive that is recalled', () => {
  it('asks who has it, withdraws what was not sent, and says who answered what', async () => {
    const directive = await issued(app, PAPER);
    await acknowledge(app, directive, CAO_LOC);
    expect(await recall(directive)).toMatchObject({ recalled: 0, requested: 11, stillSending: 0, repeated: false });
    expect(await directiveById(app.db, directive)).toMatchObject({ state: 'recalled', recallReason: REASON });
    const sent = await mails(directive);
    expect(sent.filter(({ template, state }) => template === 'issue' && state === 'queued')).toEqual([]);
    expect(sent.filter(({ template }) => template === 'recall').reduce((n, row) => n + row.n, 0)).toBe(11);
    const duty = await view(directive);
    expect(duty).toMatchObject({ standing: 'recallRequested', nextChaseAt: null });
    expect(exchangeStatus(duty)).toBe('13');
    expect(await recall(directive)).toMatchObject({ requested: 0, repeated: true });

    const clerk = await clerkOf(app.db, CAO_LOC);
    const agreed = await app.get(AnswerRecall).agree(duty.id, {}, clerk);
    expect(agreed.row).toMatchObject({ standing: 'recalled', receipt: 'acknowledged' });
    expect(exchangeStatus(agreed.row)).toBe('15');
    expect(await app.get(AnswerRecall).agree(duty.id, {}, clerk)).toMatchObject({ repeated: true });
    expect(await recallCounts(app.db, await directiveById(app.db, directive))).toEqual({
      agreed: 1,
      refused: 0,
      unanswered: 10,
      atOnce: 0,
    });
    expect(await factsOf(app.db, { assignment: duty.id })).toMatchObject({
      'assignment.recallRequested': 1,
      'assignment.recalled': 1,
    });
  });

  it('is at the head of what a unit has to do, with a term, until it answers', async () => {
    await app.setClock('2024-03-11T02:00:00Z'); // Monday 09:00
    const directive = await issued(app, PAPER);
    const { id, unitId } = await view(directive);
    const before = await inboxCounts(app.db, [unitId]);
    await recall(directive);
    expect(await inboxCounts(app.db, [unitId])).toMatchObject({ open: before.open, askedBack: before.askedBack + 1 });
    const { items } = await listAssignments(app.db, { unitId, open: true, askedBack: true, limit: 50 });
    const asked = items.find((item) => item.id === id)!;
    expect(nextOwed(asked)).toEqual({ what: 'giveBack', dueAt: new Date('2024-03-14T10:00:00Z') });
    const overdue = async () =>
      (await listAssignments(app.db, { unitId, overdue: 'either', askedBack: true, limit: 50 })).items;
    expect(await overdue()).toEqual([]);
    await app.setClock('2024-03-14T10:01:00Z');
    expect((await overdue()).map((item) => item.id)).toContain(id);
    await app.get(AnswerRecall).agree(id, {}, await clerkOf(app.db, CAO_LOC));
    expect(await inboxCounts(app.db, [unitId])).toMatchObject({ open: before.open - 1, askedBack: before.askedBack });
  });

  it('goes on where a unit declines: it gets the working time back, and may be asked again', async () => {
    await app.setClock('2024-03-18T02:00:00Z'); // Monday 09:00
    const directive = await issued(app, PAPER);
    await acknowledge(app, directive, CAO_LOC);
    await recall(directive);
    await app.setClock('2024-03-20T01:00:00Z'); // Wednesday 08:00
    const clerk = await clerkOf(app.db, CAO_LOC);
    const refuse = async () =>
      app.get(AnswerRecall).refuse((await view(directive)).id, { reason: 'đã thực hiện' }, clerk);
    const { row } = await refuse();
    expect(await refuse()).toMatchObject({ repeated: true, row: { version: row.version } });
    expect(row).toMatchObject({ standing: 'inForce', context: { recallRefused: true } });
    expect(row.workDueAt).toEqual(new Date('2024-04-17T10:00:00Z'));
    expect(row.remindAt).toEqual(row.workDueAt);
    expect(exchangeStatus(row, true)).toBe('16');
    const at = await directiveById(app.db, directive);
    expect((await recallLines(app.db, at, { answer: 'refused', limit: 5 })).items).toMatchObject([
      { unit: { code: CAO_LOC }, refusal: 'đã thực hiện' },
    ]);
    const entry = await rowsOf(
      app.db,
      sql<{ text: string }>`select convert_from(bytes, 'UTF8') as text from ledger_entry
        where assignment_id = ${row.id} and kind = 'assignment.recallRefused'`,
    );
    expect(entry[0]!.text).not.toContain('đã thực hiện');

    const again = { again: true, reason: 'phụ lục còn sai chỗ khác' };
    expect(await recall(directive, again)).toMatchObject({ requested: 1, repeated: false });
    expect(await view(directive)).toMatchObject({ standing: 'recallRequested', context: { recallRefused: false } });
    expect(await recall(directive, again)).toMatchObject({ requested: 0, repeated: true });
    expect(await directiveById(app.db, directive)).toMatchObject({ recallReason: again.reason, state: 'recalled' });
    const reasons = await rowsOf(
      app.db,
      sql<{
        kind: string;
        open: string;
        sealed: string;
      }>`select e.kind, convert_from(e.bytes, 'UTF8') as open, s.value as sealed
        from ledger_entry e join ledger_sealed s on s.entry_id = e.id
        where e.directive_id = ${directive} and e.kind like 'directive.recalled%' order by e.at, e.id`,
    );
    expect(reasons.map(({ kind, sealed }) => [kind, sealed])).toEqual([
      ['directive.recalled', REASON],
      ['directive.recalledAgain', again.reason],
    ]);
    expect(reasons.some(({ open }) => open.includes(again.reason))).toBe(false);
  });

  it('recalls the own dispatches of a unit that agrees, by the same act', async () => {
    const directive = await issued(app, PAPER);
    await acknowledge(app, directive, CAO_LOC);
    const duty = await view(directive);
    const clerk = await clerkOf(app.db, CAO_LOC);
    const text = [
      'Số: 22/VHTT',
      'Cao Lộc, ngày 20 tháng 3 năm 2024',
      'V/v phát bản tin',
      'Kính gửi: Ủy ban nhân dân các xã, thị trấn.',
    ];
    await app
      .get(ForwardAssignment)
      .execute(duty.id, { to: ['Ủy ban nhân dân các xã, thị trấn'], text: text.join('\n\n') }, clerk);
    await recall(directive);
    const officer = { ...clerk, role: 'officer' as const };
    await expect(app.get(AnswerRecall).agree(duty.id, {}, officer)).rejects.toMatchObject({ code: 'not-permitted' });
    expect(await app.get(AnswerRecall).agree(duty.id, {}, clerk)).toMatchObject({ below: 1 });
    const below = await rowsOf(
      app.db,
      sql<{ state: string; standing: string; n: number }>`select d.state, a.standing, count(*)::int as n
        from directive d join assignment a on a.cascade_id = d.cascade_id and a.directive_id = d.id
        where d.parent_assignment_id = ${duty.id} group by 1, 2`,
    );
    expect(below).toEqual([{ state: 'recalled', standing: 'recallRequested', n: 22 }]);
  });

  describe('below a letter that a unit passes on', () => {
    const DISTRICT = 'h183';
    const COMMUNE = 'x06187';
    const own = (n: number) => ({
      to: [COMMUNE],
      text: [`Số: ${n}/UBND-VX`, 'Cao Lộc, ngày 12 tháng 3 năm 2024', 'V/v bản tin', `Kính gửi: ${COMMUNE}.`].join(
        '\n\n',
      ),
    });
    /** The letter, passed on to a commune by an own dispatch that was recalled and given back. */
    const givenBack = async (n: number, { waits }: { waits: boolean }) => {
      const communes = {
        text: 'Ủy ban nhân dân các xã, phường, thị trấn',
        role: 'action',
        through: 'superior',
      } as const;
      const letter = await issued(app, {
        issuer: 't20',
        addressees: [{ text: 'Ủy ban nhân dân các huyện, thành phố', role: 'action' }, ...(waits ? [communes] : [])],
      });
      await acknowledge(app, letter, DISTRICT);
      const clerk = await clerkOf(app.db, DISTRICT);
      const { id } = await view(letter, DISTRICT);
      const passOn = (forwarding: { to: string[]; text?: string }) =>
        app.get(ForwardAssignment).execute(id, forwarding, clerk);
      const { ownDirective } = await passOn(own(n));
      await recall(ownDirective!);
      await app.get(AnswerRecall).agree((await view(ownDirective!, COMMUNE)).id, {}, await clerkOf(app.db, COMMUNE));
      return { passOn };
    };

    it('says that who gave the own dispatch back is only reached by another one', async () => {
      const { passOn } = await givenBack(81, { waits: true });
      const refused = { code: 'not-possible-now', words: { en: expect.stringContaining('issue a new own dispatch') } };
      await expect(passOn({ to: [COMMUNE] })).rejects.toMatchObject(refused);
      expect(await passOn({ to: [] })).toMatchObject({ forwarded: 21, row: { relay: 'partly' } });
      await expect(passOn({ to: [] })).rejects.toMatchObject(refused);
      expect(await passOn(own(82))).toMatchObject({ forwarded: 1, row: { relay: 'relayed' } });
    });

    it('sends it as it is to who got no more than the own dispatch', async () => {
      const { passOn } = await givenBack(83, { waits: false });
      expect(await passOn({ to: [COMMUNE] })).toMatchObject({ forwarded: 1, repeated: false });
      expect(await passOn({ to: [COMMUNE] })).toMatchObject({ forwarded: 0, repeated: true });
    });
  });

  it('and an acknowledgement at the same time: whoever commits first, the other meets what is then', async () => {
    for (let turn = 0; turn < 6; turn++) {
      const directive = await issued(app, PAPER);
      const duty = await view(directive);
      const clerk = await clerkOf(app.db, CAO_LOC);
      const acknowledging = app
        .get(AcknowledgeAssignment)
        .execute(duty.id, {}, clerk)
        .then(
          () => 'acknowledged',
          (error: { code: string }) => error.code,
        );
      const [answer, recalled] = await Promise.all([acknowledging, recall(directive)]);
      expect(recalled.requested).toBe(11);
      const after = await view(directive);
      expect(after.standing).toBe('recallRequested');
      expect([answer, after.receipt]).toEqual(
        answer === 'acknowledged' ? ['acknowledged', 'acknowledged'] : ['not-possible-now', 'sent'],
      );
    }
  });

  it('is refused an acknowledgement after it was asked back, with its state, and the attempt is recorded', async () => {
    const directive = await issued(app, PAPER);
    await recall(directive);
    const duty = await view(directive);
    const clerk = await clerkOf(app.db, CAO_LOC);
    await expect(app.get(AcknowledgeAssignment).execute(duty.id, {}, clerk)).rejects.toMatchObject({
      code: 'not-possible-now',
    });
    expect(await factsOf(app.db, { assignment: duty.id })).toMatchObject({ 'assignment.lateAttempt': 1 });
  });

  it('of an earlier machine is refused as a whole', async () => {
    const directive = await issued(app, PAPER);
    await sql`update assignment set machine_version = 1 where directive_id = ${directive} and id = (
      select id from assignment where directive_id = ${directive} order by id limit 1)`.execute(app.db);
    await expect(recall(directive)).rejects.toMatchObject({
      code: 'not-possible-now',
      words: { en: expect.stringContaining('machines migrate') },
    });
    expect(await directiveById(app.db, directive)).toMatchObject({ state: 'issued' });
    expect((await mails(directive)).filter(({ state }) => state === 'withdrawn')).toEqual([]);
  });
});
