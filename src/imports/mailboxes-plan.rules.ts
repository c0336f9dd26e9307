import { dateOf, isAddress } from './cells.rules.js';
import type { HeldUnit } from './held-units.rules.js';
import { emptyPlan, judged, type Plan } from './plan.rules.js';
import type { Line } from './recognise.rules.js';
import { mailboxChange } from './unit-changes.rules.js';
import { isInScope, type Scope } from './scope.rules.js';

/** Units by what a file calls them: our own code, or an official one on the day. */
export type UnitNamed = (text: string, on: string) => HeldUnit | undefined;

/**
 * What a list of mailboxes would do. An empty address takes the mailbox away; without a day it is from today on. Only who
 * is bound to no scope sets one from a day in the past.
 */
export function planMailboxes(
  lines: readonly Line<'mailboxes'>[],
  named: UnitNamed,
  scope: Scope,
): Plan & { taken: { code: string; on: string }[] } {
  const result = { ...emptyPlan(), taken: [] as { code: string; on: string }[] };
  const seen = new Set<string>();
  for (const { sheet, line, cells } of lines) {
    const refuse = (reason: Plan['refused'][number]['reason'], value: string): void =>
      void result.refused.push({ sheet, line, value, reason });
    const on = cells.from === '' ? scope.today : dateOf(cells.from);
    if (on === undefined) {
      refuse('date', cells.from);
      continue;
    }
    const unit = named(cells.code, on);
    if (cells.email !== '' && !isAddress(cells.email)) refuse('email', cells.email);
    else if (!unit) refuse('unit', cells.code);
    else if (seen.has(`${unit.code} ${on}`)) refuse('code-twice', cells.code);
    else if (!isInScope(scope, unit.code, on)) refuse('not-below', cells.code);
    else {
      const judgement = judged(unit.mailboxes, on, cells.email);
      const nothing = cells.email === '' && judgement.is === 'new' && judgement.ends === null;
      if (judgement.is === 'same' || nothing) result.unchanged++;
      else if (scope.below !== undefined && on < scope.today) refuse('past', on);
      else if (judgement.is === 'earlier') refuse('earlier', cells.email);
      else {
        result.changed++;
        if (cells.email === '') result.taken.push({ code: unit.code, on });
        else result.mailboxes.push({ code: unit.code, address: cells.email, on });
      }
    }
    if (unit) seen.add(`${unit.code} ${on}`);
  }
  result.changes.push(...[...result.mailboxes, ...result.taken].map(mailboxChange));
  return result;
}
