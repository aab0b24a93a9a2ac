-- The SQLSTATE raised for an Oracle error: PostgreSQL's own code where it raises that error itself, OAnnn for
-- ORA-20nnn, OA00Z for ORA-20000, else O and four base-36 digits. No code ends in 000, which would stand for a class.
-- The list is that of src/ir/oracle-error.ts.
CREATE FUNCTION ora.sqlstate_of(n integer) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  code integer := abs(n);
  native text := '{
    "100": "P0002",
    "1": "23505",
    "54": "55P03",
    "60": "40P01",
    "904": "42703",
    "942": "42P01",
    "955": "42P07",
    "1001": "34000",
    "1013": "57014",
    "1031": "42501",
    "1400": "23502",
    "1402": "44000",
    "1403": "P0002",
    "1407": "23502",
    "1422": "P0003",
    "1427": "21000",
    "1428": "2201F",
    "1438": "22003",
    "1453": "25001",
    "1456": "25006",
    "1476": "22012",
    "1722": "22P02",
    "2290": "23514",
    "2291": "23503",
    "2292": "23503",
    "6511": "42P03",
    "6592": "20000",
    "8177": "40001",
    "12899": "22001",
    "20000": "OA00Z"
  }'::jsonb ->> code::text;
BEGIN
  RETURN CASE
    WHEN native IS NOT NULL THEN native
    WHEN code BETWEEN 20001 AND 20999 THEN 'OA' || substr(code::text, 3)
    WHEN code % 46656 = 0 THEN 'OZ' || ora.base36(code / 46656, 2) || '1'
    ELSE 'O' || ora.base36(code, 4)
  END;
END
$$;
