/** Parts of the Oracle database that have owners, or prefixes, of their own. */
const products: readonly (readonly [RegExp, string])[] = [
  [/^(MDSYS\.|SDO_)/, 'Oracle Spatial'],
  [/^ORDSYS\./, 'Oracle Multimedia'],
  [/^CTXSYS\./, 'Oracle Text'],
  [/^(DBMS_XMLPARSER|DBMS_XMLDOM|DBMS_XSLPROCESSOR)\./, "Oracle's DOM parser"],
  [/^(ANYDATA|ANYTYPE|ANYDATASET)(\.|$)/, "Oracle's types that describe themselves"],
  [/^(HTTP|DB|XDB)?URITYPE(\.|$)/, "Oracle's types of addresses"],
  [/^RDSADMIN\./, 'Amazon RDS for Oracle'],
  [/^ODCI\w*(\.|$)/, "Oracle's data cartridges"],
  [/^(DBMS_LDAP|DBMS_LDAP_UTL|DBMS_AQ|DBMS_AQADM|DBMS_DATAPUMP|UTL_COMPRESS)\./, "Oracle's supplied packages"],
  [/^((APEX_\w+|WWV_\w+)\.|APEX_T_\w+$)/, 'Oracle Application Express'],
  [/^(VECTOR(\(|$)|DBMS_VECTOR\w*\.)/, 'AI Vector Search'],
];

/** The product that a name of Oracle's belongs to; undefined for names of one's own. */
export function productOf(name: string): string | undefined {
  return products.find(([names]) => names.test(name.toUpperCase()))?.[1];
}
