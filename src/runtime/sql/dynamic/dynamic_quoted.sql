-- A literal, comment or quoted name in dynamic SQL as it is; but a name in capitals is the name without quotes, which is the same one in Oracle, and
-- the user's own one means the schema of the user's objects.
CREATE FUNCTION ora.dynamic_quoted(piece text) RETURNS text
LANGUAGE sql STABLE
AS $$
  SELECT CASE
    WHEN piece !~ '^".+"$' THEN piece
    WHEN btrim(piece, '"') = ora.user_name() THEN ora.dynamic_owner(piece)
    WHEN ora.own_name(piece) <> btrim(piece, '"') THEN quote_ident(ora.own_name(piece))
    ELSE piece
  END
$$;
