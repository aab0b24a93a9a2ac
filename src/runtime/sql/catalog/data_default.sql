-- DATA_DEFAULT of a column: PostgreSQL's text of a default, as far as it stands for something that Oracle writes otherwise.
CREATE FUNCTION ora.data_default(definition text) RETURNS text
LANGUAGE sql IMMUTABLE
AS $$
  SELECT CASE
    WHEN definition ~ '^\(?ora\.sysdate\(\)\)?$' THEN 'SYSDATE'
    WHEN definition ~ '^\(?ora\.systimestamp(_local)?\(\)\)?$' THEN 'SYSTIMESTAMP'
    WHEN definition ~ '^NULL::' THEN 'NULL'
    WHEN definition ~ '^''-?[0-9.]+''::(numeric|bigint|integer)$' THEN substring(definition FROM '''(.*?)''')
    WHEN definition ~ '^\(-?[0-9.]+\)(::numeric)?$' THEN substring(definition FROM '\((.*)\)')
    WHEN definition ~ '^''([^'']|'''')*''::[a-z ]+$' THEN substring(definition FROM '^(''.*'')::')
    ELSE definition
  END
$$;
