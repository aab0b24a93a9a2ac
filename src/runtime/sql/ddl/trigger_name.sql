-- The name a trigger had in Oracle, folded, from its name and that of its function: the one of a trigger that fires behind another has that in front,
-- and the sections of a compound trigger have theirs behind.
CREATE FUNCTION ora.trigger_name(name text, function text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE WHEN '__' || name || '__' LIKE '%\_\_' || replace(own, '_', '\_') || '\_\_%' THEN own ELSE name END
  FROM regexp_replace(function, '(__trigger)?(__(before|after)_(statement|each_row)|__instead_of_each_row)?$', '') AS own
$$;
