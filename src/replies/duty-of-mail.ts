import { InstallationKey, assignmentOfToken, readReplyToken } from '../access/index.js';
import { LINK_DAYS } from '../links/index.js';
import { messageById } from '../mail/index.js';
import { firstOf, rowsOf, sql, type Db } from '../platform/database/sql.js';
import { vnDate } from '../platform/vn-time.js';
import type { ArrivedMail } from './arrived-mail.rules.js';
import { isOfUnit, ourMessages, tokenIn } from './sender.rules.js';

/** The duty that a mail is about. */
export interface Duty {
  cascadeId: string;
  assignmentId: string;
  directiveId: string;
  unitId: string;
  sentVersion: number;
  linkGeneration: number;
}

/**
 * How a mail names its duty: by a reply address that is ours and still acts, by one that no longer does, or by nothing
 * that proves anything, where the mail that it answers only gives a hint for people.
 */
export type NamedDuty =
  | { by: 'token'; duty: Duty; contentVersion: number }
  | { by: 'expired'; duty: Duty; contentVersion: number }
  | { by: 'hint'; duty: Duty; contentVersion: null }
  | { by: 'forged' | 'nothing'; duty: null; contentVersion: null };

const dutyById = (db: Db, id: string): Promise<Duty | undefined> =>
  firstOf(
    db,
    sql<Duty>`select cascade_id as "cascadeId", id as "assignmentId", directive_id as "directiveId", unit_id as "unitId",
      sent_version as "sentVersion", link_generation as "linkGeneration" from assignment where id = ${id}::uuid`,
  );

/** @param host  the host of our own Message-IDs */
export async function dutyOfMail(
  db: Db,
  mail: ArrivedMail,
  { key, replyAddress, host, now }: { key: InstallationKey; replyAddress: string | undefined; host: string; now: Date },
): Promise<NamedDuty> {
  const token = tokenIn(mail.to, replyAddress);
  const named = token === undefined ? undefined : assignmentOfToken(token);
  const duty = named === undefined ? undefined : await dutyById(db, named);
  if (token !== undefined) {
    if (!duty) return { by: 'forged', duty: null, contentVersion: null };
    const { assignmentId, unitId, sentVersion: contentVersion, linkGeneration: generation } = duty;
    const to = { assignmentId, unitId, contentVersion, generation };
    const read = readReplyToken(await key.get(), token, to, { now, days: LINK_DAYS });
    if (read.is === 'forged') return { by: 'forged', duty: null, contentVersion: null };
    const by = read.is === 'valid' ? ('token' as const) : ('expired' as const);
    return { by, duty, contentVersion: read.contentVersion };
  }
  for (const id of ourMessages(mail.answers, host)) {
    const message = await messageById(db, id);
    const hinted = message?.assignmentId ? await dutyById(db, message.assignmentId) : undefined;
    if (hinted) return { by: 'hint', duty: hinted, contentVersion: null };
  }
  return { by: 'nothing', duty: null, contentVersion: null };
}

/** Whether the sender is of the unit of a duty, or of the one that stands for it where it has ended. */
export async function isFromUnit(db: Db, from: string | null, { unitId }: Duty, now: Date): Promise<boolean> {
  const day = vnDate(now);
  const rows = await rowsOf(
    db,
    sql<{ address: string }>`select address from given_mailbox_on(${day}::date)
      where unit_id in (${unitId}::uuid, unit_heir(${unitId}::uuid, ${day}::date))`,
  );
  return isOfUnit(
    from,
    rows.map(({ address }) => address),
  );
}
