import type { OutputFile, ReportFormat } from '../contract/compiler-api.js';
import type { ReportInput } from './report-input.js';

/** One format: the files of the report, below the folder that `-o` names. */
type ReportWriter = (input: ReportInput) => Promise<readonly OutputFile[]>;

/** The writer of each format that `assess --format` knows; loaded when it is asked for. */
export const writers: Readonly<Partial<Record<ReportFormat, () => Promise<ReportWriter>>>> = {
  html: async () => (await import('./html/report.js')).writeHtml,
  json: async () => writeJson,
  md: async () => (await import('./formats/markdown.js')).writeMarkdown,
  sarif: async () => (await import('./formats/sarif.js')).writeSarif,
  junit: async () => (await import('./formats/junit.js')).writeJunit,
  csv: async () => (await import('./formats/csv.js')).writeCsv,
};

/** `report.json`: the document that `--json` prints. */
async function writeJson({ assessment }: ReportInput): Promise<readonly OutputFile[]> {
  return [{ path: 'report.json', text: `${JSON.stringify(assessment, undefined, 2)}\n` }];
}
