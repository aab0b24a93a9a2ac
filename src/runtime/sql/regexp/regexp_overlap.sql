-- Whether some character matches both atoms, as far as the first characters of Unicode can tell.
CREATE FUNCTION ora.regexp_overlap(a text, b text, ignore_case boolean) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT EXISTS (
    SELECT FROM generate_series(1, 400) code
    WHERE chr(code) ~ (CASE WHEN ignore_case THEN '(?i)' ELSE '' END || '^' || a || '$')
      AND chr(code) ~ (CASE WHEN ignore_case THEN '(?i)' ELSE '' END || '^' || b || '$')
  )
$$;
