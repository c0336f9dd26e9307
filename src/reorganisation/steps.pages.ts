import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import type { Request, Response } from 'express';
import { CallerOf, type Caller } from '../platform/caller.js';
import type { FormError } from '../platform/components/form.js';
import { dbOf } from '../platform/database/sql.js';
import { formErrorsOf, goTo } from '../platform/page-form.js';
import { Requires } from '../platform/requires.js';
import { plusDays } from '../platform/vn-time.js';
import { lookAt } from './look-at-reorganisation.js';
import type { Step } from './plan-schema.rules.js';
import { PlanPage } from './plan-page.js';
import { mustAdminister } from './reorganisation-rights.js';
import { reorganisationById } from './reorganisation.queries.js';
import { ReviseReorganisation } from './revise-reorganisation.usecase.js';
import { fieldLabel } from './step-form.view.js';
import { partsOf, placeOfUnit, StepFormPage } from './step-form-page.js';
import { formValues, oneOf, STEP_KINDS, stepOfForm, type FormValues } from './step-form.rules.js';
import { wordsIn } from './words.rules.js';

const kindOf = (values: FormValues): Step['kind'] =>
  STEP_KINDS.find((kind) => kind === oneOf(values, 'kind')) ?? 'merge';
const versionOf = (values: FormValues): number | undefined => Number(oneOf(values, 'version')) || undefined;

/** A plan is put together step by step. */
@Controller('reorganisations')
@Requires('units.administer')
export class StepsPages {
  constructor(
    private readonly em: EntityManager,
    private readonly revising: ReviseReorganisation,
    private readonly forms: StepFormPage,
    private readonly planPage: PlanPage,
  ) {}

  /** The form of a kind of step, with what was filled in and looked for so far. */
  @Get(':id/add')
  form(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Param('id') id: string,
    @Query() query: unknown,
    @CallerOf() by: Caller,
  ): Promise<string> {
    const values = formValues(query);
    return this.forms.draw(request, response, { id, kind: kindOf(values), values, by });
  }

  @Post(':id/steps')
  async add(
    @Req() request: Request,
    @Res() response: Response,
    @Param('id') id: string,
    @Body() body: unknown,
    @CallerOf() by: Caller,
  ): Promise<void> {
    const values = formValues(body);
    const kind = kindOf(values);
    const again = async (status: number, errors: readonly FormError[]): Promise<void> => {
      response.status(status).send(await this.forms.draw(request, response, { id, kind, values, by, errors }));
    };
    const read = await this.stepOf(id, { kind, values, by });
    if ('errors' in read) return again(400, read.errors);
    try {
      const change = { change: addition(read.step), version: versionOf(values) };
      const row = await this.revising.execute(id, change, by);
      const { compiled } = await lookAt(dbOf(this.em.fork()), row);
      const isRefused = compiled?.refusals.some(({ step }) => step === row.steps) ?? false;
      const { added, addedRefused } = wordsIn(by.locale).page.flash;
      goTo(
        response,
        `/reorganisations/${id}`,
        isRefused ? { tone: 'warning', text: addedRefused } : { tone: 'done', text: added },
      );
    } catch (error) {
      const { status, errors } = formErrorsOf(error, by.locale);
      await again(status, errors);
    }
  }

  @Post(':id/steps/:ord/remove')
  async remove(
    @Req() request: Request,
    @Res() response: Response,
    @Param('id') id: string,
    @Param('ord') ord: string,
    @Body() body: unknown,
    @CallerOf() by: Caller,
  ): Promise<void> {
    try {
      await this.revising.execute(id, { change: withoutStep(Number(ord)), version: versionOf(formValues(body)) }, by);
      goTo(response, `/reorganisations/${id}`, { tone: 'done', text: wordsIn(by.locale).page.flash.removed });
    } catch (error) {
      const { status, errors } = formErrorsOf(error, by.locale);
      response.status(status).send(await this.planPage.draw(request, response, { id, by, errors }));
    }
  }

  private async stepOf(
    id: string,
    { kind, values, by }: { kind: Step['kind']; values: FormValues; by: Caller },
  ): Promise<{ step: Step } | { errors: readonly FormError[] }> {
    const db = dbOf(this.em.fork());
    const row = await reorganisationById(db, id);
    await mustAdminister(db, by, row);
    const on = row.effectiveOn;
    const place =
      kind === 'merge' || kind === 'split' ? await placeOfUnit(db, oneOf(values, 'from'), plusDays(on, -1)) : {};
    const read = stepOfForm(kind, values, { on, place, parts: partsOf(values) });
    if ('step' in read) return read;
    const { wrong } = wordsIn(by.locale).forms;
    return { errors: read.errors.map(({ field }) => ({ field, text: wrong(fieldLabel(by.locale, kind, field)) })) };
  }
}

type Change = Parameters<ReviseReorganisation['execute']>[1]['change'];

const addition =
  (step: Step): Change =>
  (plan) => ({ ...plan, steps: [...plan.steps, step] });
const withoutStep =
  (ord: number): Change =>
  (plan) => ({ ...plan, steps: plan.steps.filter((_, i) => i + 1 !== ord) });
