import type { Caller } from '../platform/caller.js';
import type { Db } from '../platform/database/sql.js';
import type { Frame } from '../platform/page.view.js';
import type { AssignmentView } from './assignment-list.queries.js';

/** The page of an assignment as a part of it is drawn: what is looked at, by whom, and what it can be read with. */
export interface ShownAssignment {
  db: Db;
  assignment: AssignmentView;
  caller: Caller;
  frame: Frame;
  /** Acts that the reader may do now, as the API names them. */
  allowed: readonly string[];
}

/** A part of an assignment's page that reads what it shows and draws itself; an empty text where it has nothing to say. */
export interface AssignmentPart {
  /**
   * First thing on the page, below the act that is due (of passing the paper on), below all acts in their column, or as a
   * section of its own below the paper.
   */
  place: 'state' | 'relay' | 'acts' | 'section';
  draw: (shown: ShownAssignment) => Promise<string>;
}

/** The parts as they were drawn, by place. */
export type DrawnParts = Readonly<Record<AssignmentPart['place'], string[]>>;

/** Draws every part, in their order. */
export async function drawParts(parts: readonly AssignmentPart[], shown: ShownAssignment): Promise<DrawnParts> {
  const drawn: Record<AssignmentPart['place'], string[]> = { state: [], relay: [], acts: [], section: [] };
  for (const { place, draw } of parts) drawn[place].push(await draw(shown));
  return drawn;
}
