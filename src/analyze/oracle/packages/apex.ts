import { onlyReads, proc, type SuppliedPackage } from './package.js';

/** What needs nothing of Oracle Application Express. (Oracle APEX API Reference) */
export const apexUtilities: readonly SuppliedPackage[] = [
  { name: 'APEX_UTIL', members: { PAUSE: proc('p_seconds', onlyReads) } },
];
