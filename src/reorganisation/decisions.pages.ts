import { Body, Controller, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { CallerOf, type Caller } from '../platform/caller.js';
import { formErrorsOf, formOf, goTo } from '../platform/page-form.js';
import { Requires } from '../platform/requires.js';
import { DecideReorganisation } from './decide-reorganisation.usecase.js';
import { PauseReorganisation } from './pause-reorganisation.usecase.js';
import { PlanPage } from './plan-page.js';
import { SubmitReorganisation } from './submit-reorganisation.usecase.js';
import { wordsIn } from './words.rules.js';
import type { ReorganisationWords } from './words.vi.js';

const submitForm = z.object({ version: z.coerce.number().int().min(1).optional() });
const approveForm = z.object({ planHash: z.string().max(64).default('') });

interface Asked {
  request: Request;
  response: Response;
  id: string;
  by: Caller;
}

/** What people decide about a plan, from its page. */
@Controller('reorganisations')
@Requires('units.administer')
export class DecisionsPages {
  constructor(
    private readonly submitting: SubmitReorganisation,
    private readonly deciding: DecideReorganisation,
    private readonly pausing: PauseReorganisation,
    private readonly planPage: PlanPage,
  ) {}

  @Post(':id/submit')
  submit(
    @Req() request: Request,
    @Res() response: Response,
    @Param('id') id: string,
    @CallerOf() by: Caller,
    @Body() body: unknown,
  ): Promise<void> {
    return this.decided({ request, response, id, by }, 'submitted', () =>
      this.submitting.execute(id, formOf(submitForm, body), by),
    );
  }

  @Post(':id/approve')
  approve(
    @Req() request: Request,
    @Res() response: Response,
    @Param('id') id: string,
    @CallerOf() by: Caller,
    @Body() body: unknown,
  ): Promise<void> {
    return this.decided({ request, response, id, by }, 'approved', () =>
      this.deciding.approve(id, formOf(approveForm, body), by),
    );
  }

  @Post(':id/withdraw')
  withdraw(@Req() request: Request, @Res() response: Response, @Param('id') id: string, @CallerOf() by: Caller) {
    return this.decided({ request, response, id, by }, 'withdrawn', () => this.deciding.withdraw(id, by));
  }

  @Post(':id/cancel')
  cancel(@Req() request: Request, @Res() response: Response, @Param('id') id: string, @CallerOf() by: Caller) {
    return this.decided({ request, response, id, by }, 'cancelled', () => this.deciding.cancel(id, by));
  }

  @Post(':id/stop')
  stop(@Req() request: Request, @Res() response: Response, @Param('id') id: string, @CallerOf() by: Caller) {
    return this.decided({ request, response, id, by }, 'stopped', () => this.pausing.stop(id, by));
  }

  @Post(':id/resume')
  resume(@Req() request: Request, @Res() response: Response, @Param('id') id: string, @CallerOf() by: Caller) {
    return this.decided({ request, response, id, by }, 'resumed', () => this.pausing.resume(id, by));
  }

  /** Back to the page with a sentence; what cannot be is said there too. */
  private async decided(
    { request, response, id, by }: Asked,
    done: keyof ReorganisationWords['page']['flash'],
    act: () => Promise<unknown>,
  ): Promise<void> {
    try {
      await act();
      goTo(response, `/reorganisations/${id}`, { tone: 'done', text: wordsIn(by.locale).page.flash[done] });
    } catch (error) {
      const { status, errors } = formErrorsOf(error, by.locale);
      response.status(status).send(await this.planPage.draw(request, response, { id, by, errors }));
    }
  }
}
