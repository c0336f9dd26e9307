import { matchedOfficers, writeOfficers, type OfficerMatch } from '../access/index.js';
import type { Caller } from '../platform/caller.js';
import { rowsOf, sql, type Db } from '../platform/database/sql.js';
import { folded } from '../platform/text.js';
import { vnDate } from '../platform/vn-time.js';
import { endStretches, replaceSuccessions, setMailboxes, writeUnits } from '../units/index.js';
import { areasOf, planAreas } from './areas-plan.rules.js';
import { areasIn, conversionRows } from './conversion-lines.rules.js';
import { planConversion } from './conversion-plan.rules.js';
import { SCHEMES, type HeldUnit } from './held-units.rules.js';
import { changeOn, leadingDuties, presentOf, withOpenDuties } from './held.queries.js';
import { planMailboxes, type UnitNamed } from './mailboxes-plan.rules.js';
import { officersIn } from './officers-plan.rules.js';
import { emptyPlan, type Plan, type Reason } from './plan.rules.js';
import type { Line, RecognisedList } from './recognise.rules.js';
import { codesIn, officialIn } from './unit-lines.rules.js';
import { planUnits, type Present } from './units-plan.rules.js';

/** A plan with what only some lists bring. */
export interface ListPlan extends Plan {
  taken?: { code: string; on: string }[];
  officers?: OfficerMatch[];
}

interface PlanContext {
  /** code of the unit below which everything must stand; undefined for the operator */
  below: string | undefined;
  today: string;
  at: Date;
  /** the day that an export shows */
  on: string;
  /** the day on which official codes are meant; that of each line where it is not said */
  codesOn: string | undefined;
  /** the first day of what a conversion table leads to */
  effectiveOn: string;
  legalBasis: string | null;
}

/** What a list would do to what is there now; reads only. */
export async function planOf(db: Db, list: RecognisedList, context: PlanContext): Promise<ListPlan> {
  const plan = await planOfLines(db, list, context);
  const ragged = list.ragged.map(({ line, cells }) => ({
    sheet: list.sheet,
    line,
    value: String(cells),
    reason: 'columns' as const,
  }));
  if (ragged.length === 0) return plan;
  return { ...emptyPlan(), refused: [...ragged, ...plan.refused].toSorted((a, b) => a.line - b.line) };
}

function planOfLines(db: Db, list: RecognisedList, context: PlanContext): Promise<ListPlan> {
  const plans: { [Kind in RecognisedList['kind']]: (lines: never) => Promise<ListPlan> } = {
    units: (lines: readonly Line<'units'>[]) => planUnitList(db, lines, context),
    conversion: (lines: readonly Line<'conversion'>[]) => planConversionTable(db, lines, context),
    areas: (lines: readonly Line<'areas'>[]) => planAreaList(db, lines, context),
    mailboxes: (lines: readonly Line<'mailboxes'>[]) => planMailboxList(db, lines, context),
    officers: (lines: readonly Line<'officers'>[]) => planOfficers(db, lines, context),
  };
  return plans[list.kind](list.lines as never);
}

async function planUnitList(db: Db, lines: readonly Line<'units'>[], context: PlanContext): Promise<ListPlan> {
  const { below } = context;
  const codes = [...codesIn(lines), ...(below === undefined ? [] : [below])];
  const plan = planUnits(lines, await presentOf(db, { codes, official: officialIn(lines) }), context);
  const owing = await withOpenDuties(db, plan.ends.map(({ code }) => code)); // prettier-ignore
  const refused = plan.ends.filter(({ code }) => owing.has(code));
  if (refused.length === 0) return plan;
  return {
    ...emptyPlan(),
    refused: refused.map(({ code, ...line }) => ({ ...line, value: code, reason: 'needs-reorganisation' as const })),
  };
}

async function planConversionTable(
  db: Db,
  lines: readonly Line<'conversion'>[],
  { effectiveOn, legalBasis }: PlanContext,
): Promise<ListPlan> {
  const { rows } = conversionRows(lines);
  const year = effectiveOn.slice(0, 4);
  const codes = rows.flatMap(({ newCode, oldCode }) => [`x${newCode}-${year}`, ...(oldCode ? [`x${oldCode}`] : [])]);
  const present = await presentOf(db, { codes, official: areasIn(rows) });
  return planConversion(lines, { ...present, ...(await changeOn(db, effectiveOn)) }, { on: effectiveOn, legalBasis });
}

async function planAreaList(db: Db, lines: readonly Line<'areas'>[], { on }: PlanContext): Promise<ListPlan> {
  const official = areasOf(lines);
  const codes = official.flatMap((text) => [text.replace('gso ', 'x'), text.replace('gso ', 'h')]);
  return planAreas(lines, await presentOf(db, { codes, official }), on);
}

