-- The number or boolean whose text a variable of PASSING is, which equals it in a path; an empty list, which equals nothing, where it is no such text.
-- (JSON Developer's Guide, "Types in Filter-Condition Comparisons")
CREATE FUNCTION ora.json_number_beside(value text) RETURNS jsonb
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT CASE WHEN value ~ '^(0|-?[1-9]\d{0,14}|true|false)$' THEN value::jsonb ELSE '[]'::jsonb END $$;
