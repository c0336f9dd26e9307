/** The door of the slice: papers of the product's own, laid out by Decree 30/2020. */
export { bodyOfText } from './body-of-text.rules.js';
export { LetterLinks } from './letter-links.view.js';
export { letterDocx, letterPdf } from './give-letter.js';
export { instructionBody } from './instruction.rules.js';
export { paragraph, type Letter, type LetterBlock } from './letter.rules.js';
export { addLetterCommand } from './letter-command.js';
export {
  LetterController,
  letterAsked,
  LetterLinkOf,
  type LetterAsked,
  type LetterLink,
  type LetterRequest,
} from './letter-controller.js';
export { letterheadOf } from './letterhead.js';
export { areListed, ownLetter, paragraphsOf } from './own-letter.rules.js';
export { aboutWords, paperCited, termWords } from './phrases.rules.js';
