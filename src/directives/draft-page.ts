import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import type { Request, Response } from 'express';
import { emptyDispatch, ReadingFacts, readOpenText, storedText, toDispatch, Warnings } from '../dispatches/index.js';
import type { Caller } from '../platform/caller.js';
import type { FormError } from '../platform/components/form.js';
import { dbOf, type Db } from '../platform/database/sql.js';
import { notPermitted } from '../platform/errors.js';
import { PageFrame } from '../platform/page-frame.js';
import { asDate } from '../platform/components/when.js';
import { vnDate } from '../platform/vn-time.js';
import { officeName, resolveAddressees, unitsByIds, type UnitOn } from '../units/index.js';
import { addresseesOf, isInternalCopy, type AddresseeDraft } from './directive.rules.js';
import { draftPage, type DraftAddressee, type DraftProps } from './directives.view.js';
import { addresseesOfForm, type DraftForm } from './draft-forms.js';

type Values = DraftProps['values'];

interface Wanted {
  caller: Caller;
  text?: string | undefined;
  fileName?: string | undefined;
  /** What the clerk had filled in, where the form comes back with errors. */
  form?: DraftForm | undefined;
  errors?: readonly FormError[];
}

/** Draws the draft form: with what was read from a text, or with what a clerk had filled in. */
@Injectable()
export class DraftPage {
  constructor(
    private readonly em: EntityManager,
    private readonly frames: PageFrame,
  ) {}

  /** @throws ProductError `secret-document` where the text is marked a state secret */
  async draw(request: Request, response: Response, wanted: Wanted): Promise<string> {
    const frame = await this.frames.of(request, response);
    const db = dbOf(this.em.fork());
    const { text, form } = wanted;
    const read = text ? readOpenText(text) : undefined;
    const dispatch = read ? toDispatch(read) : emptyDispatch();
    const due = read && text ? dueOf(read, storedText(text)) : undefined;
    const values = form ? valuesOfForm(form) : valuesRead(dispatch, due, vnDate(asDate(frame.now)));
    const issuer = await issuerOf(db, wanted.caller, values.rosterOn);
    return draftPage(frame, {
      action: '/directives',
      hidden: hiddenOf(wanted, due),
      warnings: Warnings({ codes: dispatch.warnings, locale: frame.locale }),
      reading: read ? ReadingFacts({ read: dispatch, locale: frame.locale }) : null,
      issuerName: officeName(issuer),
      values,
      dueAsWritten: due?.phrase ?? null,
      addressees: await resolved(db, form ? addresseesOfForm(form) : addresseesOf(dispatch), issuer, values.rosterOn),
      tasks: form?.tasks ?? dispatch.tasks,
      errors: wanted.errors ?? [],
    });
  }
}

/** The unit that the caller drafts for. @throws ProductError `not-permitted` where there is none */
export async function issuerOf(db: Db, { unitId }: Caller, on: string): Promise<UnitOn> {
  const [unit] = unitId ? await unitsByIds(db, [unitId], on) : [];
  if (!unit) throw notPermitted('Hãy đăng nhập cho một đơn vị.', 'Sign in for a unit.');
  return unit;
}

interface ReadDue {
  on: string;
  operator: 'before' | 'on' | 'at-latest';
  phrase: string;
}

/** The one dated report of a paper sets its work deadline; several or none leave it to the clerk. */
function dueOf(read: ReturnType<typeof readOpenText>, text: string): ReadDue | undefined {
  const dated = read.reports.flatMap(({ due }) => (due.value === null ? [] : [due]));
  const [only] = dated;
  if (dated.length !== 1 || !only) return undefined;
  return {
    on: only.value,
    operator: only.operator ?? 'on',
    phrase: text.slice(only.start, only.end).replace(/\s+/g, ' '),
  };
}

function hiddenOf({ text, fileName }: Wanted, due: ReadDue | undefined): Record<string, string> {
  return {
    ...(text ? { text } : {}),
    ...(fileName ? { fileName } : {}),
    ...(due ? { readDueOn: due.on, readDueOperator: due.operator } : {}),
  };
}

const valuesOfForm = (form: DraftForm): Values => ({
  kind: form.kind ?? '',
  number: form.number === undefined ? '' : String(form.number),
  symbol: form.symbol ?? '',
  place: form.place ?? '',
  datedOn: form.datedOn ?? '',
  subject: form.subject,
  rosterOn: form.rosterOn,
  acknowledgeBy: form.acknowledgeBy ?? '',
  dueOn: form.dueOn ?? '',
  actBy: form.actBy,
});

const valuesRead = (read: ReturnType<typeof toDispatch>, due: ReadDue | undefined, today: string): Values => ({
  kind: read.kind || 'CV',
  number: read.number === null ? '' : String(read.number),
  symbol: read.symbol ?? '',
  place: read.place ?? '',
  datedOn: read.date ?? '',
  subject: read.subject ?? '',
  rosterOn: read.date ?? today,
  acknowledgeBy: '',
  dueOn: due?.on ?? '',
  actBy: 'direct',
});

async function resolved(
  db: Db,
  drafts: readonly AddresseeDraft[],
  issuer: UnitOn,
  at: string,
): Promise<DraftAddressee[]> {
  const found = await resolveAddressees(
    db,
    drafts.map(({ text }) => text),
    { issuerId: issuer.id, at },
  );
  return drafts.map(({ text, role, through }, i) => {
    const { units, notUnderstood } = found[i]!;
    const internal = notUnderstood !== null && role !== 'action' && isInternalCopy(text);
    return {
      text,
      role,
      through: through ?? null,
      status: internal ? 'internal' : notUnderstood ? 'not-understood' : 'understood',
      count: units.length,
      candidates: notUnderstood?.candidates ?? [],
    };
  });
}
