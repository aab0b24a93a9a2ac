-- The largest whole number that a number model of digits has room for: what is smaller has it after rounding, too.
CREATE FUNCTION ora.model_room(model text) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT repeat('9', length(regexp_replace(split_part(model, '.', 1), '[^09]', '', 'g')))::numeric $$;
