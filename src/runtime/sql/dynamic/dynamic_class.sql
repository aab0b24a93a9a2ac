-- What a type is to `ora.dynamic_routine`; NULL of others.
CREATE FUNCTION ora.dynamic_class(type oid) RETURNS text
LANGUAGE sql IMMUTABLE
AS $$
  SELECT CASE type::regtype::text
    WHEN 'numeric' THEN 'number'
    WHEN 'integer' THEN 'integer'
    WHEN 'bigint' THEN 'integer'
    WHEN 'text' THEN 'text'
    WHEN 'character varying' THEN 'text'
    WHEN 'timestamp without time zone' THEN 'date'
  END
$$;
