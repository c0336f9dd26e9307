import type { FileWords } from './words.vi.js';

export const en: FileWords = {
  refusals: {
    empty: 'The file has no content. Check it and send it again.',
    binary: 'The file is no text that can be read; save it as .docx or .txt and send it again.',
    'too-large': 'The paper is too large (300 KB of text in one paper, 20 MB in one file). Split it and send it again.',
    'too-many': 'The archive holds too many files, or archives within archives. Send it in parts, without nesting.',
    bomb: 'The file unfolds to far more than its size and was not opened. Send the files one by one, not compressed.',
    broken: 'The file is damaged and cannot be opened. Open it in the program that made it, save it and send it again.',
    encrypted: 'The file has a password. Remove the password and send it again.',
    scan: 'The file is a scan (a picture) without text to read. Send the .docx or a PDF with text, or enter the fields by hand.',
    unsupported: 'This kind of file is not read. Send .docx, .doc, .pdf, .xlsx, .xls, .txt, .eml or a .zip of them.',
    disguised: 'The file is not what its name says and was refused. Check where it comes from.',
    'timed-out': 'Reading the file took too long and was stopped. Save it as .docx or .txt and send it again.',
    secret:
      'The paper is marked secret and is refused; nothing of it was kept. Handle it as the law on state secrets says.',
  },
  encodings: {
    'utf-8': 'Unicode (UTF-8)',
    'utf-16le': 'Unicode (UTF-16)',
    'utf-16be': 'Unicode (UTF-16, high byte first)',
    tcvn3: 'TCVN3 (ABC)',
    vni: 'VNI Windows',
    'windows-1258': 'Windows-1258',
    viscii: 'VISCII',
    viqr: 'VIQR',
    'misread-1252': 'UTF-8 saved wrongly (Windows-1252)',
    'misread-1258': 'UTF-8 saved wrongly (Windows-1258)',
    'windows-1252': 'Windows-1252 (Western)',
  },
};
