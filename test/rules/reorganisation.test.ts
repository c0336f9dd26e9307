import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compilePlan, type Compiled } from '../../src/reorganisation/compile.rules.js';
import { stepSchema, type Step } from '../../src/reorganisation/plan-schema.rules.js';
import { placeOf, type MoveLine, type Present, type PresentUnit } from '../../src/reorganisation/present.rules.js';

const ON = '2026-07-01';

interface World {
  units?: readonly (Partial<PresentUnit> & { code: string; parent?: string; territory?: string })[];
  administers?: string;
  today?: string;
  bearers?: Record<string, string>;
  official?: readonly string[];
  directives?: readonly string[];
  successions?: Present['successions'];
}

/** The register as a plan finds it: units are communes under the province `p`, unless it is said otherwise. */
function presentOf(world: World): Present {
  const units = [{ code: 'p', name: 'Tỉnh P', kind: 'province', level: 'province' } as const, ...(world.units ?? [])];
  const places = units.flatMap((unit): [string, string][] => {
    const { parent = unit.code === 'p' ? undefined : 'p', territory } = unit as { parent?: string; territory?: string };
    return [
      ...(parent === undefined ? [] : [[placeOf('administrative', unit.code), parent] as [string, string]]),
      ...(territory === undefined ? [] : [[placeOf('territory', unit.code), territory] as [string, string]]),
    ];
  });
  const parentOf = new Map(places);
  const children = new Map<string, { code: string; line: MoveLine }[]>();
  for (const [place, parent] of places) {
    const [line, code] = place.split(' ') as [MoveLine, string];
    const below = children.get(parent) ?? [];
    below.push({ code, line });
    children.set(parent, below);
  }
  return {
    on: ON,
    today: world.today ?? '2026-01-05',
    administers: world.administers ?? null,
    units: new Map(
      units.map((unit) => [
        unit.code,
        {
          name: `Xã ${unit.code}`,
          kind: 'commune',
          level: 'commune',
          before: true,
          on: true,
          changesLater: false,
          ...unit,
        },
      ]),
    ),
    parentsBefore: new Map(places),
    parentsOn: new Map(places),
    children,
    bearers: new Map(Object.entries(world.bearers ?? {})),
    officialValues: new Set(world.official),
    namesakes: units.flatMap((unit) => {
      const parent = parentOf.get(placeOf('administrative', unit.code));
      const { name = `Xã ${unit.code}`, kind = 'commune' } = unit as Partial<PresentUnit>;
      return parent === undefined ? [] : [{ code: unit.code, name, kind, parent }];
    }),
    directives: new Set(world.directives),
    successions: world.successions ?? [],
  };
}

const steps = (...raw: unknown[]): Step[] => raw.map((step) => stepSchema.parse(step));
const commune = (code: string, more: object = {}) => ({
  code,
  name: `Xã ${code}`,
  kind: 'commune',
  administrative: 'p',
  ...more,
});
const station = (code: string, parent = 'p') =>
  ({ code, name: `Trạm ${code}`, kind: 'other-body', level: 'body', parent }) as const;
const codes = (compiled: Compiled): string[] => compiled.refusals.map(({ step, code }) => `${step} ${code}`);
const compiled = (world: World, ...raw: unknown[]): Compiled => compilePlan(steps(...raw), presentOf(world));
const PAPER = '00000000-0000-4000-8000-000000000001';
const OUTSIDE = {
  units: [station('a'), { ...station('far', 'q'), kind: 'commune', level: 'commune', name: 'Xã Xa' }],
} as const;
const AB = { units: [{ code: 'a' }, { code: 'b' }] };

