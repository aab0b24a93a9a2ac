-- LISTAGG … ON OVERFLOW TRUNCATE: as many whole values as fit before the indicator and, WITH COUNT, the number of those left out.
-- Oracle reserves 24 bytes for that number. (SQL Language Reference, "LISTAGG")
CREATE FUNCTION ora.listagg_truncate(vals text[], separator text, indicator text, with_count boolean, size integer DEFAULT 4000) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  kept text[] := coalesce(array_remove(array_remove(vals, NULL), ''), '{}');
  result text := array_to_string(kept, coalesce(separator, ''));
  room integer := size - octet_length(coalesce(indicator, '')) - CASE WHEN with_count THEN 24 ELSE 0 END;
  used integer := 0;
BEGIN
  IF octet_length(result) <= size THEN
    RETURN nullif(result, '');
  END IF;
  result := '';
  FOR i IN 1 .. cardinality(kept) LOOP
    used := used + octet_length(kept[i]) + octet_length(coalesce(separator, ''));
    IF used > room THEN
      RETURN result || coalesce(indicator, '') || CASE WHEN with_count THEN '(' || cardinality(kept) - i + 1 || ')' ELSE '' END;
    END IF;
    result := result || kept[i] || coalesce(separator, '');
  END LOOP;
  RETURN result;
END
$$;
