import { BeginSending } from './begin-sending.js';
import type { Attempt } from './delivery-record.js';
import { domainOf } from './domain.rules.js';
import type { Composed, MessageRow } from './notices.js';
import type { Outcome } from './outcome.rules.js';
import type { OutgoingMail } from './mail-transport.js';
import type { SendingRoom } from './sending-room.js';

export const NOT_COMPOSED: Outcome = {
  kind: 'refusedForNow',
  reason: 'not-composed',
  error: 'the notice could not be composed',
};

/** What a batch is sent with. */
export interface Sending {
  composed: ReadonlyMap<string, Composed>;
  /** Business instant, for the Date header. */
  date: Date;
  begin: BeginSending;
  room: SendingRoom;
  /** How many mails of the batch are sent at once where there is room for so many. */
  atOnce: number;
  /** After so many outages in a row nothing more is begun. */
  outageLimit: number;
  /** Raised when nothing more is to be begun. */
  end: AbortSignal;
  send: (mail: OutgoingMail) => Promise<Outcome>;
  /** Told of every answer as it comes, of outages at the end. */
  onAnswer: (attempt: Attempt) => void;
}

/** What was not answered. */
export interface Unanswered {
  /** Met an outage. */
  outages: Attempt[];
  untried: MessageRow[];
  /** Untried because other batches send to their domains, as many as may at once. */
  isCrowded: boolean;
  /** The database could not be asked whether one may go out. */
  error: unknown;
}

/**
 * Sends a batch over several connections, in its order but for domains that have their share of them. Who finds no
 * message that may go ends where another sends: that one goes on with them.
 */
export async function sendBatch(messages: readonly MessageRow[], sending: Sending): Promise<Unanswered> {
  const { composed, date, begin, room, end, outageLimit } = sending;
  const waiting = [...messages];
  const left: Unanswered = { outages: [], untried: waiting, isCrowded: false, error: undefined };
  let inRow = 0;
  const isOver = (): boolean => end.aborted || inRow >= outageLimit || left.error !== undefined;
  const one = async (message: MessageRow): Promise<void> => {
    const mayBegin = await begin.of(message).catch((error: unknown) => error);
    if (mayBegin === false) return;
    if (mayBegin !== true) {
      waiting.push({ ...message, isAsked: true });
      left.error = mayBegin;
      return;
    }
    const mail = composed.get(message.id);
    const address = { id: message.id, to: message.toAddress, date };
    let isStopped = false;
    const mayGo = async (): Promise<boolean> => {
      const may = await begin.still(message).catch((error: unknown) => error);
      isStopped ||= may !== true;
      if (typeof may !== 'boolean') left.error = may;
      return may === true;
    };
    const outcome = mail ? await sending.send({ headers: {}, ...mail, ...address, mayGo }) : NOT_COMPOSED;
    if (isStopped) {
      // who stopped it gave it back or withdrew it; who could not be asked did neither
      if (left.error !== undefined) waiting.push({ ...message, isAsked: true });
      return;
    }
    inRow = outcome.kind === 'outage' ? inRow + 1 : 0;
    if (outcome.kind === 'outage') left.outages.push({ message: { ...message, isAsked: true }, outcome });
    else sending.onAnswer({ message, outcome });
    begin.ended(message, outcome.kind !== 'outage');
  };
  const sender = async (): Promise<void> => {
    while (!isOver() && waiting.length > 0) {
      const entered = enter(waiting, room);
      if (entered === 'crowded') return;
      if (entered === 'full') await room.someoneLeaves();
      else await one(entered).finally(() => room.leave(domainOf(entered.toAddress)));
    }
  };
  await Promise.all(Array.from({ length: sending.atOnce }, sender));
  left.isCrowded = !isOver() && waiting.length > 0;
  return left;
}

/** Takes the first message out of the list that there is room for. */
function enter(waiting: MessageRow[], room: SendingRoom): MessageRow | 'full' | 'crowded' {
  const crowded = new Set<string>();
  for (const [i, message] of waiting.entries()) {
    const domain = domainOf(message.toAddress);
    if (crowded.has(domain)) continue;
    const answer = room.enter(domain);
    if (answer === 'full') return 'full';
    if (answer === 'entered') return waiting.splice(i, 1)[0]!;
    crowded.add(domain);
  }
  return 'crowded';
}
