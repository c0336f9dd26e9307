import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import type { Request, Response } from 'express';
import { paperOf } from '../../dispatches/index.js';
import { actsFor, CallerOf, type Caller } from '../../platform/caller.js';
import type { FormError } from '../../platform/components/form.js';
import { dbOf } from '../../platform/database/sql.js';
import { notFound } from '../../platform/errors.js';
import { PageFrame } from '../../platform/page-frame.js';
import { formErrorsOf, goTo } from '../../platform/page-form.js';
import { Requires } from '../../platform/requires.js';
import { headed } from '../../platform/text.js';
import { directiveById } from '../directives.queries.js';
import { paperTextOf } from '../papers.queries.js';
import { SAME_PAPER } from '../similarity.rules.js';
import { comparisonOf } from './comparison.queries.js';
import { ReconcileDirective } from './reconcile-directive.usecase.js';
import { matchPage, reconcileWords } from './reconcile.view.js';

interface Wanted {
  dispatchId: string;
  directiveId: string;
  caller: Caller;
  response?: Response;
  errors?: readonly FormError[];
}

/** A clerk compares a draft with the numbered copy that arrived, and joins the two. */
@Controller('dispatches')
export class ReconcilePages {
  constructor(
    private readonly em: EntityManager,
    private readonly frames: PageFrame,
    private readonly reconciling: ReconcileDirective,
  ) {}

  @Get(':id/match/:directiveId')
  @Requires('directives.draft')
  async compare(
    @Req() request: Request,
    @Res() response: Response,
    @Param('id') dispatchId: string,
    @Param('directiveId') directiveId: string,
    @CallerOf() caller: Caller,
  ): Promise<void> {
    const directive = await directiveById(dbOf(this.em.fork()), directiveId);
    // once they are joined there is nothing left to compare
    if (directive.dispatchId === dispatchId && actsFor(caller, directive.issuerId))
      return goTo(response, `/directives/${directiveId}`);
    response.send(await this.draw(request, { dispatchId, directiveId, caller, response }));
  }

  @Post(':id/match/:directiveId')
  @Requires('directives.draft')
  async merge(
    @Req() request: Request,
    @Res() response: Response,
    @Param('id') dispatchId: string,
    @Param('directiveId') directiveId: string,
    @CallerOf() caller: Caller,
  ): Promise<void> {
    try {
      const { directive } = await this.reconciling.execute(directiveId, dispatchId, caller);
      const number = `${String(directive.number).padStart(2, '0')}${directive.symbol ? `/${directive.symbol}` : ''}`;
      const path = directive.issuedAt ? `/directives/${directiveId}` : `/directives/${directiveId}/preview`;
      goTo(response, path, { tone: 'done', text: reconcileWords(caller.locale).merged(number) });
    } catch (error) {
      const { status, errors } = formErrorsOf(error, caller.locale);
      const whole = errors.map(({ text }) => ({ field: '', text }));
      response.status(status).send(await this.draw(request, { dispatchId, directiveId, caller, errors: whole }));
    }
  }

  private async draw(request: Request, it: Wanted): Promise<string> {
    const db = dbOf(this.em.fork());
    const paper = await paperOf(db, it.dispatchId, it.caller);
    const directive = await directiveById(db, it.directiveId);
    if (directive.issuerId !== paper.unitId) throw notFound('Không có văn bản này.', 'There is no such directive.');
    const { score, fields, texts } = await comparisonOf(db, directive, paper);
    return matchPage(await this.frames.of(request, it.response), {
      action: `/dispatches/${paper.id}/match/${directive.id}`,
      paperHref: `/dispatches/${paper.id}`,
      provisional: directive.provisional ?? '',
      // a subject read behind "V/v" begins in lower case; by itself it is a heading
      subject: headed(directive.subject),
      percent: Math.round(score * 100),
      thresholdPercent: Math.round(SAME_PAPER * 100),
      fields,
      texts,
      hasText: (await paperTextOf(db, directive.id)) !== null,
      fixed: directive.state !== 'drafted',
      errors: it.errors ?? [],
    });
  }
}
