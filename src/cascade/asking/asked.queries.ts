import type { MessageRow } from '../../mail/index.js';
import { rowsOf, sql, type Db } from '../../platform/database/sql.js';
import type { IsoDate } from '../../platform/vn-time.js';

/** What a mail about a question or a request for more time says of it. */
export interface AskedFacts {
  messageId: string;
  /** The question, or the reason of the request. */
  text: string;
  askedAt: Date;
  /** When the question is to be answered. */
  answerDueAt: Date | null;
  answer: string | null;
  dueOn: IsoDate | null;
  state: string;
  refusal: string | null;
}

const named = (messages: readonly MessageRow[], parameter: string): (string | null)[] =>
  messages.map(({ parameters }) => {
    const value = parameters[parameter];
    return typeof value === 'string' ? value : null;
  });

/** The question or request that each message is about, for a whole batch. */
export const askedFactsOf = (db: Db, messages: readonly MessageRow[]): Promise<AskedFacts[]> =>
  rowsOf<AskedFacts>(
    db,
    sql`select m.id as "messageId", coalesce(q.text, x.reason) as text, coalesce(q.asked_at, x.asked_at) as "askedAt",
        q.answer_due_at as "answerDueAt", q.answer, coalesce(x.granted_on, x.due_on)::text as "dueOn",
        coalesce(q.state, x.state) as state, x.refusal
      from unnest(${messages.map((m) => m.cascadeId)}::uuid[], ${messages.map((m) => m.id)}::uuid[],
          ${named(messages, 'question')}::uuid[], ${named(messages, 'extension')}::uuid[])
        m (cascade_id, id, question_id, extension_id)
      left join question q on q.cascade_id = m.cascade_id and q.id = m.question_id
      left join extension x on x.cascade_id = m.cascade_id and x.id = m.extension_id
      where coalesce(q.id, x.id) is not null`,
  );
