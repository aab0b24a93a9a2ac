-- substr(s, start, amount) of a position of 1 or more. PostgreSQL reads the text from its beginning to find a position, and substr reads up to
-- five times as far as right does, which copies what stands behind: dearer near the beginning of a long text.
CREATE FUNCTION ora.substr_far(s text, start integer, amount integer) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE WHEN start > 64 AND octet_length(s) < 8 * start::bigint THEN left(right(s, 1 - start), amount) ELSE substr(s, start, amount) END
$$;
