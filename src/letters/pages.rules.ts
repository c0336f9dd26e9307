/** Something of a height that stands on one page whole: a line, a row of a table, the signature. */
export interface Atom {
  height: number;
  /** Stays on one page with what comes after it. */
  glued: boolean;
  /** What is drawn again above it where it opens a page: the head of its table. */
  repeated?: { height: number };
  opensPage?: boolean;
}

export interface Placed<T> {
  atom: T;
  page: number;
  /** From the top of the text area. */
  y: number;
  /** It is the first on a page that is not the first. */
  opens: boolean;
}

/** Puts atoms on pages of a height, top down. Atoms glued together go over together, where a page can hold them. */
export function paginate<T extends Atom>(atoms: readonly T[], pageHeight: number): Placed<T>[] {
  const placed: Placed<T>[] = [];
  let page = 0;
  let y = 0;
  for (const [i, atom] of atoms.entries()) {
    const startsChain = i === 0 || !atoms[i - 1]!.glued;
    const needed = startsChain ? Math.min(chainHeight(atoms, i), pageHeight) : atom.height;
    const opens = y > 0 && (atom.opensPage === true || y + needed > pageHeight + 0.01);
    if (opens) {
      page++;
      y = atom.repeated?.height ?? 0;
    }
    placed.push({ atom, page, y, opens });
    y += atom.height;
  }
  return placed;
}

function chainHeight(atoms: readonly Atom[], from: number): number {
  let height = 0;
  for (let i = from; i < atoms.length; i++) {
    height += atoms[i]!.height;
    if (!atoms[i]!.glued) break;
  }
  return height;
}
