import { apexUtilities } from './apex.js';
import { callStackPackages } from './call-stack.js';
import { cryptoPackages } from './crypto.js';
import { lobPackages } from './dbms-lob.js';
import { outputPackages } from './dbms-output.js';
import { dynamicSqlPackages } from './dbms-sql.js';
import { encodingPackages } from './encodings.js';
import { jobPackages } from './jobs.js';
import { messagePackages } from './messages.js';
import { networkPackages } from './network.js';
import { objectPackages } from './objects.js';
import type { SuppliedPackage } from './package.js';
import { sessionPackages } from './session.js';
import { transactionPackages } from './transactions.js';
import { tuningPackages } from './tuning.js';
import { typePackages } from './types.js';
import { utilityPackages } from './utilities.js';
import { filePackages } from './utl-file.js';
import { rawPackages } from './utl-raw.js';
import { webPackages } from './web.js';
import { xmlPackages } from './xml.js';

/** Every package of whose members something is known. */
export const describedPackages: readonly SuppliedPackage[] = [
  ...apexUtilities,
  ...callStackPackages,
  ...cryptoPackages,
  ...lobPackages,
  ...outputPackages,
  ...dynamicSqlPackages,
  ...encodingPackages,
  ...jobPackages,
  ...messagePackages,
  ...networkPackages,
  ...objectPackages,
  ...sessionPackages,
  ...transactionPackages,
  ...tuningPackages,
  ...typePackages,
  ...utilityPackages,
  ...filePackages,
  ...rawPackages,
  ...webPackages,
  ...xmlPackages,
];
