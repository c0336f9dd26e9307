import type { Caller } from '../platform/caller.js';
import type { Db } from '../platform/database/sql.js';
import type { Frame } from '../platform/page.view.js';
import type { DirectiveRow } from './directives.queries.js';

/** The page of a directive as a part of it is drawn: what is looked at, by whom, and what it can be read with. */
export interface ShownDirective {
  db: Db;
  directive: DirectiveRow;
  caller: Caller;
  frame: Frame;
  /** All of the directive, or only the caller's own branch. */
  sight: 'all' | 'branch';
  /** The whole directive is shown, not the branch of one unit. */
  isWhole: boolean;
  /** The fields of the form that was refused and is drawn again. */
  sent?: unknown;
}

/** A part of a directive's page that reads what it shows and draws itself; an empty text where it has nothing to say. */
export interface DirectivePart {
  /** Beside its state, among the doors and acts, or as a section of its own below the paper. */
  place: 'state' | 'acts' | 'section';
  draw: (shown: ShownDirective) => Promise<string>;
}

/** The parts as they were drawn, by place. */
export type DrawnParts = Readonly<Record<DirectivePart['place'], string[]>>;

/** Draws every part, in their order. */
export async function drawParts(parts: readonly DirectivePart[], shown: ShownDirective): Promise<DrawnParts> {
  const drawn: DrawnParts = { state: [], acts: [], section: [] };
  for (const { place, draw } of parts) drawn[place].push(await draw(shown));
  return drawn;
}
