import { assessPaths, convertWithReport } from '../assess/assess.js';
import { lineagePaths } from '../assess/lineage/report.js';
import { explainRule, listRules, testRules } from '../assess/rules.js';
import { type CompileOptions, defaultOptions } from '../compile.js';
import type { CompiledScript, ScriptOptions } from '../contract/compiled-script.js';
import type { CompilerApi } from '../contract/compiler-api.js';
import { autonomousConnection } from '../diagnostics/op3.js';
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
  compileScript: async (text, fileName, options) =>
    onItsTarget(await compileScript(text, fileName, options, configured(options)), options),
  compileBeside,
  compileFiles: async (paths, options) => onItsTarget(await compileFiles(paths, options, configured(options)), options),
  explain: async (code, rules) => explainRule(code, rules),
  rules: async (folders) => listRules(folders),
  builtins: listBuiltins,
  testRules: async (paths) => testRules(paths),
};

/** What the script needs of the server has been looked for where a target is known. */
function onItsTarget(script: CompiledScript, { autonomous }: ScriptOptions): CompiledScript {
  if (autonomous !== 'connection') return script;
  return { ...script, diagnostics: script.diagnostics.filter(({ code }) => code !== autonomousConnection.code) };
}

function configured({ config, collation, autonomous }: ScriptOptions): CompileOptions {
  const lower = { ...defaultOptions.lower, collation, autonomous, ...configuredLowering(config) };
  return { ...defaultOptions, lower };
}
