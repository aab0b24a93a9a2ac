import { assessPaths } from '../assess/assess.js';
import { convertWithReport } from '../assess/convert.js';
import { lineagePaths } from '../assess/lineage/report.js';
import { explainRule, listRules, testRules } from '../assess/rules.js';
import { type CompileOptions, defaultOptions } from '../compile.js';
import type { ScriptOptions } from '../contract/compiled-script.js';
import type { CompilerApi } from '../contract/compiler-api.js';
import { compileBeside } from '../output/beside-project.js';
import { listBuiltins } from '../output/builtins.js';
import { configuredLowering } from '../output/config-file.js';
import { compileFiles, compileScript } from '../output/script.js';
import { version } from '../output/version.js';

/** The compiler as the command line sees it. */
export const compilerApi: CompilerApi = {
  version,
  convertPaths: convertWithReport,
  assessPaths,
  lineagePaths,
  compileScript: (text, fileName, options) => compileScript(text, fileName, options, configured(options)),
  compileBeside,
  compileFiles: (paths, options) => compileFiles(paths, options, configured(options)),
  explain: async (code, rules) => explainRule(code, rules),
  rules: async (folders) => listRules(folders),
  builtins: listBuiltins,
  testRules: async (paths) => testRules(paths),
};

function configured({ config, collation }: ScriptOptions): CompileOptions {
  const lower = { ...defaultOptions.lower, collation, ...configuredLowering(config) };
  return { ...defaultOptions, lower };
}
