-- HIGH_VALUE of a partition as Oracle writes it: the upper bound of a range, the values of a list, NULL for hash partitions.
-- (Database Reference, ALL_TAB_PARTITIONS)
CREATE FUNCTION ora.partition_high_value(bound text, strategy text, key_type oid) RETURNS text
LANGUAGE plpgsql STABLE
AS $$
DECLARE
  value text := CASE strategy WHEN 'r' THEN substring(bound FROM ' TO \((.*)\)$') WHEN 'l' THEN substring(bound FROM ' IN \((.*)\)$') END;
BEGIN
  IF bound = 'DEFAULT' THEN
    RETURN CASE strategy WHEN 'r' THEN 'MAXVALUE' ELSE 'DEFAULT' END;
  END IF;
  IF key_type IN ('numeric'::regtype, 'bigint'::regtype, 'integer'::regtype) THEN
    RETURN replace(value, '''', '');
  END IF;
  IF key_type = 'timestamp'::regtype THEN
    RETURN regexp_replace(value, '''([0-9-]+ [0-9:]+)[0-9.]*''',
      $r$TO_DATE(' \1', 'SYYYY-MM-DD HH24:MI:SS', 'NLS_CALENDAR=GREGORIAN')$r$, 'g');
  END IF;
  RETURN value;
END
$$;
