-- A bracket expression of Oracle as one of a PostgreSQL ARE: a backslash is literal, and so is a hyphen behind a range, which PostgreSQL refuses.
-- POSIX leaves the latter open; programs rely on it ([A-Z0-9-_]). (SQL Language Reference, "Oracle Regular Expression Support")
CREATE FUNCTION ora.regexp_bracket(bracket text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
DECLARE
  head constant text := substring(bracket FROM '^\[\^?');
  element constant text := '^(?:\[:[a-z]+:\]|\[\.[^.]+\.\]|\[=[^=]+=\]|.)';
  rest text := substr(bracket, length(head) + 1);
  result text := head;
  low text;
  high text;
BEGIN
  IF bracket !~ '..-.-.' THEN
    RETURN replace(bracket, '\', '\\');
  END IF;
  LOOP
    low := substring(rest FROM element);
    rest := substr(rest, length(low) + 1);
    result := result || replace(low, '\', '\\');
    EXIT WHEN rest = '';
    CONTINUE WHEN rest !~ '^-.+\]';
    high := substring(substr(rest, 2) FROM element);
    rest := substr(rest, length(high) + 2);
    result := result || '-' || replace(high, '\', '\\');
    IF rest ~ '^-.+\]' THEN
      result := result || '\-';
      rest := substr(rest, 2);
    END IF;
  END LOOP;
  RETURN result;
END
$$;
