import type { Conversion, ConvertOptions, ReportFormat } from '../contract/compiler-api.js';
import { convertAll } from '../output/convert.js';
import { builtInRules, readRulePages } from '../output/rule-pages.js';
import { assessCompilation } from './assess.js';

/** The reports that a conversion comes with. */
const formats: readonly ReportFormat[] = ['html', 'json', 'md', 'sarif'];

/** Converts a whole project; `report/` tells of it as `assess` does, and also of what PostgreSQL's parser refused. */
export async function convertWithReport(paths: readonly string[], options: ConvertOptions): Promise<Conversion> {
  const { compilation, conversion, found } = await convertAll(paths, options);
  const settings = { pages: readRulePages([builtInRules]) };
  const { reports } = await assessCompilation({ ...compilation, diagnostics: found }, settings, { formats });
  return { ...conversion, files: [...conversion.files, ...reports.map((r) => ({ ...r, path: `report/${r.path}` }))] };
}
