import { GROUP_WORDS } from './addressee-vocabulary.rules.js';
import { phraseKey } from './addressee-words.rules.js';

/** A saved group that an expression used, in the version that was read. */
export interface UsedGroup {
  id: string;
  name: string;
  version: number;
}

/** A saved expression under its name, as one unit may use it. */
export interface NamedGroup extends UsedGroup {
  expression: string;
}

/** Groups by the key of their names; of two with one name the first stands: the nearest owner's. */
export function groupsByKey(groups: readonly NamedGroup[]): ReadonlyMap<string, NamedGroup> {
  const found = new Map<string, NamedGroup>();
  for (const group of groups) {
    const key = phraseKey(group.name);
    if (!found.has(key)) found.set(key, group);
  }
  return found;
}

export interface CalledGroup {
  group: NamedGroup;
  /** `nhóm` stands before the name: no unit is meant. */
  said: boolean;
}

/** The group that a phrase names: `nhóm cụm biên giới`, or the bare name. */
export function groupCalled(groups: ReadonlyMap<string, NamedGroup>, spoken: string): CalledGroup | undefined {
  if (groups.size === 0) return undefined;
  const word = GROUP_WORDS.find((key) => spoken.startsWith(`${key} `));
  const under = word && groups.get(spoken.slice(word.length + 1));
  if (under) return { group: under, said: true };
  const bare = groups.get(spoken);
  return bare && { group: bare, said: false };
}
