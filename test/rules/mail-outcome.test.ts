import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { outcomeOf } from '../../src/mail/outcome.rules.js';

const refused = (responseCode: number, command: string, code = 'EENVELOPE') => ({
  message: `Refused: ${responseCode}`,
  code,
  responseCode,
  command,
});
const lost = { message: 'Connection closed unexpectedly', code: 'ECONNECTION', command: 'CONN' };

describe('a failed attempt', () => {
  it('is for now where the server answers 4yz, for good where it answers 5yz', () => {
    expect(outcomeOf(refused(450, 'RCPT TO'), false)).toMatchObject({ kind: 'refusedForNow', reason: '450' });
    expect(outcomeOf(refused(550, 'RCPT TO'), false)).toMatchObject({ kind: 'refusedForGood', reason: '550' });
    expect(outcomeOf(refused(452, 'DATA', 'EMESSAGE'), true)).toMatchObject({ kind: 'refusedForNow' });
    expect(outcomeOf(refused(554, 'DATA', 'EMESSAGE'), true)).toMatchObject({ kind: 'refusedForGood' });
  });

  it('is for now where the session was out of step (503)', () => {
    expect(outcomeOf(refused(503, 'MAIL FROM'), false).kind).toBe('refusedForNow');
  });

  it('is cut off where the text left and no answer came', () => {
    expect(outcomeOf(lost, true)).toMatchObject({ kind: 'cutOff', reason: 'ECONNECTION' });
    expect(outcomeOf({ message: 'Timeout', code: 'ETIMEDOUT', command: 'CONN' }, true).kind).toBe('cutOff');
    expect(outcomeOf({ message: 'Message sending aborted', code: 'EABORT' }, true).kind).toBe('cutOff');
  });

  it('is an outage where there is no session, or our credentials are refused, whatever code the server gives', () => {
    expect(outcomeOf(lost, false).kind).toBe('outage');
    expect(outcomeOf({ message: 'connect ECONNREFUSED', code: 'ESOCKET', command: 'CONN' }, false).kind).toBe('outage');
    expect(outcomeOf({ message: 'getaddrinfo ENOTFOUND', code: 'EDNS' }, false).kind).toBe('outage');
    expect(outcomeOf(refused(535, 'AUTH PLAIN', 'EAUTH'), false).kind).toBe('outage');
    expect(outcomeOf(refused(554, 'CONN', 'EPROTOCOL'), false).kind).toBe('outage');
    expect(outcomeOf(refused(421, 'EHLO', 'ECONNECTION'), false).kind).toBe('outage');
    expect(outcomeOf({ message: 'Message sending aborted', code: 'EABORT' }, false).kind).toBe('outage');
  });

  it('is for good where the address cannot be written into an envelope', () => {
    expect(outcomeOf({ message: 'Invalid recipient', code: 'EENVELOPE', command: 'API' }, false).kind).toBe(
      'refusedForGood',
    );
  });

  it('is never taken for tried again once the text left without an answer', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (code, command) => {
        expect(outcomeOf({ message: 'lost', code, command }, true).kind).toBe('cutOff');
      }),
    );
  });

  it('keeps what the server said short', () => {
    expect(outcomeOf({ message: 'x'.repeat(5000) }, false)).toMatchObject({ error: 'x'.repeat(300) });
  });
});
