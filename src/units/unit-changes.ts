import type { Caller } from '../platform/caller.js';
import type { IsoDate } from '../platform/vn-time.js';
import type { Extent } from './unit.entity.js';
import type { Kind, Line } from './vocabulary.rules.js';

export interface UnitToFound {
  code: string;
  name: string;
  kind: Kind;
  parents: readonly { line: Line; parent: string }[];
  officialCodes: readonly { scheme: 'gso' | 'qcvn102' | 'qd20'; value: string }[];
  /** Its own mailbox; null takes that of the first of the units before it which has one. */
  address: string | null;
  predecessors: readonly string[];
}

/** What becomes of units on one day; units are named by our own codes. */
export interface UnitChanges {
  establish: readonly UnitToFound[];
  end: readonly string[];
  /** Name and kind from that day on, both. */
  rename: readonly { code: string; name: string; kind: Kind }[];
  /** The unit above on a line from that day on; null: none. */
  moves: readonly { code: string; line: Line | 'standing-body'; parent: string | null }[];
  successions: readonly {
    from: string;
    to: string;
    scope: 'territorial' | 'functional';
    extent: Extent;
    main: boolean;
  }[];
}

export interface ChangeOfUnits {
  /** The first day on which the changes hold. */
  on: IsoDate;
  legalBasis: string;
  by: Caller;
  /** Business instant of the act. */
  at: Date;
  reorganisationId: string;
}
