/**
 * Types of pg_catalog that the output, or the runtime, names without their schema. PostgreSQL looks for a type in
 * pg_temp before it looks in pg_catalog, so none of the session's own may have such a name. (PostgreSQL 15, 20.11.1,
 * "search_path")
 */
const catalogTypes: ReadonlySet<string> = new Set(
  (
    'aclitem any anyarray anycompatible anycompatiblearray anycompatiblenonarray anycompatiblerange anyelement ' +
    'anyenum anynonarray anyrange bit ' +
    'bool box bpchar bytea char cid cidr circle cstring date daterange event_trigger float4 float8 inet int2 ' +
    'int2vector int4 int4range int8 ' +
    'int8range internal interval json jsonb jsonpath line lseg macaddr macaddr8 money name numeric numrange oid ' +
    'oidvector path point polygon ' +
    'record refcursor regclass regconfig regdictionary regnamespace regoper regoperator regproc regprocedure ' +
    'regrole regtype text tid time ' +
    'timestamp timestamptz timetz trigger tsquery tsrange tstzrange tsvector unknown uuid varbit varchar void xid ' +
    'xid8 xml'
  ).split(' '),
);

/** The name of a type of the session: its own, or one that hides no type of pg_catalog. */
export const apartFromCatalogTypes = (name: string): string => (catalogTypes.has(name) ? `${name}__local` : name);
