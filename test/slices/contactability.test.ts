import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import PostalMime from 'postal-mime';
import { AcknowledgeAssignment } from '../../src/assignments/index.js';
import { sightOf } from '../../src/contactability/contactability.queries.js';
import { contactabilityOf, countClasses, listContactability, NOT_CONTACTABLE } from '../../src/contactability/index.js';
import { PreviewDirective } from '../../src/directives/index.js';
import { DeliverMessages } from '../../src/mail/index.js';
import { findUnit, officeName, SeedDemoUnits, setMailboxes } from '../../src/units/index.js';
import { testApp, type TestApp } from '../support/app.js';
import { draftTo, issuedTo, operator } from '../support/issued.js';
import { TestSmtpServer } from '../support/smtp-server.js';

const NOW = '2026-03-02T02:00:00Z';
const REACHED = 'x06184-2025';
const REFUSED = 'x06187-2025';
const SILENT = 'x06196-2025';

let app: TestApp;
const smtp = new TestSmtpServer();
const unit = async (code: string): Promise<string> => (await findUnit(app.db, code)).id;
const mailbox = async (codes: readonly string[], address: string | null): Promise<void> => {
  const mailboxes = await Promise.all(codes.map(async (code) => ({ unitId: await unit(code), address })));
  await setMailboxes(app.db, mailboxes, { on: '2026-03-02' });
};
const deliver = () => app.get(DeliverMessages).drain();
const classOf = async (code: string, at = new Date(NOW)): Promise<string | undefined> =>
  (await contactabilityOf(app.db, [await unit(code)], at))[0]?.contactClass;

beforeAll(async () => {
  await smtp.up();
  app = await testApp({ SMTP_URL: smtp.url });
  await app.setClock(NOW);
  await app.get(SeedDemoUnits).execute(new Date(NOW));
  await mailbox([REACHED], 'reached@langson.invalid');
  await mailbox([REFUSED], 'Refused@langson.invalid');
  await mailbox([SILENT], null);
  smtp.react('Refused', 'refuse-for-good');
  smtp.react('refused', 'refuse-for-good');
});
afterAll(async () => {
  await app.close();
  await smtp.down();
});

describe('the way to a unit', () => {
  it('is not proven before anything was sent', async () => {
    expect([await classOf(REACHED), await classOf(REFUSED), await classOf(SILENT)]).toEqual([
      'never', 'never', 'no-mailbox',
    ]); // prettier-ignore
  });

  it('is proven by a mail server that takes the mail, and failing by one that refuses it', async () => {
    await issuedTo(app, [REACHED, REFUSED, SILENT]);
    expect(await deliver()).toMatchObject({ sent: 1, failed: 1 });
    expect([await classOf(REACHED), await classOf(REFUSED), await classOf(SILENT)]).toEqual([
      'proven', 'failing', 'no-mailbox',
    ]); // prettier-ignore
    const [refused] = await contactabilityOf(app.db, [await unit(REFUSED)], new Date(NOW));
    expect(refused).toMatchObject({ deliveredAt: null, failure: '550' });
  });

  it('grows old after thirty days', async () => {
    expect(await classOf(REACHED, new Date('2026-03-31T00:00:00Z'))).toBe('proven');
    expect(await classOf(REACHED, new Date('2026-04-02T00:00:00Z'))).toBe('old');
  });

  it('is mended by the next mail that arrives, and broken by the next that does not', async () => {
    smtp.react('Refused', 'take');
    smtp.react('reached', 'refuse-for-good');
    await app.setClock('2026-03-03T02:00:00Z');
    await issuedTo(app, [REACHED, REFUSED]);
    expect(await deliver()).toMatchObject({ sent: 1, failed: 1 });
    expect([await classOf(REACHED), await classOf(REFUSED)]).toEqual(['failing', 'proven']);
    smtp.react('reached', 'take');
  });

  it('begins anew with a new mailbox, and a shared one is proven for all that share it', async () => {
    await setMailboxes(app.db, [{ unitId: await unit(REACHED), address: 'refused@langson.invalid' }], {
      on: '2026-03-03',
    });
    await app.setClock('2026-03-03T03:00:00Z');
    const now = new Date('2026-03-03T03:00:00Z');
    expect(await classOf(REACHED, now)).toBe('proven');
    await setMailboxes(app.db, [{ unitId: await unit(REACHED), address: 'new@langson.invalid' }], { on: '2026-03-03' });
    expect(await classOf(REACHED, now)).toBe('never');
  });

  it('is proven by an acknowledgement, whatever the mail does', async () => {
    const { assignments } = await issuedTo(app, [REACHED]);
    await app.get(AcknowledgeAssignment).execute(assignments[0]!, {}, operator);
    expect(await classOf(REACHED, new Date('2026-03-04T00:00:00Z'))).toBe('proven');
  });

  it('is kept right when many batches to the same mailboxes are recorded at once', async () => {
    const codes = [REACHED, REFUSED];
    for (let i = 0; i < 4; i++) await issuedTo(app, codes);
    const runs = await Promise.all([deliver(), deliver(), deliver()]);
    expect(runs.reduce((sum, { sent }) => sum + sent, 0)).toBeGreaterThanOrEqual(8);
    const later = new Date('2026-03-04T00:00:00Z');
    expect([await classOf(REACHED, later), await classOf(REFUSED, later)]).toEqual(['proven', 'proven']);
  });
});

