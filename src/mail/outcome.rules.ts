/** What became of one attempt, as far as it can be known. */
export type Outcome =
  | { kind: 'sent' }
  /** `reason` is a short code for the history, `error` what the other server said, for the operator. */
  | { kind: 'refusedForNow' | 'refusedForGood' | 'cutOff' | 'outage'; reason: string; error: string };

/** What nodemailer says of a failed attempt. */
export interface SendError {
  message: string;
  code?: string | undefined;
  responseCode?: number | undefined;
  command?: string | undefined;
}

const ERROR_LENGTH = 300;
/** Steps that concern the server or our account on it, not the one message. */
const BEFORE_ANY_MESSAGE = /^(CONN|EHLO|HELO|LHLO|STARTTLS|AUTH)/;

/**
 * What a failed attempt means.
 * - The server answered for this message (MAIL, RCPT, DATA): 4yz is for now, 5yz for good. 503 concerns the session.
 * - No answer after the text was handed over: cut off; nobody can say whether the other server took it.
 * - No session, or not with our credentials: an outage of the server, which says nothing about the message.
 * @param handedOver  whether a byte of the text left after the server's go-ahead (354)
 * @see RFC 5321 §4.2.1 (reply codes) and §4.5.4.1 (sending strategy)
 */
export function outcomeOf(error: SendError, handedOver: boolean): Outcome {
  const { code = 'ERROR', responseCode, command = '' } = error;
  const told = { reason: responseCode ? String(responseCode) : code, error: error.message.slice(0, ERROR_LENGTH) };
  if (handedOver && !responseCode) return { kind: 'cutOff', ...told };
  if (code === 'EAUTH' || code === 'ETLS' || code === 'ENOAUTH') return { kind: 'outage', ...told };
  if (code === 'EENVELOPE' && !responseCode) return { kind: 'refusedForGood', ...told };
  if (BEFORE_ANY_MESSAGE.test(command) && !handedOver) return { kind: 'outage', ...told };
  if (!responseCode) return { kind: code === 'EMESSAGE' ? 'refusedForGood' : 'outage', ...told };
  const forGood = responseCode >= 500 && responseCode !== 503;
  return { kind: forGood ? 'refusedForGood' : 'refusedForNow', ...told };
}

/** The event that an outcome is to the delivery machine; an outage that hit one message of many is its refusal for now. */
export const EVENT_OF = {
  sent: 'SENT',
  refusedForNow: 'REFUSED_FOR_NOW',
  refusedForGood: 'REFUSED_FOR_GOOD',
  cutOff: 'CUT_OFF',
  outage: 'REFUSED_FOR_NOW',
} as const satisfies Record<Outcome['kind'], string>;
