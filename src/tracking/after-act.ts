import type { Request, Response } from 'express';
import { assignmentWords, type ActResult } from '../assignments/index.js';
import type { Caller, Locale } from '../platform/caller.js';
import { formErrorsOf, goTo } from '../platform/page-form.js';
import type { AssignmentPage } from './assignment-page.js';

export interface FormAct<Result extends ActResult> {
  act: (by: Caller) => Promise<Result>;
  /** What the page says once afterwards. */
  done: (result: Result, locale: Locale) => string;
}

/** Carries out an act and goes back to the page; what is refused is said on the page itself. */
export async function afterAct<Result extends ActResult>(
  page: AssignmentPage,
  { request, response }: { request: Request; response: Response },
  id: string,
  { act, done }: FormAct<Result>,
): Promise<void> {
  const { caller } = request as Request & { caller: Caller };
  try {
    const result = await act(caller);
    const text = result.repeated ? assignmentWords(caller.locale).done.repeated : done(result, caller.locale);
    goTo(response, `/assignments/${id}`, { tone: result.repeated ? 'plain' : 'done', text });
  } catch (error) {
    const { status, errors } = formErrorsOf(error, caller.locale);
    response.status(status).send(await page.draw(request, response, { id, caller, errors }));
  }
}