describe('a plan that can be', () => {
  it('merges: all end, the new one stands for each, and is reached where the first was', () => {
    const plan = compiled(AB, { kind: 'merge', from: ['a', 'b'], into: commune('c') });
    expect(codes(plan)).toEqual([]);
    expect(plan.end).toMatchObject([
      { code: 'a', heir: 'c' },
      { code: 'b', heir: 'c' },
    ]);
    expect(plan.establish).toMatchObject([{ unit: { code: 'c' }, predecessors: ['a', 'b'] }]);
    expect(plan.successions).toMatchObject([
      { from: 'a', to: 'c', scope: 'territorial', extent: 'whole', main: true, takesDuties: true, endsUnit: true },
      { from: 'b', to: 'c', main: true },
    ]);
  });

  it('takes along what stands under a unit that ends, on every line, and says that it was not asked for', () => {
    const plan = compiled(
      {
        units: [
          { code: 'a' },
          { code: 'b' },
          { code: 'tram', kind: 'public-service-unit', level: 'body', parent: 'a', territory: 'a' },
        ],
      },
      { kind: 'merge', from: ['a'], into: { code: 'b' } },
    );
    expect(plan.moves).toMatchObject([
      { code: 'tram', line: 'administrative', was: 'a', parent: 'b', derived: true },
      { code: 'tram', line: 'territory', was: 'a', parent: 'b', derived: true },
    ]);
  });

  it('leaves where it is put what the plan itself moves', () => {
    const plan = compiled(
      { units: [{ code: 'a' }, { code: 'b' }, { code: 'tram', parent: 'a' }] },
      { kind: 'merge', from: ['a'], into: { code: 'b' } },
      { kind: 'move', unit: 'tram', line: 'administrative', parent: 'p' },
    );
    expect(plan.moves).toMatchObject([{ code: 'tram', parent: 'p', derived: false }]);
  });

  it('puts under the superior of a unit that ends the part of it that stands for it', () => {
    const plan = compiled(
      {
        units: [
          { code: 'h', kind: 'rural-district', level: 'district', name: 'Huyện H' },
          { code: 'a', parent: 'h' },
        ],
      },
      { kind: 'abolish', unit: 'h', dutiesTo: ['a'], scope: 'territorial' },
    );
    expect(codes(plan)).toEqual([]);
    expect(plan.moves).toMatchObject([{ code: 'a', was: 'h', parent: 'p', derived: true }]);
  });

  it('lets an official code go from a unit that ends to the one that takes its place', () => {
    const code = { officialCodes: [{ scheme: 'gso', value: '00070' }] };
    const world = { ...AB, bearers: { 'gso 00070': 'a' } };
    expect(codes(compiled(world, { kind: 'merge', from: ['a'], into: commune('c', code) }))).toEqual([]);
    expect(codes(compiled(world, { kind: 'establish', unit: commune('c', code) }))).toEqual(['1 official-taken']);
  });

  it('replays what the register says: parts of an area take the duties, the office that stands for it does not', () => {
    const edge = (from: string, to: string, scope: 'territorial' | 'functional', main: boolean) => ({
      from, to, scope, main, extent: 'part' as const,
    }); // prettier-ignore
    const plan = compiled(
      {
        units: [
          { code: 'h', on: false },
          { code: 'x', before: false },
          { code: 'y', before: false },
          { code: 'so' },
          { code: 'f', on: false },
        ],
        successions: [
          edge('h', 'so', 'functional', true),
          edge('h', 'x', 'territorial', false),
          edge('h', 'y', 'territorial', false),
          edge('f', 'so', 'functional', true),
        ],
      },
      { kind: 'succeed' },
    );
    expect(codes(plan)).toEqual([]);
    expect(
      plan.successions.map(({ from, to, main, takesDuties, endsUnit }) => [from, to, main, takesDuties, endsUnit]),
    ).toEqual([
      ['h', 'so', true, false, true],
      ['h', 'x', false, true, true],
      ['h', 'y', false, true, true],
      ['f', 'so', true, true, true],
    ]);
    expect(plan.end.every(({ inRegister }) => inRegister)).toBe(true);
  });
});

