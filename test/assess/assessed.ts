import { findingsOf } from '../../src/assess/findings.js';
import { type AssessmentModel, assessmentModel } from '../../src/assess/model/index.js';
import { qualified } from '../../src/assess/model/objects.js';
import { type Compilation, compile, projectOptions } from '../../src/compile.js';
import { splitText } from '../../src/source/split-text.js';

/** A script compiled as a whole schema, and its model. */
export function assessed(text: string): { readonly compilation: Compilation; readonly model: AssessmentModel } {
  const { file, units, diagnostics } = splitText(text, 'schema.sql');
  const compilation = compile({ files: [file], units, diagnostics }, projectOptions);
  return { compilation, model: assessmentModel(compilation, findingsOf(compilation)) };
}

export const nameOf = (model: AssessmentModel, index: number): string => {
  const object = model.objects[index];
  return object ? `${object.kind} ${qualified(object)}` : '?';
};

export const indexOf = (model: AssessmentModel, name: string): number =>
  model.objects.findIndex((o) => `${o.kind} ${qualified(o)}` === name);
