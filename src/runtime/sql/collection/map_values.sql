-- The elements of a qualified expression in the order of their keys.
CREATE FUNCTION ora.map_values(k integer[], v anyarray) RETURNS anyarray
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT ARRAY(SELECT v[o.i] FROM unnest(ora.map_order(k)) WITH ORDINALITY o(i, nth) ORDER BY o.nth) $$;

CREATE FUNCTION ora.map_values(k text[], v anyarray) RETURNS anyarray
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT ARRAY(SELECT v[o.i] FROM unnest(ora.map_order(k)) WITH ORDINALITY o(i, nth) ORDER BY o.nth) $$;
