/**
 * How often a message is sent again by itself where nobody can say whether the other server took it, by its template. It
 * keeps its Message-ID, by which the other side can drop the double (RFC 5322 §3.6.4). What gives or takes away a duty must
 * arrive; anything else that came twice would be one mail too many, and people look at it on `/mail`.
 */
export const RESENDS: Readonly<Record<string, number>> = { issue: 1, amendment: 1, recall: 1 };

/** @returns 0 for every template that is not named */
export const resendsOf = (template: string): number => RESENDS[template] ?? 0;
