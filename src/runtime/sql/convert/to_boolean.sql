-- TO_BOOLEAN(s): words and digits for TRUE and FALSE, in any case, with blanks around them. (SQL Language Reference, "Boolean Data Type"; ORA-61800)
CREATE FUNCTION ora.to_boolean(s text) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT CASE WHEN lower(btrim(s, E' \t\n\r')) IN ('true', 't', 'yes', 'y', 'on', '1') THEN true
    WHEN lower(btrim(s, E' \t\n\r')) IN ('false', 'f', 'no', 'n', 'off', '0') THEN false
    ELSE ora.raise(61800, 'invalid boolean literal: ' || s, NULL::boolean) END
$$;
