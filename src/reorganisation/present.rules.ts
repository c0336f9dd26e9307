import type { IsoDate } from '../platform/vn-time.js';
import type { Kind, Level } from '../units/index.js';

/** Lines on which one unit can stand under, serve or act for another. */
export const MOVE_LINES = ['administrative', 'sectoral', 'territory', 'standing-body'] as const;
export type MoveLine = (typeof MOVE_LINES)[number];
export type Scope = 'territorial' | 'functional';

/** A unit that the plan names, or that stands under one that ends. */
export interface PresentUnit {
  code: string;
  /** As it is on the day before; where it is not there then, as it is on the nearest day. */
  name: string;
  kind: Kind;
  level: Level;
  /** In force on the day before the reorganisation. */
  before: boolean;
  /** In force on the day itself, as the register has it without the plan. */
  on: boolean;
  /** The register holds changes of it from that day on or later, which the plan would cut off. */
  changesLater: boolean;
}

/** A succession that the register holds already. */
export interface PresentSuccession {
  from: string;
  to: string;
  scope: Scope;
  extent: 'whole' | 'part' | 'unknown';
  main: boolean;
}

/** What the register holds around the effective day, as far as a plan touches it; parents by {@link placeOf}. */
export interface Present {
  on: IsoDate;
  today: IsoDate;
  /** The administrator's unit, below which the plan must stay; null for the operator, who may change every unit. */
  administers: string | null;
  units: ReadonlyMap<string, PresentUnit>;
  /** Parents on the day before, of every unit named and of all above it. */
  parentsBefore: ReadonlyMap<string, string>;
  /** The same on the effective day. */
  parentsOn: ReadonlyMap<string, string>;
  /** Units in force on the day that stand under one named, by its code. */
  children: ReadonlyMap<string, readonly { code: string; line: MoveLine }[]>;
  /** Who bears an official code on the day, by `scheme value`. */
  bearers: ReadonlyMap<string, string>;
  /** Official codes, of any day, that equal a code to be minted, in capitals. */
  officialValues: ReadonlySet<string>;
  /** Units in force on the day with a name that the plan gives or moves, and their administrative superiors. */
  namesakes: readonly { code: string; name: string; kind: Kind; parent: string }[];
  /** Of the directives that the plan names, those that are there and that the administrator sees. */
  directives: ReadonlySet<string>;
  /** Successions of the day in the register; looked up where the plan has a step `succeed`. */
  successions: readonly PresentSuccession[];
}

export const placeOf = (line: MoveLine, code: string): string => `${line} ${code}`;
