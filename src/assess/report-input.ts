import type { Compilation } from '../compile.js';
import type { Assessment } from '../contract/compiler-api.js';
import type { RulePage } from '../lint/page.js';
import type { AssessmentModel } from './model/index.js';

/** What a report is made of: what is said of the inputs, the measures, and the compilation behind it. */
export interface ReportInput {
  readonly assessment: Omit<Assessment, 'text' | 'reports'>;
  readonly compilation: Compilation;
  readonly model: AssessmentModel;
  /** Pages of the rules by code. */
  readonly pages: ReadonlyMap<string, RulePage>;
}
