import type { Citation } from './dispatch.rules.js';
import type { Found } from './reading.rules.js';

/** A paper cited twice has the date and the issuer of either mention. */
export function completeFromEachOther(citations: readonly Found<Citation>[]): void {
  const known = new Map<string, { date: string | null; issuer: string | null }>();
  for (const { value } of citations) {
    const before = known.get(bareCode(value.code));
    known.set(bareCode(value.code), { date: before?.date ?? value.date, issuer: before?.issuer ?? value.issuer });
  }
  for (const { value } of citations) {
    const full = known.get(bareCode(value.code));
    value.date ??= full?.date ?? null;
    value.issuer ??= full?.issuer ?? null;
  }
}

/** A code as it is compared: without blanks and leading zeros. */
export const bareCode = (code: string): string =>
  code
    .toLowerCase()
    .replace(/\s/g, '')
    .replace(/^0+(?=\d)/, '');

/** Each code once; those already in `seen` are left out, and the others join it. */
export function distinct(citations: readonly Found<Citation>[], seen: Set<string>): Found<Citation>[] {
  return citations.filter(({ value }) => {
    const key = bareCode(value.code);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
