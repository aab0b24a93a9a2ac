-- Where the nth match of an order-sensitive pattern, or a group of it, begins (edge 0) and ends (edge 1); NULL if there is none.
CREATE FUNCTION ora.regexp_bounds(s text, pattern text, start integer, nth integer, match text, subexpression integer, edge integer) RETURNS integer
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  width constant integer := ora.regexp_width(pattern, match);
BEGIN
  IF 2 * subexpression + 2 > width THEN
    RETURN NULL;
  END IF;
  RETURN (ora.regexp_occurrences(s, pattern, start, nth, match))[(nth - 1) * width + 2 * subexpression + 1 + edge];
END
$$;
