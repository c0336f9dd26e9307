import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import type { Request, Response } from 'express';
import {
  CreateAccount,
  DelegateMandate,
  GiveMandate,
  lentBy,
  MakeSignInCode,
  mandatesOf,
  mustBeGiver,
  mustManageSomebody,
  rolesToGive,
} from '../access/index.js';
import { countLedBy } from '../assignments/index.js';
import { CallerOf, type Caller } from '../platform/caller.js';
import type { FormError } from '../platform/components/form.js';
import { dbOf } from '../platform/database/sql.js';
import { isUuid } from '../platform/ids.js';
import { localPath } from '../platform/local-path.rules.js';
import { PageFrame } from '../platform/page-frame.js';
import { formErrorsOf, formOf, goTo } from '../platform/page-form.js';
import { Requires } from '../platform/requires.js';
import { formatVnDate } from '../platform/vn-time.js';
import { businessDate, findUnit, unitsByIds } from '../units/index.js';
import { EndMandate } from './end-mandate.usecase.js';
import { lastDayOf, peopleWords } from './mandates.view.js';
import { unitNamed } from './people.controller.js';
import { listPeople, personById } from './people.queries.js';
import { delegationSchema, mandateSchema, peopleListSchema, personSchema, SENTENCES } from './people.schemas.js';
import { peoplePage } from './people.view.js';
import { PersonPage } from './person-page.js';
import { codePage, mePage } from './person.view.js';
import { receiptsToConfirm } from './receipts.queries.js';

const PAGE = 50;

/** Officers and their mandates. */
@Controller()
export class PeoplePages {
  constructor(
    private readonly em: EntityManager,
    private readonly frames: PageFrame,
    private readonly person: PersonPage,
    private readonly creating: CreateAccount,
    private readonly giving: GiveMandate,
    private readonly delegating: DelegateMandate,
    private readonly ending: EndMandate,
    private readonly codes: MakeSignInCode,
  ) {}

  @Get('people')
  @Requires('people.manage')
  all(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Query() query: unknown,
    @CallerOf() caller: Caller,
  ): Promise<string> {
    return this.list(request, response, { query, caller });
  }

  @Post('people')
  @Requires('people.manage')
  async add(@Req() request: Request, @Res() response: Response, @Body() body: unknown, @CallerOf() caller: Caller) {
    try {
      const { unit, ...person } = formOf(personSchema, body, SENTENCES);
      const unitId = await unitNamed(dbOf(this.em.fork()), unit, caller);
      await mustBeGiver(dbOf(this.em.fork()), caller, { unitId, role: person.role });
      const { id } = await this.creating.open({ ...person, unitId }, caller);
      goTo(response, `/people/${id}`);
    } catch (error) {
      const { status, errors } = formErrorsOf(error, caller.locale);
      response.status(status).send(await this.list(request, response, { query: {}, caller, errors }));
    }
  }

  @Get('people/:id')
  @Requires('people.manage')
  one(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Param('id') id: string,
    @CallerOf() caller: Caller,
  ): Promise<string> {
    return this.person.draw(request, response, { id, caller });
  }

  @Post('people/:id/mandates')
  @Requires('people.manage')
  async give(@Req() request: Request, @Res() response: Response, @Param('id') id: string, @Body() body: unknown) {
    await this.person.after(request, response, id, async (by, words) => {
      const { unit, role, from: fromAt, until: untilAt, legalBasis } = formOf(mandateSchema, body, SENTENCES);
      const { id: unitId } = await findUnit(dbOf(this.em.fork()), unit);
      const wanted = { accountId: id, unitId, role, fromAt, untilAt, legalBasis };
      const { repeated } = await this.giving.execute(wanted, by);
      return repeated ? words.give.repeated : words.give.done;
    });
  }

  @Post('people/:id/delegate')
  @Requires('people.manage')
  async delegate(@Req() request: Request, @Res() response: Response, @Param('id') id: string, @Body() body: unknown) {
    await this.person.after(request, response, id, async (by, words) => {
      const { role, until, legalBasis } = formOf(delegationSchema, body, SENTENCES);
      const wanted = { accountId: id, role, untilAt: until, legalBasis };
      const { repeated, untilAt } = await this.delegating.execute(wanted, by);
      const lastDay = formatVnDate(lastDayOf(untilAt), by.locale);
      return repeated ? words.delegate.repeated : words.delegate.done(lastDay);
    });
  }

  /** The code is in the answer itself: an address or a cookie would keep it. */
  @Post('people/:id/sign-in-code')
  @Requires('people.manage')
  async code(@Req() request: Request, @Res() response: Response, @Param('id') id: string, @CallerOf() caller: Caller) {
    const { token } = await this.codes.execute(id, caller);
    const person = (await personById(dbOf(this.em.fork()), id))!;
    const frame = { ...(await this.frames.of(request, response)), path: `/people/${id}` };
    response.setHeader('Cache-Control', 'no-store');
    response.send(codePage(frame, { person, code: token }));
  }

  @Post('mandates/:id/end')
  @Requires('signed-in')
  async end(@Res() response: Response, @Param('id') id: string, @Body() body: unknown, @CallerOf() caller: Caller) {
    await this.ending.execute(id, caller);
    const { back } = (body ?? {}) as { back?: unknown };
    goTo(response, localPath(back), { tone: 'done', text: peopleWords(caller.locale).mandates.ended });
  }

  /** What the reader may act as. */
  @Get('me')
  @Requires('signed-in')
  async me(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @CallerOf() caller: Caller,
  ): Promise<string> {
    const db = dbOf(this.em.fork());
    const isPerson = isUuid(caller.actor);
    return mePage(await this.frames.of(request, response), {
      person: isPerson ? ((await personById(db, caller.actor)) ?? null) : null,
      mandates: isPerson ? await mandatesOf(db, caller.actor) : [],
      lent: isPerson ? await lentBy(db, caller.actor) : [],
      toConfirm: await receiptsToConfirm(db, caller),
    });
  }

  private async list(
    request: Request,
    response: Response,
    { query, caller, errors = [] }: { query: unknown; caller: Caller; errors?: readonly FormError[] },
  ): Promise<string> {
    mustManageSomebody(caller);
    const { q, all, cursor } = formOf(peopleListSchema, query);
    const db = dbOf(this.em.fork());
    const { items, nextCursor } = await listPeople(db, caller, { q, all, cursor, limit: PAGE });
    const led = await countLedBy(
      db,
      items.map(({ id }) => id),
    );
    const [own] = caller.unitId ? await unitsByIds(db, [caller.unitId], await businessDate(db)) : [];
    const more = { ...(q ? { q } : {}), ...(all ? { all: 'true' } : {}) };
    return peoplePage(await this.frames.of(request, response), {
      people: items.map((person) => ({ ...person, duties: led.get(person.id) ?? 0 })),
      q,
      all,
      nextHref: nextCursor && `/people?${new URLSearchParams({ ...more, cursor: nextCursor }).toString()}`,
      roles: rolesToGive(caller),
      manyUnits: caller.role !== 'leader',
      ownUnit: own?.code ?? '',
      errors,
    });
  }
}
