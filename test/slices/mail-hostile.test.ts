import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DeliverMessages, enqueue } from '../../src/mail/index.js';
import { rowsOf, sql } from '../../src/platform/database/sql.js';
import { freshDatabase } from '../support/database.js';
import { CONDUCTS, HostileSmtp, type Conduct } from '../support/hostile-smtp.js';
import { mailApp, type MailApp } from '../support/mail-app.js';
import { Dice } from '../support/random.js';

const CASCADE = '018e5f00-0000-7000-8000-000000000001';
const UNIT = '018e5f00-0000-7000-8000-000000000002';
const QUEUED_AT = new Date('2024-03-20T01:30:00Z');
/** More than a message has attempts. */
const ROUNDS = 12;

let database: Awaited<ReturnType<typeof freshDatabase>>;
let smtp: HostileSmtp;
let here: MailApp;

beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  smtp.took.length = 0;
  await sql`delete from message`.execute(here.db);
});

/** A server, and a mailer that has not spoken to it yet. */
async function meet(): Promise<void> {
  smtp = new HostileSmtp();
  await smtp.up();
  here = await mailApp(database, { SMTP_URL: smtp.url, SMTP_REPLY_SECONDS: '1' });
}
async function part(): Promise<void> {
  await here.app.close();
  await smtp.down();
}

interface Queued {
  conduct: Conduct;
  /** `issue` is sent again where nobody knows whether it was taken, `test` is not. */
  template: 'issue' | 'test';
}

const queue = (messages: readonly Queued[]) =>
  enqueue(
    here.db,
    messages.map(({ conduct, template }, i) => ({
      cascadeId: CASCADE,
      key: `${conduct}:${i}`,
      unitId: UNIT,
      template,
      locale: 'vi' as const,
      parameters: { n: i },
      toAddress: `${conduct}-${i}@mien-${i % 7}.invalid`,
      queuedAt: QUEUED_AT,
    })),
  );

interface Ended {
  conduct: string;
  template: string;
  state: string;
  attempts: number;
  resends: number;
  /** How often the server took it. */
  taken: number;
}

/** Sends, lets every wait pass, and sends again, until nothing waits any more. */
async function untilEnded(): Promise<Ended[]> {
  for (let round = 0; round < ROUNDS; round++) {
    await here.app.get(DeliverMessages).drain();
    await sql`update message set next_attempt_at = clock_timestamp() where next_attempt_at is not null`.execute(
      here.db,
    );
  }
  const rows = await rowsOf(
    here.db,
    sql<Omit<Ended, 'taken' | 'conduct'> & { id: string; key: string }>`
      select id, key, template, state, attempts, resends from message order by key`,
  );
  const taken = new Map<string, number>();
  for (const messageId of smtp.took) taken.set(messageId, (taken.get(messageId) ?? 0) + 1);
  const ids = rows.map(({ id }) => `<${id}@thongsuot.langson.invalid>`);
  expect([...taken.keys()].filter((messageId) => !ids.includes(messageId))).toEqual([]);
  return rows.map(({ id: _, key, ...row }, i) => ({
    ...row,
    conduct: key.split(':')[0]!,
    taken: taken.get(ids[i]!) ?? 0,
  }));
}

/** What the records say of a message, against what the server took. */
function isTrue({ state, taken, template, resends }: Ended): boolean {
  if (taken > 1 && (template !== 'issue' || taken > resends + 1)) return false;
  if (state === 'sent') return taken >= 1;
  return state === 'failed' ? taken === 0 : state === 'unknown';
}

const recorded = async (): Promise<Record<string, number>> =>
  Object.fromEntries(
    (
      await rowsOf(
        here.db,
        sql<{ kind: string; n: number }>`select l.kind, count(*)::int as n from ledger_entry l
          join message m on m.id = (convert_from(l.bytes, 'UTF8')::jsonb -> 'payload' ->> 'messageId')::uuid group by 1`,
      )
    ).map(({ kind, n }) => [kind, n]),
  );

