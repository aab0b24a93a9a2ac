/** The library: everything that the command line does, as typed functions. */
export type { Analysis } from './analyze/analysis.js';
export { analyze } from './analyze/analyze.js';
export { assess, assessPaths, convertWithReport } from './assess/assess.js';
export { explainRule, listRules, testRules } from './assess/rules.js';
export { type Compilation, type CompileOptions, compile, defaultOptions, projectOptions } from './compile.js';
export type { CompiledScript, ScriptStep } from './contract/compiled-script.js';
export type { Assessment, Conversion, Finding, Manifest, ManifestObject } from './contract/compiler-api.js';
export type { Diagnostic, Severity } from './diagnostics/diagnostic.js';
export { convertPaths, layOut } from './output/convert.js';
export { compileScript, compileScripts, type Script } from './output/script.js';
export { version } from './output/version.js';
export { runScript } from './runner/script/script.js';
export { openTarget, type Target } from './runner/target/target.js';
export { readSources, splitText } from './source/index.js';
