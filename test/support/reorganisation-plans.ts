import type { Change, Edge, ModelUnit } from './reorganisation-model.js';

type Founded = Pick<ModelUnit, 'code' | 'name' | 'kind' | 'parent'>;

/** Steps of a plan, with what they do in plain words for the model. */
export interface PlannedChange extends Change {
  steps: readonly object[];
  founds: readonly Founded[];
}

const all = (from: string, to: string, main: boolean): Edge => ({ from, to, main, issuers: [], directives: [] });

export const newUnit = (code: string, parent: string): Founded => ({
  code,
  name: `Trung tâm ${code}`,
  kind: 'public-service-unit',
  parent,
});

const target = ({ code, name, kind, parent }: Founded) => ({ code, name, kind, administrative: parent });

export const merge = (from: readonly string[], into: Founded | string): PlannedChange => {
  const to = typeof into === 'string' ? into : into.code;
  return {
    steps: [{ kind: 'merge', from, into: typeof into === 'string' ? { code: into } : target(into) }],
    founds: typeof into === 'string' ? [] : [into],
    ends: from.map((unit) => ({ unit, heir: to })),
    edges: from.map((unit) => all(unit, to, true)),
  };
};

/** `main` is one of the parts; where it is the unit itself, that goes on. */
export function split(from: string, into: readonly (Founded | string)[], main: string): PlannedChange {
  const codes = into.map((part) => (typeof part === 'string' ? part : part.code));
  const goesOn = codes.includes(from);
  return {
    steps: [
      {
        kind: 'split',
        from,
        into: into.map((part) => (typeof part === 'string' ? { code: part } : target(part))),
        main,
      },
    ],
    founds: into.filter((part) => typeof part !== 'string'),
    ends: goesOn ? [] : [{ unit: from, heir: main }],
    edges: codes.map((to) => all(from, to, !goesOn && to === main)),
  };
}

export const abolish = (unit: string, dutiesTo: readonly string[], main?: string): PlannedChange => ({
  steps: [{ kind: 'abolish', unit, dutiesTo, ...(main === undefined ? {} : { main }) }],
  founds: [],
  ends: [{ unit, heir: main ?? (dutiesTo.length === 1 ? dutiesTo[0]! : null) }],
  edges: dutiesTo.map((to) => all(unit, to, to === (main ?? dutiesTo[0]))),
});

export const handOver = (
  from: string,
  to: readonly string[],
  only: { issuers?: readonly string[]; directives?: readonly string[] } = {},
): PlannedChange => ({
  steps: [{ kind: 'hand-over', from, to, scope: 'functional', ...only }],
  founds: [],
  ends: [],
  edges: to.map((one) => ({
    ...all(from, one, false),
    issuers: only.issuers ?? [],
    directives: only.directives ?? [],
  })),
});

const onTree = (step: object): PlannedChange => ({ steps: [step], founds: [], ends: [], edges: [] });
export const rename = (unit: string, name: string): PlannedChange => onTree({ kind: 'rename', unit, name });
export const raise = (unit: string, name: string): PlannedChange =>
  onTree({ kind: 'raise', unit, unitKind: 'other-body', name });
export const move = (unit: string, parent: string): PlannedChange =>
  onTree({ kind: 'move', unit, line: 'administrative', parent });

export const together = (changes: readonly PlannedChange[]): PlannedChange => ({
  steps: changes.flatMap(({ steps }) => steps),
  founds: changes.flatMap(({ founds }) => founds),
  ends: changes.flatMap(({ ends }) => ends),
  edges: changes.flatMap(({ edges }) => edges),
});

/** What a random plan chooses from. */
export interface Choices {
  root: string;
  /** Units that are there, without the root. */
  alive: readonly ModelUnit[];
  directives: readonly string[];
  /** Distinguishes units founded by this plan. */
  mark: string;
}

/** A step of any shape out of a few numbers; the same numbers give the same step. Some cannot be carried out. */
export function stepOf([shape = 0, a = 0, b = 0, c = 0]: readonly number[], choices: Choices): PlannedChange {
  const { root, alive, mark } = choices;
  const one = (n: number) => alive[n % alive.length]!;
  const [from, other, third] = [one(a), one(a + 1 + (b % Math.max(alive.length - 1, 1))), one(c)];
  const fresh = (n: number) => newUnit(`${root}-m${mark}${n}`, c % 2 === 0 ? root : from.parent);
  const two = [...new Set([from.code, other.code])];
  const takers = [...new Set([other.code, third.code])].filter((code) => code !== from.code);
  const shapes: (() => PlannedChange)[] = [
    () => merge(two, fresh(1)),
    () => merge([from.code], other.code),
    () => merge([...new Set([...two, third.code])], fresh(1)),
    () => split(from.code, [fresh(1), fresh(2)], fresh(1 + (b % 2)).code),
    () => split(from.code, [from.code, fresh(1)], from.code),
    () => split(from.code, [fresh(1), other.code], other.code),
    () => abolish(from.code, takers.slice(0, 1)),
    () => abolish(from.code, takers, takers[0]),
    () => abolish(from.code, takers.slice(0, 1), takers.at(-1)),
    () => abolish(from.code, []),
    () => handOver(from.code, takers),
    () => handOver(from.code, takers.slice(0, 1), { issuers: [c % 3 === 0 ? other.code : root] }),
    () => handOver(from.code, takers.slice(0, 1), { directives: choices.directives.slice(0, 1) }),
    () => rename(from.code, from.kind === 'division' ? `Phòng đổi tên ${mark}` : `Trung tâm đổi tên ${mark}`),
    () => raise(from.code, `Cơ quan ${mark}`),
    () => move(from.code, c % 2 === 0 ? root : other.code),
  ];
  return shapes[shape % shapes.length]!();
}
