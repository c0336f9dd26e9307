import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { classOf, directiveById, ladderOf } from '../../directives/index.js';
import type { Letter } from '../../letters/index.js';
import { LetterSlips } from '../../links/index.js';
import { record } from '../../ledger/index.js';
import { unitsOf, type Caller } from '../../platform/caller.js';
import { Clock } from '../../platform/clock.js';
import { dbOf, firstOf, sql, type Db } from '../../platform/database/sql.js';
import { notFound, notPossibleNow } from '../../platform/errors.js';
import { transactional } from '../../platform/failpoints.js';
import { letterOfReminder } from '../letter-of-reminder.js';
import { roundOf, type Round } from './round.rules.js';
import { madeAtOf, urgedIn, type UrgedUnit } from './urging.queries.js';

/** A round of urging as the office that signs sees it. */
export interface UrgingRound {
  round: Round;
  senderId: string;
  units: readonly UrgedUnit[];
  madeAt: Date | undefined;
  /** The same round of other offices that the caller signs for: each sends a letter of its own. */
  others: readonly Round[];
}

/** The official letter to the units of a directive whose step it was on a day: made once, had again as often as wished. */
@Injectable()
export class MakeUrgingLetter {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly slips: LetterSlips,
  ) {}

  /** @throws ProductError `not-found` for what is no round, or none of the caller's office */
  async look(directiveId: string, text: string, by: Caller): Promise<UrgingRound> {
    return roundFor(dbOf(this.em.fork()), directiveId, text, by);
  }

  /**
   * Records that the letter was made; again it is found made already.
   * @throws ProductError `not-found`, `not-possible-now` where nobody is late any more
   */
  execute(directiveId: string, text: string, by: Caller): Promise<{ repeated: boolean }> {
    return transactional(this.em, 'chase.urgingLetterMade', async (em) => {
      const db = dbOf(em);
      const { round, senderId, units, madeAt } = await roundFor(db, directiveId, text, by);
      if (madeAt) return { repeated: true };
      mustUrgeSomebody(units);
      const at = await this.clock.now(db);
      const made = await firstOf(
        db,
        sql`insert into urging_letter (directive_id, sender_id, stage, step, on_date, made_at)
          values (${directiveId}, ${senderId}, ${round.stage}, ${round.step}, ${round.on}::date, ${at})
          on conflict do nothing returning 1`,
      );
      if (!made) return { repeated: true };
      const { cascadeId } = await directiveById(db, directiveId);
      const late = units.filter(({ settled }) => !settled).length;
      await record(db, [
        {
          kind: 'directive.urgingLetterMade',
          at,
          by,
          cascadeId,
          directiveId,
          unitId: senderId,
          payload: { stage: round.stage, step: round.step, on: round.on, units: late },
        },
      ]);
      return { repeated: false };
    });
  }

  /** @throws ProductError `not-found`, `not-possible-now` before it was made, or where nobody is late any more */
  async letter(db: Db, directiveId: string, text: string, by: Caller): Promise<Letter> {
    const { senderId, units, madeAt, round } = await roundFor(db, directiveId, text, by);
    if (!madeAt)
      throw notPossibleNow(
        'Công văn đôn đốc chưa được lập; hãy bấm “Lập công văn” trên trang này trước.',
        'The letter has not been made; press “Make the letter” on its page first.',
      );
    mustUrgeSomebody(units);
    const late = units.filter(({ settled }) => !settled).map(({ assignment }) => assignment);
    const asked = { round: { stage: round.stage, assignments: late }, senderId };
    const letter = await letterOfReminder(db, directiveId, asked);
    return this.slips.under(db, await directiveById(db, directiveId), { duties: late, letter, by });
  }
}

function mustUrgeSomebody(units: readonly UrgedUnit[]): void {
  if (units.some(({ settled }) => !settled)) return;
  throw notPossibleNow(
    'Các đơn vị trong đợt này đã thực hiện xong, không còn ai phải đôn đốc.',
    'The units of this round have all done what they owed; nobody is left to urge.',
  );
}

async function roundFor(db: Db, directiveId: string, text: string, by: Caller): Promise<UrgingRound> {
  const round = roundOf(text);
  const directive = round && (await directiveById(db, directiveId));
  const none = notFound('Không có đợt đôn đốc này.', 'There is no such round of urging.');
  if (!round || !directive) throw none;
  const step = ladderOf(classOf(directive.policy, directive.urgency), round.stage, true)[round.step - 1];
  if (step?.channel !== 'letter') throw none;
  const units = await urgedIn(db, directiveId, round, unitsOf(by));
  const ofOwn = units.find(({ senderId }) => senderId === by.unitId) ?? units[0];
  const sender = round.sender ?? ofOwn?.sender;
  const own = units.filter((unit) => unit.sender === sender);
  if (!own[0] || sender === undefined) throw none;
  const { senderId } = own[0];
  const senders = new Set(units.map((unit) => unit.sender));
  senders.delete(sender);
  return {
    round: { ...round, sender },
    senderId,
    units: own,
    madeAt: await madeAtOf(db, directiveId, senderId, round),
    others: [...senders].map((other) => ({ ...round, sender: other })),
  };
}
