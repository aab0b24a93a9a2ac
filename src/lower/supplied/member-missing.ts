import { suppliedPackage } from '../../analyze/oracle/supplied-packages.js';
import { because, type Diagnostic } from '../../diagnostics/diagnostic.js';
import { suppliedMemberMissing } from '../../diagnostics/op4.js';
import type { Span } from '../../ir/span.js';
import { routineOf } from './packages/conversion.js';
import { suppliedAdvice } from './packages/index.js';
import { runtimeSignatures } from './signatures.js';

/**
 * A member of a supplied package that the runtime lacks, or has for other arguments alone. Where it has nothing of the
 * package, that is one cause for all its members.
 */
export function memberMissing(span: Span, packageName: string, member: string): Diagnostic {
  const advice = suppliedAdvice(packageName, member);
  const found = suppliedMemberMissing(span, `${packageName}.${member}`, advice, isInRuntime(packageName, member));
  const members = Object.keys(suppliedPackage(packageName)?.members ?? {});
  return members.some((each) => isInRuntime(packageName, each)) ? found : because(found, packageName);
}

const isInRuntime = (packageName: string, member: string): boolean =>
  runtimeSignatures(routineOf({ package: packageName, member })).length > 0;
