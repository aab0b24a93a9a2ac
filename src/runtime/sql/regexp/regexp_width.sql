-- Numbers that describe one match of a pattern: two for the whole and two for each group.
CREATE FUNCTION ora.regexp_width(pattern text, match text) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT 2 + 2 * count(*)::integer FROM unnest(ora.regexp_tokens(pattern, match)) t WHERE t = '(' $$;
