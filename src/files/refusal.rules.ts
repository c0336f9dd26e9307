/** Why a file, or a file within it, is not read. */
const REFUSAL_CODES = [
  'empty',
  'binary',
  'too-large',
  'too-many',
  'bomb',
  'broken',
  'encrypted',
  'scan',
  'unsupported',
  'disguised',
  'timed-out',
  'secret',
] as const;

export type RefusalCode = (typeof REFUSAL_CODES)[number];

/** Whether a stored word is one of the codes. */
export const isRefusalCode = (code: string): code is RefusalCode => REFUSAL_CODES.some((known) => known === code);

/** Thrown by a parser that will not go on; never carries anything of the file. */
export class Refusal extends Error {
  constructor(readonly code: RefusalCode) {
    super(code);
    this.name = 'Refusal';
  }
}
