-- The index that a bound of an array step means: `3`, `last`, `last - 2`.
CREATE FUNCTION ora.json_index(bound text, length integer) RETURNS integer
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
BEGIN
  RETURN CASE WHEN bound LIKE 'last%'
    THEN length - 1 - coalesce(nullif(regexp_replace(bound, '[^0-9]', '', 'g'), '')::integer, 0)
    ELSE bound::integer END;
END
$$;