describe('a plan is refused', () => {
  const cases: [string, World, unknown[], string[]][] = [
    ['that names an unknown unit', {}, [{ kind: 'abolish', unit: 'a' }], ['1 unknown-unit']],
    ['for a unit that had ended before', { units: [{ code: 'a', before: false }] }, [{ kind: 'abolish', unit: 'a' }], ['1 not-in-force']],
    ['where a unit ends twice', AB, [{ kind: 'abolish', unit: 'a' }, { kind: 'merge', from: ['a'], into: { code: 'b' } }], ['2 ends-twice']],
    ['where the successor ends too', AB, [{ kind: 'merge', from: ['a'], into: { code: 'b' } }, { kind: 'abolish', unit: 'b' }], ['1 ends-too']],
    ['where what ends is renamed', AB, [{ kind: 'abolish', unit: 'a' }, { kind: 'rename', unit: 'a', name: 'Xã Mới' }], ['2 ends-and-changes']],
    ['where a unit is merged into itself', AB, [{ kind: 'merge', from: ['a', 'b'], into: { code: 'b' } }], ['1 into-itself']],
    ['where a unit is named twice', AB, [{ kind: 'merge', from: ['a', 'a'], into: { code: 'b' } }], ['1 same-twice']],
    ['for a code in use', AB, [{ kind: 'establish', unit: commune('a') }], ['1 code-taken']],
    ['for a code that equals an official one', { official: ['H37'] }, [{ kind: 'establish', unit: commune('h37') }], ['1 code-official']],
    ['for a code that is minted twice', {}, [{ kind: 'establish', unit: commune('c') }, { kind: 'establish', unit: commune('c') }], ['2 code-twice']],
    ['for an area whose name does not say its kind', {}, [{ kind: 'establish', unit: commune('c', { name: 'Phường C' }) }], ['1 name-kind']],
    ['for a unit under nobody', {}, [{ kind: 'establish', unit: { code: 'c', name: 'Trạm C', kind: 'other-body' } }], ['1 no-parent']],
    ['for a superior that is not there', { units: [{ code: 'a', on: false }] }, [{ kind: 'establish', unit: commune('c', { administrative: 'a' }) }], ['1 not-there-on-day']],
    ['where a unit would stand below itself', { units: [station('a'), station('b', 'a')] }, [{ kind: 'move', unit: 'a', line: 'administrative', parent: 'b' }], ['1 cycle']],
    ['where two moves make a circle', { units: [station('a'), station('b')] }, [{ kind: 'move', unit: 'a', line: 'administrative', parent: 'b' }, { kind: 'move', unit: 'b', line: 'administrative', parent: 'a' }], ['1 cycle', '2 cycle']],
    ['where it takes a unit off its last line', AB, [{ kind: 'move', unit: 'a', line: 'administrative', parent: null }], ['1 no-parent']],
    ['where units are left under one that ends', { units: [{ code: 'a' }, { code: 'b', parent: 'a' }] }, [{ kind: 'abolish', unit: 'a' }], ['1 children-left']],
    ['where several take over and nobody stands for the office', { units: [{ code: 'a' }, { code: 'b' }, { code: 'c' }] }, [{ kind: 'abolish', unit: 'a', dutiesTo: ['b', 'c'] }], ['1 main-missing']],
    ['where the main part is none of the parts', AB, [{ kind: 'split', from: 'a', into: [commune('c'), commune('d')], main: 'b' }], ['1 main-unknown']],
    ['where a unit goes on and another stands for it', AB, [{ kind: 'split', from: 'a', into: [{ code: 'a' }, commune('d')], main: 'd' }], ['1 main-must-stay']],
    ['where it says the same unit in two ways', AB, [{ kind: 'rename', unit: 'a', name: 'Xã Một' }, { kind: 'rename', unit: 'a', name: 'Xã Hai' }], ['2 contradiction']],
    ['where nothing would change', AB, [{ kind: 'rename', unit: 'a', name: 'Xã a' }], ['1 nothing-changes']],
    ['where the register knows better of later', { units: [{ code: 'a', changesLater: true }] }, [{ kind: 'rename', unit: 'a', name: 'Xã Mới' }], ['1 later-changes']],
    ['where there is nothing to replay', {}, [{ kind: 'succeed' }], ['1 nothing-to-succeed']],
    ['for a day that has passed, to an administrator', { ...AB, administers: 'p', today: '2026-08-01' }, [{ kind: 'rename', unit: 'a', name: 'Xã Mới' }], ['0 past']],
    ['for the administrator’s own unit', { ...AB, administers: 'a' }, [{ kind: 'rename', unit: 'a', name: 'Xã Mới' }], ['1 out-of-scope']],
    ['for a superior outside the administrator’s', { units: [{ code: 'q' }, { code: 'a', parent: 'q' }], administers: 'q' }, [{ kind: 'move', unit: 'a', line: 'administrative', parent: 'p' }], ['1 out-of-scope']],
    ['for an area served outside the administrator’s', { ...OUTSIDE, administers: 'p' }, [{ kind: 'move', unit: 'a', line: 'territory', parent: 'far' }], ['1 out-of-scope']],
    ['for a standing body outside the administrator’s', { ...OUTSIDE, administers: 'p' }, [{ kind: 'move', unit: 'a', line: 'standing-body', parent: 'far' }], ['1 out-of-scope']],
    ['for a new unit that serves an area outside', { ...OUTSIDE, administers: 'p' }, [{ kind: 'establish', unit: commune('c', { territory: 'far' }) }], ['1 out-of-scope']],
    ['for a statistics code of a body', {}, [{ kind: 'establish', unit: { ...commune('c', { officialCodes: [{ scheme: 'gso', value: '00070' }] }), kind: 'school' } }], ['1 official-area']],
    ['for a statistics code of another level', {}, [{ kind: 'establish', unit: commune('c', { officialCodes: [{ scheme: 'gso', value: '07' }] }) }], ['1 official-area']],
    ['for a code that is none', {}, [{ kind: 'establish', unit: commune('c', { officialCodes: [{ scheme: 'qcvn102', value: 'H37' }] }) }], ['1 official-form']],
    ['for a new statistics code by an administrator', { ...AB, administers: 'p' }, [{ kind: 'establish', unit: commune('c', { officialCodes: [{ scheme: 'gso', value: '00070' }] }) }], ['1 official-operator']],
    ['for a kind of another level', AB, [{ kind: 'raise', unit: 'a', unitKind: 'school', name: 'Trường A' }], ['1 other-level']],
    ['for a township after the reform', {}, [{ kind: 'establish', unit: commune('c', { kind: 'township', name: 'Thị trấn C' }) }], ['1 kind-over']],
    ['for a commune that becomes a township', AB, [{ kind: 'raise', unit: 'a', unitKind: 'township', name: 'Thị trấn A' }], ['1 kind-over']],
    ['for a commune under a commune', AB, [{ kind: 'move', unit: 'a', line: 'administrative', parent: 'b' }], ['1 parent-level']],
    ['for a new commune under a body', { units: [station('s')] }, [{ kind: 'establish', unit: commune('c', { administrative: 's' }) }], ['1 parent-level']],
    ['where communes would follow a commune', { units: [{ code: 'h', kind: 'rural-district', level: 'district', name: 'Huyện H' }, { code: 'a', parent: 'h' }, { code: 'b', parent: 'h' }] }, [{ kind: 'abolish', unit: 'h', dutiesTo: ['a'] }], ['1 parent-level']],
    ['for a name that a neighbour bears', AB, [{ kind: 'rename', unit: 'a', name: 'Xã b' }], ['1 name-taken']],
    ['for a new unit of a name that is there', AB, [{ kind: 'establish', unit: commune('c', { name: 'Xã b' }) }], ['1 name-taken']],
    ['for two new units of one name', {}, [{ kind: 'establish', unit: commune('c', { name: 'Xã Mới' }) }, { kind: 'establish', unit: commune('d', { name: 'Xã Mới' }) }], ['2 name-taken']],
    ['for a directive that nobody knows', { ...AB, directives: [PAPER] }, [{ kind: 'hand-over', from: 'a', to: ['b'], scope: 'functional', directives: [PAPER, PAPER.replace('1', '2')] }], ['1 unknown-directive']],
  ]; // prettier-ignore
  it.each(cases)('%s', (_, world, raw, expected) => {
    expect(codes(compilePlan(steps(...raw), presentOf(world)))).toEqual(expected);
  });

  it('but a name may pass on from a unit that ends or is renamed', () => {
    const merged = compiled(AB, { kind: 'merge', from: ['a', 'b'], into: commune('c', { name: 'Xã b' }) });
    const swapped = compiled(
      AB,
      { kind: 'rename', unit: 'a', name: 'Xã b' },
      { kind: 'rename', unit: 'b', name: 'Xã a' },
    );
    expect([codes(merged), codes(swapped)]).toEqual([[], []]);
  });

  it('but an administrator’s new unit bears the statistics code of one whose place it takes', () => {
    const world = { ...AB, administers: 'p', bearers: { 'gso 00070': 'a' } };
    const code = { officialCodes: [{ scheme: 'gso', value: '00070' }] };
    expect(codes(compiled(world, { kind: 'merge', from: ['a'], into: commune('c', code) }))).toEqual([]);
  });

  it('but a new station below serves a commune of the province that the administrator’s unit serves', () => {
    const world = { units: [{ code: 'a' }, { ...station('so'), territory: 'p' }], administers: 'so' };
    const unit = { ...station('s', 'so'), administrative: 'so', territory: 'a' };
    const { code, name, kind, administrative, territory } = unit;
    expect(
      codes(compiled(world, { kind: 'establish', unit: { code, name, kind, administrative, territory } })),
    ).toEqual([]);
  });

  it('but the operator may enter late what has happened', () => {
    expect(codes(compiled({ ...AB, today: '2026-08-01' }, { kind: 'rename', unit: 'a', name: 'Xã Mới' }))).toEqual([]);
  });
});

