-- Is the routine part of another one: a second entry (`f__sql`, `p__c`), a nested routine (`p__inner`), what initialises a package, or what a text has become (`job__1a2b3c4d`)? Oracle's dictionary has no such objects.
CREATE FUNCTION ora.is_second_entry(namespace oid, name name) RETURNS boolean
LANGUAGE sql STABLE
AS $$
  SELECT name = '__init' OR name ~ '^(job|sql)__[0-9a-f]{8}(__|$)' OR strpos(name, '__') > 1 AND EXISTS (
    SELECT FROM pg_catalog.pg_proc AS o WHERE o.pronamespace = namespace AND o.proname = left(name, strpos(name, '__') - 1)::name)
    AND NOT ora.is_own_routine(namespace, name)
$$;
