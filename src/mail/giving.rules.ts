/** What a due message is put into a job by. */
export interface DueMessage {
  cascadeId: string;
  id: string;
  /** Of its address, in lower case. */
  domain: string;
  /** A job that it was in could not be carried out. */
  alone: boolean;
}

/** Messages that are carried together. */
export interface Load {
  /** Where all go to one domain: such jobs of a process follow one another. */
  domain: string | null;
  messages: readonly DueMessage[];
}

/** A statement over so many rows costs little more than over one, and a process that dies leaves no more than these. */
export const LOAD_MESSAGES = 200;
/** Of what was given back because others of this process send to its domain, which may be slow. */
export const CROWDED_WAIT_SECONDS = 5;
/** From so many messages on a domain gets jobs of its own: what is slow there then holds up nobody else. */
const OWN_LOAD_MESSAGES = 50;

/**
 * Puts due messages into loads, in their order: a domain with many gets loads of its own, the others share; what spoiled a
 * load before goes alone.
 */
export function loadsOf(due: readonly DueMessage[], size = LOAD_MESSAGES): Load[] {
  const counts = new Map<string, number>();
  for (const { domain } of due) counts.set(domain, (counts.get(domain) ?? 0) + 1);
  const open = new Map<string | null, DueMessage[]>();
  const loads: Load[] = [];
  for (const message of due) {
    const { domain, alone } = message;
    if (alone) {
      loads.push({ domain: null, messages: [message] });
      continue;
    }
    const own = counts.get(domain)! >= OWN_LOAD_MESSAGES ? domain : null;
    const last = open.get(own);
    if (last && last.length < size) last.push(message);
    else {
      const messages = [message];
      open.set(own, messages);
      loads.push({ domain: own, messages });
    }
  }
  return loads;
}

/**
 * Which messages may go within this minute, where so many to each domain may. The others wait by their place: were all due
 * again together, a large backlog of one domain would fill every look at the outbox.
 * @param left  by domain; a domain that is not named has no limit
 * @param perMinute  what each minute after this one allows
 * @returns `later` with the whole minutes that pass after this one before its turn comes
 */
export function withinPace<Message extends DueMessage>(
  due: readonly Message[],
  left: ReadonlyMap<string, number>,
  perMinute: number,
): { now: Message[]; later: { message: Message; minutes: number }[] } {
  const remaining = new Map(left);
  const now: Message[] = [];
  const later: { message: Message; minutes: number }[] = [];
  for (const message of due) {
    const allowed = remaining.get(message.domain) ?? Infinity;
    if (allowed > 0) now.push(message);
    else later.push({ message, minutes: Math.floor(-allowed / perMinute) });
    remaining.set(message.domain, allowed - 1);
  }
  return { now, later };
}
