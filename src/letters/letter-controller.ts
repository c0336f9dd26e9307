import { createParamDecorator, Injectable, type ExecutionContext } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import type { Request, Response } from 'express';
import { z } from 'zod';
import type { Caller } from '../platform/caller.js';
import { dbOf, type Db } from '../platform/database/sql.js';
import { letterFormat, sendLetter, type LetterFormat } from './give-letter.js';
import type { Letter } from './letter.rules.js';

/** Who asks for the letter of what. */
export interface LetterRequest {
  id: string;
  caller: Caller;
}

/** The same by a link of a page, with the fields of its path and its query. */
export interface LetterLink extends LetterRequest {
  fields: Record<string, unknown>;
}

export const LetterLinkOf = createParamDecorator((_: unknown, context: ExecutionContext): LetterLink => {
  const { params, query, caller } = context.switchToHttp().getRequest<Request & { caller: Caller }>();
  return { id: String(params['id']), caller, fields: { ...query, ...params } };
});

/** What every letter is asked for with. */
export const letterAsked = z.object({ format: letterFormat.default('docx') });
export type LetterAsked = z.infer<typeof letterAsked>;

/** A letter as a file to sign, at a route of the interface and at the link of a page. */
@Injectable()
export abstract class LetterController<Asked extends { format: LetterFormat } = LetterAsked> {
  constructor(private readonly em: EntityManager) {}

  /** @throws ProductError where the caller may not see what the letter is of */
  protected abstract letterOf(db: Db, request: LetterRequest, asked: Asked): Promise<Letter>;

  protected async send(response: Response, request: LetterRequest, asked: Asked): Promise<void> {
    const letter = await this.letterOf(dbOf(this.em.fork()), request, asked);
    await sendLetter(response, letter, asked.format);
  }
}
