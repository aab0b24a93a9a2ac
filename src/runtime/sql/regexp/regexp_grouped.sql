-- Whether a pattern surely has a group; false where that takes ora.regexp_width. What stands behind the parenthesis is not looked at.
CREATE FUNCTION ora.regexp_grouped(pattern text, match text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT coalesce(match, '') IN ('', 'i', 'c')
    AND coalesce(pattern ~ '^(?:[^\\[(]|\\.|\[\^?(?:[^]^[\\]|\[:[a-z]+:\])(?:[^][\\]|\[:[a-z]+:\])*\])*\(', false)
$$;
