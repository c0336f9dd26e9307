const KIB = 1024;
const MIB = 1024 * KIB;

/** How much text one paper may hold: about a hundred pages. What reads it takes well under a second for this much. */
export const TEXT_BYTES_AT_MOST = 300 * KIB;

/** How large a file may be as it arrives. */
export const FILE_BYTES_AT_MOST = 20 * MIB;

/** What one file may unfold to, all archives in it and all their parts added up; counted while unfolding. */
export const EXPANDED_BYTES_AT_MOST = 64 * MIB;

/** How many times its own size an archive may unfold to, once it is past the first megabyte. */
export const EXPANSION_RATIO_AT_MOST = 200;
export const RATIO_COUNTS_FROM_BYTES = MIB;

/** How many files one file may hold, those of archives within archives included. */
export const FILES_AT_MOST = 200;

/** How many papers one file may give, and how much they may be with their texts: who asked holds all of it in memory. */
export const PAPERS_AT_MOST = 200;
export const GIVEN_BYTES_AT_MOST = 64 * MIB;

/** Parts of one Office document: each picture and each heading of pages is one. */
export const PARTS_AT_MOST = 5_000;

/** Archives within archives: a.zip/b.zip/c.docx has depth 2. */
export const DEPTH_AT_MOST = 2;

/** Elements of one XML part; the longest papers have some hundred thousand. */
export const XML_TOKENS_AT_MOST = 2_000_000;
export const XML_DEPTH_AT_MOST = 500;

export const PDF_PAGES_AT_MOST = 500;
/** One part of a workbook; the sheet of a ministry's whole plan is a tenth of it. */
export const SHEET_PART_BYTES_AT_MOST = 24 * MIB;
export const SHEETS_AT_MOST = 50;
export const SHEET_ROWS_AT_MOST = 5_000;
export const SHEET_COLUMNS_AT_MOST = 60;

/** A list that is taken over row by row, as of all communes of the country with what was merged into them. */
export const TABLE_ROWS_AT_MOST = 100_000;
export const TABLE_COLUMNS_AT_MOST = 60;

/** Whether a text, however it was sent, is more than one paper may hold: in bytes of UTF-8. */
export const isTooLarge = (text: string): boolean =>
  text.length > TEXT_BYTES_AT_MOST || new TextEncoder().encode(text).length > TEXT_BYTES_AT_MOST;
