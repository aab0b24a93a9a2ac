-- Text of an Oracle message, without 'ORA-nnnnn: ' and without values; NULL when the number is not in our list.
-- The list is that of src/ir/oracle-messages.ts. (Oracle Database Error Messages.) A constant object is looked up faster than a CASE.
CREATE FUNCTION ora.error_text(n integer) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  RETURN '{
    {oracle messages}
  }'::jsonb ->> abs(n)::text;
END
$$;
