import fc from 'fast-check';
import type { ModelDuty } from './model-duty.js';
import type { TreeWorld } from './tree-world.js';

export type Command = fc.AsyncCommand<object, TreeWorld>;

/** A command of the model: what it is called, and what it does to a duty that its number chooses. */
class Acting implements Command {
  constructor(
    readonly name: string,
    private readonly n: readonly number[],
    private readonly act: (world: TreeWorld, n: readonly number[]) => Promise<void> | undefined,
  ) {}
  check = (): boolean => true;
  async run(_: object, world: TreeWorld): Promise<void> {
    world.doing = this.name;
    await this.act(world, this.n);
  }
  toString = (): string => `${this.name}(${this.n.join(',')})`;
}

/** What the array of commands is shrunk with: it does nothing. */
const NOTHING: Command = { check: () => false, run: () => Promise.resolve(), toString: () => '' };

/** A duty; most of the time one that is in a state for which the act makes sense. */
function chosen(world: TreeWorld, [a = 0, b = 0]: readonly number[], fits: (duty: ModelDuty) => boolean): ModelDuty {
  const { duties } = world;
  const fitting = a % 6 === 0 ? [] : duties.filter(fits);
  const from = fitting.length > 0 ? fitting : duties;
  return from[b % from.length]!;
}

const stands = ({ standing }: ModelDuty) => standing === 'inForce';
const isPending = ({ receipt, standing }: ModelDuty) =>
  standing === 'inForce' && ['sent', 'delivered'].includes(receipt);
const isHeld = ({ receipt, standing }: ModelDuty) => standing === 'inForce' && receipt === 'acknowledged';
const works = (duty: ModelDuty, ...states: string[]) =>
  isHeld(duty) && duty.role === 'action' && states.includes(duty.work);

type Doing = (world: TreeWorld, n: readonly number[]) => Promise<void> | undefined;
const on =
  (act: string, fits: (duty: ModelDuty) => boolean): Doing =>
  (world, n) =>
    world.acts[act]!(chosen(world, n, fits));

const below = (world: TreeWorld, { unit }: ModelDuty): string[] =>
  world.units.filter(({ parent }) => parent === unit).map(({ code }) => code);
const isSuperior = (world: TreeWorld) => (duty: ModelDuty) => isHeld(duty) && below(world, duty).length > 0;

/** Some directive of the cascade: now and then an own dispatch, most of the time the root. */
const someDirective = (world: TreeWorld, [a = 0, b = 0]: readonly number[]): string => {
  const all = [...world.model.directives.keys()];
  return a % 3 === 0 ? all[b % all.length]! : world.root;
};

const isCalledBack = ({ standing }: ModelDuty): boolean => standing === 'recallRequested';
const isPaused = (world: TreeWorld): boolean =>
  [...world.model.directives.values()].some(({ state }) => state === 'paused');
const isAsked = (world: TreeWorld): boolean => world.duties.some(({ standing }) => standing.startsWith('recall'));

/** Each command with how often it comes. */
const COMMANDS: Readonly<Record<string, [number, Doing]>> = {
  acknowledge: [12, on('acknowledge', isPending)],
  return: [2, on('return', isPending)],
  start: [4, on('start', (duty) => works(duty, 'notStarted', 'sentBack'))],
  complete: [3, on('complete', (duty) => works(duty, 'notStarted', 'implementing'))],
  decline: [1, on('decline', (duty) => works(duty, 'notStarted'))],
  report: [
    6,
    (world, n) =>
      world.report(
        // now and then once more what is reported already
        chosen(world, n, (duty) =>
          n[2]! % 3 === 0
            ? works(duty, 'reported')
            : works(duty, 'notStarted', 'implementing', 'implemented', 'sentBack'),
        ),
        n[2]! % 4 === 0 ? 'đợt hai' : 'đợt một',
      ),
  ],
  accept: [2, on('accept', (duty) => works(duty, 'reported'))],
  'send-back': [2, on('send-back', (duty) => works(duty, 'reported'))],
  ask: [5, on('ask', (duty) => works(duty, 'notStarted', 'implementing', 'sentBack'))],
  answer: [6, (world, n) => world.answer(chosen(world, n, (duty) => stands(duty) && duty.asked !== null))],
  'want more': [
    2,
    (world, n) =>
      world.wantMore(
        chosen(world, n, (duty) => works(duty, 'notStarted', 'implementing', 'waitingOnIssuer')),
        n[2]! % 12,
      ),
  ],
  grant: [4, (world, n) => world.grant(chosen(world, n, (duty) => isHeld(duty) && duty.wants !== null))],
  'pass on': [
    6,
    (world, n) => {
      const duty = chosen(world, n, isSuperior(world));
      const some = below(world, duty).filter((_, i) => (n[2]! + i) % 2 === 0);
      return world.passOn(duty, n[0]! % 2 === 0 ? [] : some);
    },
  ],
  'own dispatch': [
    2,
    (world, n) => {
      const duty = chosen(world, n, isSuperior(world));
      const some = below(world, duty).filter((_, i) => (n[2]! + i) % 2 === 0);
      return some.length > 0 ? world.passOnOwn(duty, some) : undefined;
    },
  ],
  clock: [
    7,
    (world, n) => {
      world.told('done');
      return world.forward(1 + (n[0]! % 3));
    },
  ],
  sweep: [6, (world) => world.sweep()],
  cut: [3, (world, n) => void (world.cut = (['before', 'after', 'killed'] as const)[n[0]! % 3])],
  pause: [2, (world, n) => world.onWhole.pause(someDirective(world, n))],
  resume: [
    4,
    (world, n) => (isPaused(world) || n[2]! % 4 === 0 ? world.onWhole.resume(someDirective(world, n)) : undefined),
  ],
  recall: [1, (world, n) => (n[2]! % 3 === 0 ? world.onWhole.recall(someDirective(world, n)) : undefined)],
  agree: [2, (world, n) => (isAsked(world) ? world.agree(chosen(world, n, isCalledBack)) : undefined)],
  'decline recall': [
    4,
    (world, n) => (isAsked(world) ? world.declineRecall(chosen(world, n, isCalledBack)) : undefined),
  ],
  amend: [4, (world, n) => world.amend(someDirective(world, [n[2]!, n[1]!]), n)],
  merge: [0.5, (world, n) => world.merge(n)],
  split: [0.5, (world, n) => world.split(n)],
  supersede: [1, (world, n) => (n[2]! % 3 === 0 ? world.supersede(someDirective(world, n)) : undefined)],
  close: [1, (world, n) => (n[2]! % 3 === 0 ? world.onWhole.close(someDirective(world, n)) : undefined)],
};

/** What is done to the tree itself. */
const ON_TREE = ['merge', 'split'];

export const changesTree = (commands: Iterable<Command>): boolean =>
  [...commands].some((command) => command instanceof Acting && ON_TREE.includes(command.name));

export const COMMAND_NAMES: readonly string[] = Object.keys(COMMANDS);

/** So many commands, shrunk by leaving out what is not needed. */
export const commandsOf = (length: number): fc.Arbitrary<Command[]> => {
  const numbers = fc.array(fc.nat({ max: 97 }), { minLength: 3, maxLength: 3 });
  const weighted = Object.entries(COMMANDS).map(([name, [weight, doing]]) => ({
    weight: weight * 2,
    arbitrary: numbers.map((n): Command => new Acting(name, n, doing)),
  }));
  const one = fc.oneof({ withCrossShrink: true }, { weight: 2, arbitrary: fc.constant(NOTHING) }, ...weighted);
  return fc.array(one, { minLength: length, maxLength: length, size: 'max' });
};
