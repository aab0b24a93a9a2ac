-- The schema of a package whose owner dynamic SQL knows at run time only.
CREATE FUNCTION ora.dynamic_package(owner text, package text) RETURNS text
LANGUAGE sql STABLE
AS $$
  SELECT coalesce(
    (SELECT quote_ident(n.nspname) FROM pg_catalog.pg_namespace AS n
     WHERE ora.package_name(n.oid) = CASE WHEN package LIKE '"%"' THEN btrim(package, '"') ELSE upper(package) END
       AND ora.package_owner(n.oid) = CASE WHEN owner LIKE '"%"' THEN btrim(owner, '"') ELSE upper(owner) END),
    concat(ora.dynamic_owner(owner), '.', ora.dynamic_word(package)))
$$;
