import type { Children } from '@kitajs/html';
import type { FormError } from '../platform/components/form.js';
import type { AddresseeRole } from '../platform/components/state.js';
import type { Doubt } from './doubts.view.js';
import type { PolicyVersion } from './policy.queries.js';
import type { Unsettled } from './settle.view.js';

/** One line of the addressees, as written. */
export interface DraftAddressee extends Unsettled {
  role: AddresseeRole;
  through: 'superior' | null;
  status: 'understood' | 'not-understood' | 'dropped' | 'internal';
  /** Path of the line in the reading; null where a clerk added it. */
  path: string | null;
  /** Units it means; null where that was not worked out. */
  count: number | null;
}

/** The values of the form, empty where the paper does not say. */
export interface DraftValues {
  kind: string;
  number: string;
  symbol: string;
  place: string;
  datedOn: string;
  subject: string;
  urgency: string;
  signer: { mode: string; onBehalfOf: string; title: string; name: string };
  bases: readonly { code: string; date: string; issuer: string }[];
  /** Each report duty; `words` says how often, as it was read. */
  reports: readonly { words: string; to: string; via: string; due: string; drop: boolean }[];
  rosterOn: string;
  acknowledgeBy: string;
  dueOn: string;
  actBy: 'direct' | 'superior';
  policy: string;
}

export interface DraftProps {
  /** Where the form goes. */
  action: string;
  /** Where a suggestion goes that is accepted without a script: the same page comes back with it. */
  acceptAction: string;
  /** What the form carries along unseen, e.g. the id of the paper. */
  hidden: Readonly<Record<string, string>>;
  /** The paper, drawn; null where the fields are entered by hand. */
  pane: Children;
  /** What else is to be seen above the form: duplicates, a matching draft, signatures. */
  notices: Children;
  /** What else may be done with the paper instead. */
  otherwise: Children;
  doubts: readonly Doubt[];
  /** Paths of the values that stand somewhere in the paper. */
  placed: ReadonlySet<string>;
  reading: JSX.Element | null;
  issuerName: string;
  /** The issuer that the paper names, where it is another. */
  issuerRead: string | null;
  values: DraftValues;
  /** The policies to choose from. */
  policies: readonly Pick<PolicyVersion, 'code' | 'rules'>[];
  /** The deadline in the words of the paper. */
  dueAsWritten: string | null;
  addressees: readonly DraftAddressee[];
  tasks: readonly { label: string; text: string }[];
  errors: readonly FormError[];
}
