import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import type { Request, Response } from 'express';
import {
  managesUnit,
  mandatesOf,
  mustManagePerson,
  rolesToGive,
  rolesToLend,
  rolesToManage,
  type MandateRow,
} from '../access/index.js';
import { countLedBy, unitsLedAt } from '../assignments/index.js';
import type { Caller, Role } from '../platform/caller.js';
import type { FormError } from '../platform/components/form.js';
import { dbOf, type Db } from '../platform/database/sql.js';
import { PageFrame } from '../platform/page-frame.js';
import { formErrorsOf, goTo } from '../platform/page-form.js';
import { businessDate, unitsByIds } from '../units/index.js';
import { peopleWords } from './mandates.view.js';
import { codesOf, personById } from './people.queries.js';
import { personPage, type PersonProps } from './person.view.js';
import { receiptsOf } from './receipts.queries.js';
import type { PeopleWords } from './words.vi.js';

/** Draws one person: for its page, and again where an act was refused. */
@Injectable()
export class PersonPage {
  constructor(
    private readonly em: EntityManager,
    private readonly frames: PageFrame,
  ) {}

  /** @throws ProductError `not-found` for somebody whom the caller does not manage */
  async draw(
    request: Request,
    response: Response,
    { id, caller, errors = [] }: { id: string; caller: Caller; errors?: readonly FormError[] },
  ): Promise<string> {
    const db = dbOf(this.em.fork());
    await mustManagePerson(db, caller, id);
    const mandates = await mandatesOf(db, id);
    const day = await businessDate(db);
    const [own] = caller.unitId ? await unitsByIds(db, [caller.unitId], day) : [];
    return personPage(await this.frames.of(request, response), {
      person: (await personById(db, id))!,
      duties: (await countLedBy(db, [id])).get(id) ?? 0,
      hasCode: (await codesOf(db, id)).length > 0,
      mandates,
      receipts: await receiptsOf(db, id),
      roles: caller.actor === id ? [] : rolesToGive(caller),
      lendable: lendableTo(mandates, caller, id),
      ...(await this.ends(db, { id, caller, mandates, day })),
      ownUnit: own?.code ?? '',
      errors,
    });
  }

  /** Carries out an act and goes back to the page; what is refused is said on the page itself. */
  async after(
    request: Request,
    response: Response,
    id: string,
    act: (by: Caller, words: PeopleWords) => Promise<string>,
  ): Promise<void> {
    const { caller } = request as Request & { caller: Caller };
    try {
      const text = await act(caller, peopleWords(caller.locale));
      goTo(response, `/people/${id}`, { tone: 'done', text });
    } catch (error) {
      const { status, errors } = formErrorsOf(error, caller.locale);
      response.status(status).send(await this.draw(request, response, { id, caller, errors }));
    }
  }

  /** Which mandates the caller may end, and at which units he may carry out the hand-over. */
  private async ends(
    db: Db,
    { id, caller, mandates, day }: { id: string; caller: Caller; mandates: readonly MandateRow[]; day: string },
  ): Promise<Pick<PersonProps, 'endable' | 'leaves'>> {
    if (caller.actor === id) return { endable: new Set(), leaves: [] };
    const now = mandates.filter(({ inForce }) => inForce);
    const asked = new Set([...now.map(({ unitId }) => unitId), ...(await unitsLedAt(db, id))]);
    const managed: string[] = [];
    for (const unitId of asked) if (await managesUnit(db, caller, unitId)) managed.push(unitId);
    const mayEnd = ({ unitId, role }: MandateRow): boolean =>
      managed.includes(unitId) && rolesToManage(caller).includes(role);
    return {
      endable: new Set(now.filter(mayEnd).map((mandate) => mandate.id)),
      leaves: await unitsByIds(db, managed, day),
    };
  }
}

/** What the caller may lend: to somebody who works for the same unit, out of his own mandate. */
function lendableTo(mandates: readonly MandateRow[], caller: Caller, id: string): readonly Role[] {
  const isColleague = mandates.some(
    ({ unitId, inForce, delegatedBy }) => inForce && delegatedBy === null && unitId === caller.unitId,
  );
  const lends = caller.mandate !== undefined && caller.capacity !== 'by-delegation' && caller.actor !== id;
  return isColleague && lends ? rolesToLend(caller.role) : [];
}