const NAMES = ['a', 'b', 'c', 'd', 'e', 'f'] as const;
const FRESH = ['u', 'v', 'w'] as const;
const anyUnit = fc.constantFrom(...NAMES);
const anyTarget = fc.oneof(
  anyUnit.map((code) => ({ code })),
  fc.constantFrom(...FRESH).map((code) => commune(code)),
);
const anyStep = fc.oneof(
  fc.record({ kind: fc.constant('merge'), from: fc.uniqueArray(anyUnit, { minLength: 1, maxLength: 3 }), into: anyTarget }),
  fc.record({ kind: fc.constant('split'), from: anyUnit, into: fc.array(anyTarget, { minLength: 2, maxLength: 3 }), main: fc.constantFrom(...NAMES, ...FRESH) }),
  fc.record({ kind: fc.constant('abolish'), unit: anyUnit, dutiesTo: fc.uniqueArray(anyUnit, { maxLength: 2 }), main: fc.option(anyUnit, { nil: undefined }) }),
  fc.record({ kind: fc.constant('move'), unit: fc.constantFrom(...NAMES, ...FRESH), line: fc.constant('administrative'), parent: fc.constantFrom('p', ...NAMES, ...FRESH) }),
  fc.record({ kind: fc.constant('rename'), unit: anyUnit, name: fc.constantFrom('Xã Một', 'Xã Hai') }),
  fc.record({ kind: fc.constant('establish'), unit: fc.constantFrom(...FRESH).map((code) => commune(code)) }),
); // prettier-ignore
const anyParents = fc.tuple(...NAMES.map((_, i) => fc.constantFrom('p', ...NAMES.slice(0, i))));
const anyPlan = fc.array(anyStep, { minLength: 1, maxLength: 5 });

