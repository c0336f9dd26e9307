import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import type { Request, Response } from 'express';
import { directiveById } from '../../directives/index.js';
import {
  LetterController,
  LetterLinkOf,
  letterAsked,
  type Letter,
  type LetterLink,
  type LetterRequest,
} from '../../letters/index.js';
import { CallerOf, type Caller } from '../../platform/caller.js';
import { dbOf, type Db } from '../../platform/database/sql.js';
import { formErrorsOf, formOf, goTo } from '../../platform/page-form.js';
import { PageFrame } from '../../platform/page-frame.js';
import { Requires } from '../../platform/requires.js';
import { MakeUrgingLetter } from './make-urging-letter.usecase.js';
import { urgingPage } from './urging.view.js';

const askedSchema = letterAsked.loose();

/** Official letters that urge, for the office that is to sign them. */
@Controller('directives')
@Requires('directives.issue')
export class UrgingPages extends LetterController {
  constructor(
    private readonly entities: EntityManager,
    private readonly frames: PageFrame,
    private readonly letters: MakeUrgingLetter,
  ) {
    super(entities);
  }

  @Get(':id/urging/:round')
  async round(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Param('id') id: string,
    @Param('round') round: string,
    @CallerOf() by: Caller,
  ): Promise<string> {
    const urging = await this.letters.look(id, round, by);
    const { subject } = await directiveById(dbOf(this.entities.fork()), id);
    return urgingPage(await this.frames.of(request, response), { ...urging, directiveId: id, subject });
  }

  @Post(':id/urging/:round')
  async make(@Res() response: Response, @Param('id') id: string, @Param('round') round: string, @CallerOf() by: Caller) {
    const here = `/directives/${id}/urging/${round}`;
    try {
      await this.letters.execute(id, round, by);
      goTo(response, here);
    } catch (error) {
      const { errors } = formErrorsOf(error, by.locale);
      goTo(response, here, { tone: 'warning', text: errors[0]?.text ?? '' });
    }
  }

  @Get(':id/urging/:round/letter.:format')
  letter(@Res() response: Response, @LetterLinkOf() link: LetterLink): Promise<void> {
    return this.send(response, link, formOf(askedSchema, link.fields));
  }

  protected override letterOf(
    db: Db,
    { id, caller }: LetterRequest,
    asked: { round?: unknown } & { format: 'docx' | 'pdf' },
  ): Promise<Letter> {
    return this.letters.letter(db, id, String(asked.round), caller);
  }
} // prettier-ignore
