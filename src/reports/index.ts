export { REPORT_CASES } from './case.js';
export { addReportsCommands } from './reports.commands.js';
export { earlierReportPart } from './earlier-report-part.js';
export { REPORT_ENTITIES } from './report.entity.js';
export { ReportsModule } from './reports.module.js';
export { countReviewable, listReports, reportById, type ReportRow } from './reports.queries.js';
export { ReviewReport } from './review-report.usecase.js';
export { SubmitReport, type ReportContent } from './submit-report.usecase.js';
export { reviewNoteOf } from './report-of-assignment.queries.js';