async function planMailboxList(db: Db, lines: readonly Line<'mailboxes'>[], context: PlanContext): Promise<ListPlan> {
  const { named, scope } = await unitsNamed(db, lines.map(({ cells }) => cells.code), context); // prettier-ignore
  return planMailboxes(lines, named, scope);
}

/** Units as a list of mailboxes or officers calls them. */
async function unitsNamed(db: Db, texts: readonly string[], { below, today, codesOn }: PlanContext) {
  const said = [...new Set(texts.map((text) => folded(text)))].filter((text) => text !== '');
  const official = said.flatMap((text) => SCHEMES.map((scheme) => `${scheme} ${text.toUpperCase()}`));
  const codes = [...said.map((text) => text.toLowerCase()), ...(below === undefined ? [] : [below])];
  const present: Present = await presentOf(db, { codes, official });
  const named: UnitNamed = (text, day): HeldUnit | undefined => {
    const on = codesOn ?? day;
    const own = present.units.get(folded(text).toLowerCase());
    if (own) return own;
    const bearers = SCHEMES.flatMap((scheme) => present.bearers.get(`${scheme} ${folded(text).toUpperCase()}`) ?? []);
    const borne = new Set(
      bearers.filter(({ from, to }) => from <= on && (to === null || to > on)).map(({ code }) => code),
    );
    return borne.size === 1 ? present.units.get([...borne][0]!) : undefined;
  };
  return { named, scope: { units: present.units, below, today } };
}

async function planOfficers(db: Db, lines: readonly Line<'officers'>[], context: PlanContext): Promise<ListPlan> {
  const { named, scope } = await unitsNamed(db, lines.map(({ cells }) => cells.unit), context); // prettier-ignore
  const { officers, refused } = officersIn(lines, named, scope);
  if (refused.length > 0) return { ...emptyPlan(), refused };
  const ids = await idsOf(db, officers.map(({ unit }) => unit)); // prettier-ignore
  const matches = await matchedOfficers(db, officers.map((one) => ({ ...one, unitId: ids.get(one.unit)! })), context.at); // prettier-ignore
  const owing = await leadingDuties(db, matches.filter(({ leaves }) => leaves)); // prettier-ignore
  const isBound = context.below !== undefined;
  const plan: ListPlan = { ...emptyPlan(), officers: matches };
  matches.forEach((match, i) => {
    const { sheet, line, name } = officers[i]!;
    const refuse = (reason: Reason, value: string): void => void plan.refused.push({ sheet, line, value, reason });
    const day = isBound ? pastOf(match, context.today) : undefined;
    if (match.outcome === 'ambiguous') refuse('person-twice', name);
    else if (match.outcome === 'over') refuse('mandate-over', name);
    else if (day !== undefined) refuse('past', day);
    else if (match.leaves && owing.has(match)) refuse('duties-hang', name);
    else plan[match.outcome]++;
  });
  return plan;
}

/** The day in the past from which, or on which, something would change. */
function pastOf({ gives, ends, officer: { fromAt, untilAt } }: OfficerMatch, today: string): string | undefined {
  const days = [gives && fromAt ? vnDate(fromAt) : today, (gives || ends) && untilAt ? vnDate(untilAt) : today];
  return days.find((day) => day < today);
}

async function idsOf(db: Db, codes: readonly string[]): Promise<Map<string, string>> {
  const rows = await rowsOf<{ id: string; code: string }>(
    db,
    sql`select id, code from unit where code = any(${[...new Set(codes)]}::text[])`,
  );
  return new Map(rows.map(({ id, code }) => [code, id]));
}

/** Writes what a plan says, by the doors of whom it belongs to: a fixed number of statements for each kind of row. */
export async function carryOut(db: Db, plan: ListPlan, { at, by }: { at: Date; by: Caller }): Promise<void> {
  await endStretches(db, plan.endings);
  await writeUnits(db, plan.units, at);
  if (plan.successions) await replaceSuccessions(db, plan.successions);
  const mailboxes = [...plan.mailboxes, ...(plan.taken ?? []).map(({ code, on }) => ({ code, on, address: null }))];
  const ids = await idsOf(db, mailboxes.map(({ code }) => code)); // prettier-ignore
  for (const on of new Set(mailboxes.map((mailbox) => mailbox.on))) {
    const these = mailboxes.filter((mailbox) => mailbox.on === on);
    await setMailboxes(
      db,
      these.map(({ code, address }) => ({ unitId: ids.get(code)!, address })),
      { on },
    );
  }
  if (plan.officers) await writeOfficers(db, plan.officers, { at, by });
}
