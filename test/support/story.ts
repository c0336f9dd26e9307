import { AcknowledgeAssignment, listAssignments } from '../../src/assignments/index.js';
import { IssueDirective } from '../../src/cascade/index.js';
import { DraftDirective, type DirectiveDraft } from '../../src/directives/index.js';
import type { Caller } from '../../src/platform/caller.js';
import { findUnit } from '../../src/units/index.js';
import type { TestApp } from './app.js';

/** A person of a unit, acting for it. */
export async function officerOf(app: TestApp, code: string, at?: string): Promise<Caller> {
  const { id } = await findUnit(app.db, code, at);
  return { actor: 'test', role: 'clerk', unitId: id, capacity: 'own-office', locale: 'vi' };
}

/** Drafts and issues a directive, as its issuer. @returns its id */
export async function issued(app: TestApp, draft: DirectiveDraft): Promise<string> {
  const by = await officerOf(app, draft.issuer, draft.rosterOn);
  const id = await app.get(DraftDirective).execute({ subject: 'thử nghiệm', ...draft }, by);
  await app.get(IssueDirective).execute(id, by);
  return id;
}

/** The assignment of a unit under a directive. */
export async function dutyOf(app: TestApp, directiveId: string, code: string): Promise<string> {
  const { id: unitId } = await findUnit(app.db, code);
  const { items } = await listAssignments(app.db, { directiveId, unitId, limit: 2 });
  if (items.length !== 1) throw new Error(`${code} has ${items.length} assignments under the directive`);
  return items[0]!.id;
}

export async function acknowledge(app: TestApp, directiveId: string, code: string): Promise<void> {
  await app.get(AcknowledgeAssignment).execute(await dutyOf(app, directiveId, code), {}, await officerOf(app, code));
}
