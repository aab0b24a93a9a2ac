import { apexPackages } from '../../../analyze/oracle/packages/known-by-name.js';
import type { PackageConversion } from './conversion.js';

const queues = 'queues are tables read with FOR UPDATE SKIP LOCKED';
const vectors = 'vectors are kept and compared by the extension pgvector';
const refresh = 'REFRESH MATERIALIZED VIEW does it';

/** Packages of which little or nothing is converted, and what to use instead. */
export const unconvertedPackages: readonly PackageConversion[] = [
  { name: 'DBMS_AQ', advice: queues },
  { name: 'DBMS_AQADM', advice: queues },
  { name: 'DBMS_DATAPUMP', advice: 'schemas are unloaded with pg_dump' },
  { name: 'DBMS_LDAP', advice: 'directories are asked by the application' },
  { name: 'DBMS_MVIEW', advice: refresh },
  { name: 'DBMS_REFRESH', advice: refresh },
  { name: 'DBMS_RLS', advice: 'CREATE POLICY with FORCE ROW LEVEL SECURITY does it' },
  { name: 'DBMS_VECTOR', advice: vectors },
  { name: 'DBMS_VECTOR_CHAIN', advice: vectors },
  ...apexPackages.map((name) => ({
    name,
    advice:
      name === 'APEX_MAIL'
        ? 'mail is sent by the application, from a table that it reads'
        : 'Oracle Application Express is not there',
  })),
];
