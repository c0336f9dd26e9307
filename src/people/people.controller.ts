import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import {
  CreateAccount,
  DelegateMandate,
  GiveMandate,
  MakeSignInCode,
  mandateById,
  mandatesOf,
  mustBeGiver,
  mustManageAt,
  mustManagePerson,
  mustManageSomebody,
} from '../access/index.js';
import { countLedBy } from '../assignments/index.js';
import { CallerOf, type Caller } from '../platform/caller.js';
import { dbOf, type Db } from '../platform/database/sql.js';
import { invalid } from '../platform/errors.js';
import { Requires } from '../platform/requires.js';
import { vnIso } from '../platform/vn-time.js';
import { findUnit } from '../units/index.js';
import { ConfirmHandOver } from './confirm-hand-over.usecase.js';
import { EndMandate } from './end-mandate.usecase.js';
import { HandOver } from './hand-over.usecase.js';
import { remainingOf } from './leaving.queries.js';
import { dutyJson, mandateJson, personJson, receiptJson } from './people.json.js';
import { listPeople, personById } from './people.queries.js';
import {
  delegationSchema,
  handOverSchema,
  mandateSchema,
  peopleListSchema,
  personSchema,
  receiptListSchema,
} from './people.schemas.js';
import { receiptDuties, receiptFor } from './receipts.queries.js';

/** The unit that is named, or the caller's own. @throws ProductError `not-found`, `invalid` */
export async function unitNamed(db: Db, code: string | undefined, caller: Caller): Promise<string> {
  if (code !== undefined) return (await findUnit(db, code)).id;
  if (caller.unitId !== null) return caller.unitId;
  throw invalid('Hãy nêu mã đơn vị.', 'Give the code of the unit.', { field: 'unit' });
}

/** Officers of the units that the caller manages, their mandates, and what they hand over. */
@ApiTags('people')
@ApiBearerAuth()
@Controller('api/v1')
export class PeopleController {
  constructor(
    private readonly em: EntityManager,
    private readonly creating: CreateAccount,
    private readonly giving: GiveMandate,
    private readonly delegating: DelegateMandate,
    private readonly ending: EndMandate,
    private readonly codes: MakeSignInCode,
    private readonly handing: HandOver,
    private readonly confirming: ConfirmHandOver,
  ) {}

  @ApiOperation({ summary: 'People of the caller’s units' })
  @Get('people')
  @Requires('people.manage')
  async list(@Query({ schema: peopleListSchema }) query: z.infer<typeof peopleListSchema>, @CallerOf() caller: Caller) {
    mustManageSomebody(caller);
    const db = dbOf(this.em.fork());
    const unitId = query.unit === undefined ? undefined : (await findUnit(db, query.unit)).id;
    const page = await listPeople(db, caller, { ...query, unitId });
    const led = await countLedBy(
      db,
      page.items.map(({ id }) => id),
    );
    return {
      items: page.items.map((person) => personJson(person, led.get(person.id) ?? 0)),
      nextCursor: page.nextCursor,
    };
  }

  @ApiOperation({ summary: 'Add a person' })
  @Post('people')
  @HttpCode(200)
  @Requires('people.manage')
  async add(@Body({ schema: personSchema }) { unit, ...person }: z.infer<typeof personSchema>, @CallerOf() by: Caller) {
    const db = dbOf(this.em.fork());
    const unitId = await unitNamed(db, unit, by);
    await mustBeGiver(db, by, { unitId, role: person.role });
    const { id, repeated } = await this.creating.open({ ...person, unitId }, by);
    return { id, repeated };
  }

  @ApiOperation({ summary: 'A person with their mandates' })
  @Get('people/:id')
  @Requires('people.manage')
  async one(@Param('id') id: string, @CallerOf() caller: Caller) {
    const db = dbOf(this.em.fork());
    await mustManagePerson(db, caller, id);
    const person = (await personById(db, id))!;
    const duties = (await countLedBy(db, [id])).get(id) ?? 0;
    return { ...personJson(person, duties), mandates: (await mandatesOf(db, id)).map(mandateJson) };
  }

  @ApiOperation({ summary: 'Give a person a mandate' })
  @Post('people/:id/mandates')
  @HttpCode(200)
  @Requires('people.manage')
  async give(
    @Param('id') accountId: string,
    @Body({ schema: mandateSchema }) body: z.infer<typeof mandateSchema>,
    @CallerOf() by: Caller,
  ) {
    const db = dbOf(this.em.fork());
    const { id: unitId } = await findUnit(db, body.unit);
    const { role, from: fromAt, until: untilAt, legalBasis } = body;
    const { id, repeated } = await this.giving.execute({ accountId, unitId, role, fromAt, untilAt, legalBasis }, by);
    return { ...mandateJson((await mandateById(db, id))!), repeated };
  }