describe('lists of units', () => {
  it('are paged, the worst first, and every unit is on one page', async () => {
    const at = new Date('2026-03-04T00:00:00Z');
    const codes: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listContactability(
        app.db,
        { among: { kind: 'everyone' }, province: 't20', limit: 40, cursor },
        at,
      );
      codes.push(...page.items.map(({ code }) => code));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(codes).toContain('t20');
    expect(codes).toContain('x06184-2025');
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes.length).toBeGreaterThan(65);
    expect(codes[0]).toBe(SILENT);
  });
});

describe('what is seen of the country', () => {
  it.each([
    ['clerk', 'x06184-2025', 'below'],
    ['leader', 'x06184-2025', 'below'],
    ['auditor', 't20', 'everyone'],
    ['clerk', 't20', 'everyone'],
    ['operator', 'x06184-2025', 'everyone'],
  ] as const)('by a %s of %s is: %s', async (role, code, kind) => {
    const at = new Date('2026-03-04T00:00:00Z');
    const caller = { ...operator, role, unitId: await unit(code) };
    const among = await sightOf(app.db, caller, at);
    expect(among.kind).toBe(kind);
    const { items } = await listContactability(app.db, { among, limit: 500 }, at);
    const seen = items.map((line) => line.code);
    expect(kind === 'below' ? seen : seen.length > 65).toEqual(kind === 'below' ? [code] : true);
  });
});

describe('before a directive is issued', () => {
  it('says which addressees a mail may not reach, with what to do', async () => {
    const id = await draftTo(app, [REACHED, SILENT]);
    const preview = await app.get(PreviewDirective).execute(id);
    const warning = preview.warnings.find(({ code }) => code === 'units-not-contactable');
    expect(warning!.details).toMatchObject({
      urgent: false,
      counts: { failing: 0, never: 0, noMailbox: 1 },
      units: [{ code: SILENT, class: 'no-mailbox' }],
    });
    const counts = await countClasses(app.db, { kind: 'roster', directiveId: id }, new Date('2026-03-04T00:00:00Z'));
    expect(NOT_CONTACTABLE.map((of) => counts[of])).toEqual([0, 0, 1]);
  });

  it('says nothing where the way to everybody is proven', async () => {
    const preview = await app.get(PreviewDirective).execute(await draftTo(app, [REACHED]));
    expect(preview.contact).toBeNull();
  });
});

describe('a mailbox of several units', () => {
  it('gets a mail for each, whose subject and salutation name the unit', async () => {
    const shared = [REACHED, REFUSED];
    await setMailboxes(
      app.db,
      await Promise.all(
        shared.map(async (code) => ({
          unitId: await unit(code),
          address: 'chung@langson.invalid',
        })),
      ),
      { on: '2026-03-03' },
    );
    await issuedTo(app, shared);
    const before = smtp.received.length;
    await deliver();
    const mails = await Promise.all(smtp.received.slice(before).map(({ raw }) => PostalMime.parse(raw)));
    expect(mails.map(({ to }) => to?.[0]?.address)).toEqual(['chung@langson.invalid', 'chung@langson.invalid']);
    const names = (await Promise.all(shared.map((code) => findUnit(app.db, code)))).map(officeName);
    const named = mails.map(({ subject }) => names.find((name) => subject?.endsWith(`– gửi ${name}`)));
    expect(new Set(named)).toEqual(new Set(names));
    for (const name of names) expect(mails.filter(({ text }) => text?.includes(`Kính gửi: ${name}`))).toHaveLength(1);
    await setMailboxes(app.db, [{ unitId: await unit(REACHED), address: 'Chung@langson.invalid' }], {
      on: '2026-03-03',
    });
    const { items } = await listContactability(
      app.db,
      { among: { kind: 'everyone' }, province: 't20', q: names[0]!.replace('Ủy ban nhân dân ', ''), limit: 5 },
      new Date('2026-03-04T00:00:00Z'),
    );
    expect(items[0]).toMatchObject({ code: REACHED, sharing: 2 });
  });

  it('is named only there: a mail to a mailbox of one unit keeps its subject', async () => {
    await setMailboxes(app.db, [{ unitId: await unit(REFUSED), address: 'rieng@langson.invalid' }], {
      on: '2026-03-03',
    });
    await issuedTo(app, [REFUSED]);
    await deliver();
    const mail = await PostalMime.parse(smtp.received.at(-1)!.raw);
    expect(mail.subject).not.toContain('– gửi');
  });
});
