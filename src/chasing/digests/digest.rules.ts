import type { Stage } from '../../../workflows/index.js';
import type { NoticeFacts } from '../../cascade/index.js';
import type { LadderStep } from '../../directives/index.js';
import type { MessageRow } from '../../mail/index.js';

/** The step that a notice is of. */
export interface DigestStep {
  /** From 1, in its stage. */
  n: number;
  text: LadderStep['text'];
  /** What comes next and when, by what is known now; null: nothing more. */
  next: { step: LadderStep; at: Date | null } | null;
}

/** What a digest says of one notice. */
export interface DigestItem {
  /** The message that is gathered. */
  id: string;
  cascadeId: string;
  directiveId: string;
  template: string;
  stage: Stage;
  urgent: boolean;
  /** The day on which it was put off, since the office had had its mails. */
  deferredOn: string | null;
  parameters: MessageRow['parameters'];
  facts: NoticeFacts;
  /** Of a step of the policy: in which tone, and what the policy does next; null for what somebody sent by hand. */
  step: DigestStep | null;
  /** Names of the units below that wait, in the order of the alphabet. */
  waitingNames: readonly string[];
}

/** Why a paper stands in a digest, in the order in which a clerk should take them. */
export const SECTIONS = ['urgent', 'holding', 'receipt', 'work', 'below'] as const;
export type Section = (typeof SECTIONS)[number];

/** Where a notice is told: what is said of others comes last; what is urgent first; then whoever holds others up. */
export function sectionOf({
  template,
  stage,
  urgent,
  facts,
}: Pick<DigestItem, 'template' | 'stage' | 'urgent' | 'facts'>): Section {
  if (template !== 'reminder') return 'below';
  if (urgent) return 'urgent';
  if (stage === 'relay' || facts.waiting > 0) return 'holding';
  return stage === 'work' || stage === 'begin' ? 'work' : 'receipt';
}

/** When what a notice is about fell due. */
export const dueOf = ({ stage, facts }: Pick<DigestItem, 'stage' | 'facts'>): Date | null =>
  stage === 'work' || stage === 'begin' ? facts.workDueAt : stage === 'relay' ? null : facts.receiptDueAt;

/** What a digest says of the units below one directive. */
export interface LateBelow {
  directiveId: string;
  items: readonly DigestItem[];
}

/** The notices about others, by directive, in the order in which each directive comes first. */
export function byDirective(items: readonly DigestItem[]): LateBelow[] {
  const groups = new Map<string, DigestItem[]>();
  for (const item of items) groups.set(item.directiveId, [...(groups.get(item.directiveId) ?? []), item]);
  return [...groups].map(([directiveId, of]) => ({ directiveId, items: of }));
}

/** How many units a digest is about, where it is about others only; null where the office itself owes something. */
export function unitsBelow(items: readonly DigestItem[]): number | null {
  if (items.some((item) => sectionOf(item) !== 'below')) return null;
  return new Set(items.map(({ facts }) => facts.unitId)).size;
}

const ALPHABET = new Intl.Collator('vi', { numeric: true });

/** Those that hold most others up first, then by name. */
export const byWaiting = (items: readonly DigestItem[]): DigestItem[] =>
  items.toSorted((a, b) => b.facts.waiting - a.facts.waiting || ALPHABET.compare(a.facts.unitName, b.facts.unitName));

/** How many entries a digest has: each duty is one, and so is each directive that others are late with. */
export const entriesOf = (items: readonly DigestItem[]): number =>
  items.filter((item) => sectionOf(item) !== 'below').length +
  byDirective(items.filter((item) => sectionOf(item) === 'below')).length;
