import { currentPackageName } from '../../../analyze/oracle/supplied-packages.js';
import { callStackConversions } from './call-stack.js';
import type { MemberConversion, PackageConversion } from './conversion.js';
import { cryptoConversions } from './crypto.js';
import { lobConversions } from './dbms-lob.js';
import { outputConversions } from './dbms-output.js';
import { dynamicSqlConversions } from './dbms-sql.js';
import { encodingConversions } from './encodings.js';
import { jobConversions } from './jobs.js';
import { lockConversions } from './locks.js';
import { networkConversions } from './network.js';
import { unconvertedPackages } from './not-converted.js';
import { sessionConversions } from './session.js';
import { transactionConversions } from './transactions.js';
import { tuningConversions } from './tuning.js';
import { utilityConversions } from './utilities.js';
import { fileConversions } from './utl-file.js';
import { webConversions } from './web.js';
import { xmlConversions } from './xml.js';

/** What becomes of each package of which there is something to say, by its name. */
export const packageConversions: ReadonlyMap<string, PackageConversion> = new Map(
  [
    ...callStackConversions,
    ...cryptoConversions,
    ...lobConversions,
    ...outputConversions,
    ...dynamicSqlConversions,
    ...encodingConversions,
    ...jobConversions,
    ...lockConversions,
    ...networkConversions,
    ...unconvertedPackages,
    ...sessionConversions,
    ...transactionConversions,
    ...tuningConversions,
    ...utilityConversions,
    ...fileConversions,
    ...webConversions,
    ...xmlConversions,
  ].map((conversion) => [conversion.name, conversion]),
);

/** What becomes of a member; undefined where nothing is said of it. */
export function conversionOf(base: {
  readonly package: string;
  readonly member: string;
}): MemberConversion | undefined {
  const members = packageConversions.get(base.package)?.members;
  return members && Object.hasOwn(members, base.member) ? members[base.member] : undefined;
}

/** What to do instead of a member of a supplied package; '' where nothing is known. */
export const suppliedAdvice = (packageName: string, member = ''): string =>
  conversionOf({ package: packageName, member })?.advice ??
  packageConversions.get(currentPackageName(packageName))?.advice ??
  '';
