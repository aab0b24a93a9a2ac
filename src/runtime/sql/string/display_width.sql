-- Columns of a terminal that a text takes: two for East Asian wide and fullwidth characters. (Unicode, UAX #11)
CREATE FUNCTION ora.display_width(s text) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT length(s) + length(regexp_replace(
    s, '[^\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE4F\uFF00-\uFF60\uFFE0-\uFFE6\U00020000-\U0003FFFD]',
    '', 'g'))
$$;
