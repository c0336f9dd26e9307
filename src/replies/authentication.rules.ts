const RESULTS = ['pass', 'fail', 'softfail', 'neutral', 'none', 'policy', 'temperror', 'permerror'] as const;
export type CheckResult = (typeof RESULTS)[number];

/** What the receiving server found out about the sender (RFC 8601); null where it did not say. */
export interface SenderChecks {
  dkim: CheckResult | null;
  spf: CheckResult | null;
  dmarc: CheckResult | null;
}

export const NO_CHECKS: SenderChecks = { dkim: null, spf: null, dmarc: null };

const isResult = (word: string): word is CheckResult => RESULTS.some((result) => result === word);

/**
 * Reads the top-most Authentication-Results, and only where the server that we trust wrote it: anybody can write such a
 * header, and each server puts its own above those that are there.
 * @param headers  values of the header, the top-most first
 * @param authserv  the name under which the receiving server writes; undefined: nothing is believed
 */
export function checksOf(headers: readonly string[], authserv: string | undefined): SenderChecks {
  const top = withoutComments(headers[0] ?? '');
  const [server = '', ...methods] = top.split(';').map((part) => part.trim());
  const name = server.split(/\s+/)[0]!.toLowerCase();
  if (authserv === undefined || name === '' || name !== authserv.toLowerCase()) return NO_CHECKS;
  const of = (method: string): CheckResult | null => {
    const said = methods.flatMap((part) => {
      const [, found = '', result = ''] = /^([a-z0-9-]+)(?:\/\d+)?\s*=\s*([a-z]+)/i.exec(part.toLowerCase()) ?? [];
      return found === method && isResult(result) ? [result] : [];
    });
    // of several DKIM signatures one that holds is enough (RFC 6376, 6.1)
    return said.find((result) => result === 'pass') ?? said[0] ?? null;
  };
  return { dkim: of('dkim'), spf: of('spf'), dmarc: of('dmarc') };
}

/** Comments may stand anywhere, one within the other, and may hold semicolons. */
function withoutComments(text: string): string {
  let depth = 0;
  let kept = '';
  for (const sign of text) {
    if (sign === '(') depth++;
    else if (sign === ')') depth = Math.max(0, depth - 1);
    else if (depth === 0) kept += sign;
  }
  return kept;
}

/**
 * Whether the sender is not who the mail says: DMARC failed, or, where DMARC did not pass, DKIM or SPF failed. Forwarding
 * breaks SPF alone, and DMARC passes then by the signature (RFC 7489, 4.1).
 */
export const isForged = ({ dkim, spf, dmarc }: SenderChecks): boolean =>
  dmarc === 'fail' || (dmarc !== 'pass' && (dkim === 'fail' || spf === 'fail'));
