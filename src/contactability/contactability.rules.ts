/** How well the way to a unit's mailbox is proven, from the best to none. */
export const CLASSES = ['proven', 'old', 'never', 'failing', 'no-mailbox'] as const;
export type ContactClass = (typeof CLASSES)[number];

/** For so long a delivery or an acknowledgement proves the way. */
export const PROVEN_DAYS = 30;

/** The classes that an urgent paper may not reach in time. */
export const NOT_CONTACTABLE: readonly ContactClass[] = ['failing', 'never', 'no-mailbox'];

/** What a list or a map is filtered for: one class, those of concern, or nothing. */
export type ContactFilter = ContactClass | 'concern' | 'all';

export type ClassCounts = Readonly<Record<ContactClass, number>>;
export const NO_COUNTS: ClassCounts = { proven: 0, old: 0, never: 0, failing: 0, 'no-mailbox': 0 };

export const totalOf = (counts: ClassCounts): number => CLASSES.reduce((sum, of) => sum + counts[of], 0);
export const notContactable = (counts: ClassCounts): number => NOT_CONTACTABLE.reduce((sum, of) => sum + counts[of], 0);

/** How deep a tile is drawn: none, some, up to half, more than half of the units. */
export function stepOf(concerned: number, total: number): 0 | 1 | 2 | 3 {
  if (concerned === 0 || total === 0) return 0;
  const share = concerned / total;
  return share <= 0.1 ? 1 : share <= 0.5 ? 2 : 3;
}