describe('a mail server that does everything wrong', () => {
  beforeAll(meet);
  afterAll(part);

  it('cuts off what must arrive: it is sent once more under its Message-ID, then nobody knows', async () => {
    await queue([
      { conduct: 'kept', template: 'issue' },
      { conduct: 'lost', template: 'issue' },
      { conduct: 'take', template: 'issue' },
    ]);
    expect(await untilEnded()).toMatchObject([
      { conduct: 'kept', state: 'unknown', attempts: 2, resends: 1, taken: 2 },
      { conduct: 'lost', state: 'unknown', attempts: 2, resends: 1, taken: 0 },
      { conduct: 'take', state: 'sent', attempts: 1, resends: 0, taken: 1 },
    ]);
    expect(await recorded()).toEqual({ 'message.requeued': 2, 'message.unknown': 2, 'message.sent': 1 });
  });

  it.each([
    ['take', 'sent', 1, 1],
    ['busy', 'sent', 2, 1],
    ['greylist', 'sent', 2, 1],
    ['room', 'failed', 8, 0],
    ['nobody', 'failed', 1, 0],
    ['large', 'failed', 1, 0],
    ['mute', 'sent', 2, 1],
    ['mutetext', 'unknown', 1, 0],
    ['lost', 'unknown', 1, 0],
    ['kept', 'unknown', 1, 1],
    ['bye', 'sent', 1, 1],
    ['drip', 'sent', 1, 1],
    ['idle', 'sent', 1, 1], // the last: the next mail on this connection would feel it
  ] as const)('%s: is recorded as %s after %i attempts, and the server has it %i times', async (conduct, ...what) => {
    const [state, attempts, taken] = what;
    // beside one that goes out, so that what goes wrong is not taken for an outage
    await queue([
      { conduct: 'take', template: 'test' },
      { conduct, template: 'test' },
    ]);
    const ended = (await untilEnded()).find((one) => one.conduct === conduct && one.template === 'test')!;
    expect(ended).toMatchObject({ state, attempts, taken, resends: 0 });
  });
});

describe('a mail server that does everything wrong at once', () => {
  beforeAll(meet);
  afterAll(part);

  it('and lets nobody in: no message is tried, and all go out once it does', async () => {
    await queue(Array.from({ length: 30 }, () => ({ conduct: 'take', template: 'test' })));
    smtp.greeting = '421 come back later';
    expect(await here.app.get(DeliverMessages).drain()).toMatchObject({ sent: 0, waiting: 30, outage: true });
    smtp.greeting = '220 hostile.invalid ESMTP';
    const ended = await untilEnded();
    expect(ended.filter(({ state, attempts, taken }) => state !== 'sent' || attempts !== 1 || taken !== 1)).toEqual([]);
  });

  it('in any mixture: nothing is lost, nothing sent twice that must not be, and every record is true', async () => {
    const dice = new Dice(20_261_122);
    const conducts = CONDUCTS.filter((conduct) => conduct !== 'take');
    const messages = Array.from({ length: 300 }, (): Queued => {
      const conduct = dice.upTo(10) < 6 ? 'take' : dice.oneOf(conducts);
      return { conduct, template: dice.oneOf(['issue', 'test']) };
    });
    await queue(messages);
    const ended = await untilEnded();
    expect(ended).toHaveLength(messages.length);
    expect(ended.filter((one) => !isTrue(one))).toEqual([]);
    expect(ended.filter(({ state, conduct }) => state === 'unknown' && !['lost', 'kept', 'mutetext'].includes(conduct))).toEqual([]); // prettier-ignore
    const of = (state: string) => ended.filter((one) => one.state === state).length;
    expect(await recorded()).toEqual({
      'message.sent': of('sent'),
      'message.failed': of('failed'),
      'message.unknown': of('unknown'),
      'message.requeued': ended.reduce((sum, { resends }) => sum + resends, 0),
    });
  }, 60_000);
});
