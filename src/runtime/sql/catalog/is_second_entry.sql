-- Is the routine part of another one: a second entry (`f__sql`, `p__c`), a nested routine (`p__inner`) or what initialises a package? Oracle's dictionary has no such objects.
CREATE FUNCTION ora.is_second_entry(namespace oid, name name) RETURNS boolean
LANGUAGE sql STABLE
AS $$
  SELECT name = '__init' OR strpos(name, '__') > 1 AND EXISTS (
    SELECT FROM pg_catalog.pg_proc AS o WHERE o.pronamespace = namespace AND o.proname::text = left(name, strpos(name, '__') - 1))
$$;
