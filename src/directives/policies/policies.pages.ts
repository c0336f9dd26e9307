import { Body, Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { mayDo } from '../../access/index.js';
import { CallerOf, type Caller, type Locale } from '../../platform/caller.js';
import { asDate } from '../../platform/components/when.js';
import { dbOf } from '../../platform/database/sql.js';
import { invalid, notFound } from '../../platform/errors.js';
import { gone } from '../../platform/in-turns.js';
import { PageFrame } from '../../platform/page-frame.js';
import { formErrorsOf, formOf, goTo } from '../../platform/page-form.js';
import { Requires } from '../../platform/requires.js';
import { vnDate } from '../../platform/vn-time.js';
import { allPolicies, policyByCode } from '../policy.queries.js';
import { DEFAULT_POLICY } from '../policy.rules.js';
import { checkedPolicy } from './policy-check.rules.js';
import { policyEditPage, type PolicyEditProps } from './policy-edit.view.js';
import { actedOn, policyForm, policyOfForm, type LoosePolicy, type PolicyForm } from './policy-form.rules.js';
import { directivesUnder, versionsOfPolicy } from './policy-versions.queries.js';
import { policyDifferences } from './policy-words.rules.js';
import { directivesUnderPage, policiesPage, policyPage } from './policy.view.js';
import { presentOf, PreviewPolicy } from './preview-policy.usecase.js';
import { mustBeCode, SetPolicy } from './set-policy.usecase.js';
import { policyName, policyWords } from './words.rules.js';

const LINES = 50;
const NO_YEAR = {
  vi: 'Năm xem trước là số từ 2018 đến 2100.',
  en: 'The year of the preview is a number from 2018 to 2100.',
};
const versionNumber = z.coerce.number().int().min(1).max(1_000_000);
const shownSchema = z.object({ version: versionNumber.optional() });
const underSchema = z.object({ version: versionNumber, cursor: z.string().max(400).optional() });
const newSchema = z.object({ code: z.string().trim().default('') });

/** How directives are chased, for people: everybody reads it, the operator changes it after seeing what that does. */
@Controller('policies')
export class PoliciesPages {
  constructor(
    private readonly em: EntityManager,
    private readonly frames: PageFrame,
    private readonly setting: SetPolicy,
    private readonly previewing: PreviewPolicy,
  ) {}

  @Get()
  @Requires('signed-in')
  async list(@Req() request: Request, @Res({ passthrough: true }) response: Response, @CallerOf() by: Caller) {
    const policies = await allPolicies(this.db());
    return policiesPage(await this.frames.of(request, response), { policies, maySet: mayDo(by.role, 'operate') });
  }

  @Get('new')
  @Requires('operate')
  async create(
    @Req() request: Request,
    @Res() response: Response,
    @Query() query: unknown,
    @CallerOf() by: Caller,
  ): Promise<void> {
    const { code } = formOf(newSchema, query);
    try {
      mustBeCode(code);
      goTo(response, `/policies/${code}/edit`);
    } catch (error) {
      const { status, errors } = formErrorsOf(error, by.locale);
      const policies = await allPolicies(this.db());
      const frame = await this.frames.of(request, response);
      response.status(status).send(policiesPage(frame, { policies, maySet: true, wrong: { code, errors } }));
    }
  }

  @Get(':code')
  @Requires('signed-in')
  async one(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Param('code') code: string,
    @Query() query: unknown,
    @CallerOf() by: Caller,
  ): Promise<string> {
    const { version } = formOf(shownSchema, query);
    const versions = await versionsOfPolicy(this.db(), code);
    const shown = version === undefined ? versions[0] : versions.find((one) => one.version === version);
    if (!shown)
      throw notFound(`Không có chính sách "${code}" hoặc bản này.`, `There is no policy "${code}" of this version.`);
    const maySet = mayDo(by.role, 'operate');
    return policyPage(await this.frames.of(request, response), { code, shown, versions, maySet });
  }

  @Get(':code/directives')
  @Requires('directives.view')
  async directives(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Param('code') code: string,
    @Query() query: unknown,
    @CallerOf() caller: Caller,
  ): Promise<string> {
    const { version, cursor } = formOf(underSchema, query);
    await policyByCode(this.db(), code);
    const { items, nextCursor } = await directivesUnder(this.db(), { code, version }, { limit: LINES, cursor, caller });
    const nextHref = nextCursor && `/policies/${code}/directives?version=${version}&cursor=${nextCursor}`;
    return directivesUnderPage(await this.frames.of(request, response), { code, version, items, nextHref });
  }

  @Get(':code/edit')
  @Requires('operate')
  async form(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Param('code') code: string,
  ): Promise<string> {
    mustBeCode(code);
    const present = await presentOf(this.db(), code);
    const policy = structuredClone(present?.rules ?? DEFAULT_POLICY) as unknown as LoosePolicy;
    return this.drawn(request, response, { code, policy, urgency: 'ordinary', seen: present?.version ?? 0 });
  }

  /** A button of the form: changes what the form holds, shows what it would do, or saves it. Only saving writes. */
  @Post(':code/edit')
  @HttpCode(200)
  @Requires('operate')
  async press(
    @Req() request: Request,
    @Res() response: Response,
    @Param('code') code: string,
    @Body() body: unknown,
    @CallerOf() by: Caller,
  ): Promise<void> {
    mustBeCode(code);
    const { form, errors: misread, typed } = pressedOf(body, by.locale);
    const filled = policyOfForm(form);
    if (!filled) throw invalid(policyWords('vi').form.unreadable, policyWords('en').form.unreadable);
    const { policy, urgency } = actedOn(filled, form.urgency, form.do);
    const about: Drawn = { code, policy, urgency, seen: form.seen, form };
    if (misread.length > 0) {
      response.status(400).send(await this.drawn(request, response, { ...about, errors: misread, year: typed }));
      return;
    }
    if (form.do !== 'look' && form.do !== 'save') {
      response.send(await this.drawn(request, response, about));
      return;
    }
    const { rules, errors, warnings } = checkedPolicy(policy);
    const doubts = { errors, warnings };
    if (rules === null) {
      response.status(400).send(await this.drawn(request, response, { ...about, doubts }));
      return;
    }
    try {
      if (form.do === 'save') {
        const { policy: set, repeated } = await this.setting.execute(code, rules, by, form.seen);
        const said = policyWords(by.locale).form[repeated ? 'repeated' : 'saved'](policyName(code, by.locale), set.version);
        goTo(response, `/policies/${code}`, { tone: 'done', text: said });
        return;
      }
      const preview = await this.previewing.execute(code, rules, { ...form, stop: gone(response) }, by);
      const differences = preview.present && policyDifferences(preview.present.rules, rules, by.locale);
      response.send(await this.drawn(request, response, { ...about, doubts, preview, differences }));
    } catch (error) {
      const { status, errors: wrong } = formErrorsOf(error, by.locale);
      const present = await presentOf(this.db(), code);
      const differences = present && policyDifferences(present.rules, rules, by.locale);
      // whoever saves again has seen what the other one saved
      const seen = present?.version ?? form.seen;
      response.status(status).send(await this.drawn(request, response, { ...about, seen, doubts, errors: wrong, differences }));
    }
  } // prettier-ignore

  private async drawn(request: Request, response: Response, drawn: Drawn): Promise<string> {
    const frame = await this.frames.of(request, response);
    const { form, ...props } = drawn;
    return policyEditPage(frame, {
      doubts: null,
      errors: [],
      preview: null,
      differences: null,
      year: String(form?.year ?? vnDate(asDate(frame.now)).slice(0, 4)),
      scope: form?.scope ?? '',
      ...props,
    });
  }

  private db() {
    return dbOf(this.em.fork());
  }
}

/** The form; where its year is none, the form without it, and what was typed. */
function pressedOf(body: unknown, locale: Locale) {
  try {
    return { form: formOf(policyForm, body, { year: NO_YEAR }), errors: [], typed: '' };
  } catch (error) {
    const { errors } = formErrorsOf(error, locale);
    if (errors[0]?.field !== 'year') throw error;
    const fields = body as Record<string, unknown>;
    return { form: formOf(policyForm, { ...fields, year: '' }), errors, typed: String(fields['year']) };
  }
}

type Drawn = Pick<PolicyEditProps, 'code' | 'policy' | 'urgency' | 'seen'> &
  Partial<PolicyEditProps> & { form?: PolicyForm };
