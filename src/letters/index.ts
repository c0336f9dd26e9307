/** The door of the slice: papers of the product's own, laid out by Decree 30/2020. */
export { letterDocx } from './docx-letter.js';
export { letterPdf } from './pdf-letter.js';
export { paragraph, type Letter, type LetterBlock } from './letter.rules.js';
