import { isArea, UnitDirectory, type DirectoryUnit } from './unit-directory.rules.js';

/** A name that a unit bore until a day, whether the unit ended then or was only called otherwise. */
export interface EndedName extends DirectoryUnit {
  /** The first day on which it was no longer borne. */
  endedOn: string;
}

/** Who followed whom: the main successor stands for the whole unit, the territorial ones have its ground. */
export interface Following {
  from: string;
  to: string;
  scope: 'territorial' | 'functional';
  main: boolean;
  /** Whether the list of successors is complete. */
  complete: boolean;
}

const AT = '@';
/** More steps than any unit has been through. */
const MOST_CHANGES = 16;

/** The names that were units' on earlier days, with who stands for those units today. */
export class EndedUnits {
  /** The units of the day together with the ended names; ids of the latter are of this directory only. */
  readonly directory: UnitDirectory;
  private readonly ended = new Map<string, EndedName>();
  private readonly following = new Map<string, Following[]>();

  constructor(
    private readonly today: UnitDirectory,
    names: readonly EndedName[],
    followings: readonly Following[],
  ) {
    const past = names.map((name) => ({ ...name, id: today.byId.has(name.id) ? `${name.id}${AT}${name.endedOn}` : name.id })); // prettier-ignore
    const last = new Map(past.toSorted((a, b) => (a.endedOn < b.endedOn ? -1 : 1)).map((unit) => [unit.id, unit]));
    for (const [id, unit] of last) this.ended.set(id, unit);
    for (const row of followings) this.following.set(row.from, [...(this.following.get(row.from) ?? []), row]);
    this.directory = new UnitDirectory([...today.units, ...last.values()]);
  }

  /** The ended name that a unit of {@link directory} is; undefined for one of the day. */
  nameOf = (unit: DirectoryUnit): EndedName | undefined => this.ended.get(unit.id);

  /** Who stands for an ended name on the day: the unit itself where it was renamed, else its heir; none known: undefined. */
  heirOf(unit: DirectoryUnit): DirectoryUnit | undefined {
    let id = unit.id.split(AT, 1)[0]!;
    for (let steps = 0; steps < MOST_CHANGES; steps++) {
      const there = this.today.byId.get(id);
      if (there) return there;
      const main = this.following.get(id)?.find((row) => row.main);
      if (!main) return undefined;
      id = main.to;
    }
    return undefined;
  }

  /** The areas of the day on the ground of an ended one; `complete` where all of them are known. */
  groundOf(unit: DirectoryUnit): { areas: DirectoryUnit[]; complete: boolean } {
    const areas = new Set<DirectoryUnit>();
    const seen = new Set<string>();
    let complete = true;
    const visit = (id: string): void => {
      if (seen.has(id)) return;
      seen.add(id);
      const there = this.today.byId.get(id);
      if (there && isArea(there)) areas.add(there);
      if (there) return;
      const rows = (this.following.get(id) ?? []).filter(({ scope }) => scope === 'territorial');
      if (rows.length === 0 || rows.some((row) => !row.complete)) complete = false;
      for (const row of rows) visit(row.to);
    };
    visit(unit.id.split(AT, 1)[0]!);
    return { areas: [...areas].toSorted((a, b) => (a.code < b.code ? -1 : 1)), complete };
  }
}