describe('whatever the plan', () => {
  const worldOf = (parents: readonly string[]): Present =>
    presentOf({ units: NAMES.map((code, i) => station(code, parents[i])) });

  it('that is taken leaves every unit under one that is there, in no circle, and an heir to every office that has any', () => {
    fc.assert(
      fc.property(anyPlan, anyParents, (raw, parents) => {
        const present = worldOf(parents);
        const plan = compilePlan(steps(...raw), present);
        if (plan.refusals.length > 0) return;
        const ended = new Set(plan.end.map(({ code }) => code));
        const there = new Set([
          ...['p', ...NAMES].filter((code) => !ended.has(code)),
          ...plan.establish.map(({ unit }) => unit.code),
        ]);
        const above = new Map(NAMES.map((code, i): [string, string] => [code, parents[i]!]));
        for (const { unit } of plan.establish) above.set(unit.code, unit.administrative!);
        for (const { code, parent } of plan.moves) above.set(code, parent!);
        for (const code of there) {
          let at: string | undefined = code;
          for (let depth = 0; at !== 'p'; depth++) {
            at = above.get(at!);
            expect(there.has(at!)).toBe(true);
            expect(depth).toBeLessThan(12);
          }
        }
        for (const { to } of plan.successions) expect(there.has(to)).toBe(true);
        for (const code of ended) {
          const edges = plan.successions.filter(({ from }) => from === code);
          expect(edges.filter(({ main }) => main)).toHaveLength(edges.length > 0 ? 1 : 0);
          expect(edges.every(({ endsUnit }) => endsUnit)).toBe(true);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('the order of its steps decides nothing but their numbers', () => {
    fc.assert(
      fc.property(anyPlan, anyParents, (raw, parents) => {
        const present = worldOf(parents);
        const forth = compilePlan(steps(...raw), present);
        const back = compilePlan(steps(...raw.toReversed()), present);
        expect(back.refusals.length > 0).toBe(forth.refusals.length > 0);
        if (forth.refusals.length > 0) return;
        const edges = (plan: Compiled) => plan.successions.map(({ from, to }) => `${from} ${to}`).toSorted();
        const moves = (plan: Compiled) => plan.moves.map(({ code, parent }) => `${code} ${parent}`).toSorted();
        expect([edges(back), moves(back)]).toEqual([edges(forth), moves(forth)]);
      }),
      { numRuns: 1_000 },
    );
  });

  it('20,000 steps are one plan', () => {
    const many = Array.from({ length: 20_000 }, (_, i) => `x${i}`);
    const plan = compilePlan(
      many.map((code) => ({ kind: 'rename' as const, unit: code, name: `Xã Mới ${code}` })),
      presentOf({ units: many.map((code) => ({ code })) }),
    );
    expect([plan.rename.length, plan.refusals.length]).toEqual([20_000, 0]);
  });
});