  @ApiOperation({ summary: 'Delegate a mandate for a time' })
  @Post('people/:id/delegate')
  @HttpCode(200)
  @Requires('people.manage')
  async delegate(
    @Param('id') accountId: string,
    @Body({ schema: delegationSchema }) { role, until: untilAt, legalBasis }: z.infer<typeof delegationSchema>,
    @CallerOf() by: Caller,
  ) {
    const { id, repeated } = await this.delegating.execute({ accountId, role, untilAt, legalBasis }, by);
    return { ...mandateJson((await mandateById(dbOf(this.em.fork()), id))!), repeated };
  }

  /** Ends a mandate: for who manages the unit; a delegation also for who lent it and who has it. */
  @ApiOperation({ summary: 'End a mandate' })
  @Post('mandates/:id/end')
  @HttpCode(200)
  @Requires('signed-in')
  async end(@Param('id') id: string, @CallerOf() by: Caller) {
    const { repeated } = await this.ending.execute(id, by);
    return { ...mandateJson((await mandateById(dbOf(this.em.fork()), id))!), repeated };
  }

  /** A new code to sign in with; it is answered once, the codes before it end. */
  @ApiOperation({ summary: 'Make a sign-in code; it is shown once' })
  @Post('people/:id/sign-in-code')
  @HttpCode(200)
  @Requires('people.manage')
  async code(@Param('id') accountId: string, @CallerOf() by: Caller) {
    const { id, token, expiresAt } = await this.codes.execute(accountId, by);
    return { id, code: token, expiresAt: vnIso(expiresAt) };
  }

  /** What hangs on a person at a unit. */
  @ApiOperation({ summary: 'What a person still has in hand' })
  @Get('people/:id/hand-over')
  @Requires('people.manage')
  async remaining(
    @Param('id') accountId: string,
    @Query({ schema: peopleListSchema }) query: z.infer<typeof peopleListSchema>,
    @CallerOf() caller: Caller,
  ) {
    const db = dbOf(this.em.fork());
    const unitId = await unitNamed(db, query.unit, caller);
    await mustManageAt(db, caller, { accountId, unitId });
    const remaining = await remainingOf(db, accountId, { unitId, limit: query.limit, cursor: query.cursor });
    return {
      duties: remaining.duties.map(({ id, state, dueAt, paper }) => ({
        assignment: id,
        state,
        dueAt: dueAt && vnIso(dueAt),
        subject: paper.subject,
      })),
      nextCursor: remaining.nextCursor,
      counts: { duties: remaining.dutiesTotal, codes: remaining.codes, drafts: remaining.drafts },
      mandates: remaining.mandates.map(mandateJson),
      lent: remaining.lent.map(mandateJson),
      successors: remaining.successors,
    };
  }

  @ApiOperation({ summary: 'Hand what a person has over to others' })
  @Post('people/:id/hand-over')
  @HttpCode(200)
  @Requires('people.manage')
  async handOver(
    @Param('id') accountId: string,
    @Body({ schema: handOverSchema }) { unit, to, close }: z.infer<typeof handOverSchema>,
    @CallerOf() by: Caller,
  ) {
    const db = dbOf(this.em.fork());
    const { id: unitId } = await findUnit(db, unit);
    const { id, repeated } = await this.handing.execute({ accountId, unitId, to, closes: close }, by);
    return { ...receiptJson(await receiptFor(db, id, by)), repeated };
  }

  @ApiOperation({ summary: 'What a hand-over comprised' })
  @Get('hand-overs/:id')
  @Requires('signed-in')
  async receipt(
    @Param('id') id: string,
    @Query({ schema: receiptListSchema }) paging: z.infer<typeof receiptListSchema>,
    @CallerOf() caller: Caller,
  ) {
    const db = dbOf(this.em.fork());
    const receipt = await receiptFor(db, id, caller);
    const { items, nextCursor } = await receiptDuties(db, receipt.id, paging);
    return { ...receiptJson(receipt), duties: items.map(dutyJson), nextCursor };
  }

  @ApiOperation({ summary: 'Confirm a hand-over' })
  @Post('hand-overs/:id/confirm')
  @HttpCode(200)
  @Requires('signed-in')
  async confirm(@Param('id') id: string, @CallerOf() by: Caller) {
    const { receipt, repeated } = await this.confirming.execute(id, by);
    return { ...receiptJson(receipt), repeated };
  }
}
