-- A literal, comment or quoted name in dynamic SQL as it is; but a name in capitals is the name without quotes, which is the same one in Oracle, and
-- the user's own one means the schema of the user's objects.
CREATE FUNCTION ora.dynamic_quoted(piece text) RETURNS text
LANGUAGE sql STABLE
AS $$
  SELECT CASE
    WHEN piece !~ '^"[A-Z][A-Z0-9_$#]*"$' THEN piece
    WHEN btrim(piece, '"') = ora.user_name() THEN ora.dynamic_owner(piece)
    ELSE quote_ident(lower(btrim(piece, '"')))
  END
$$;
