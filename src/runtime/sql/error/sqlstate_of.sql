-- The SQLSTATE raised for an Oracle error: PostgreSQL's own code where it raises that error itself, OAnnn for
-- ORA-20nnn, OA00Z for ORA-20000, else O and four base-36 digits. No code ends in 000, which would stand for a class.
CREATE FUNCTION ora.sqlstate_of(n integer) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE abs(n)
    WHEN 100 THEN 'P0002'
    WHEN 1 THEN '23505'
    WHEN 54 THEN '55P03'
    WHEN 60 THEN '40P01'
    WHEN 904 THEN '42703'
    WHEN 942 THEN '42P01'
    WHEN 955 THEN '42P07'
    WHEN 1001 THEN '34000'
    WHEN 1013 THEN '57014'
    WHEN 1031 THEN '42501'
    WHEN 1400 THEN '23502'
    WHEN 1402 THEN '44000'
    WHEN 1403 THEN 'P0002'
    WHEN 1407 THEN '23502'
    WHEN 1422 THEN 'P0003'
    WHEN 1427 THEN '21000'
    WHEN 1438 THEN '22003'
    WHEN 1456 THEN '25006'
    WHEN 1476 THEN '22012'
    WHEN 1722 THEN '22P02'
    WHEN 2290 THEN '23514'
    WHEN 2291 THEN '23503'
    WHEN 2292 THEN '23503'
    WHEN 6511 THEN '42P03'
    WHEN 6592 THEN '20000'
    WHEN 8177 THEN '40001'
    WHEN 12899 THEN '22001'
    WHEN 20000 THEN 'OA00Z'
    ELSE CASE
      WHEN abs(n) BETWEEN 20001 AND 20999 THEN 'OA' || lpad((abs(n) - 20000)::text, 3, '0')
      WHEN abs(n) % 46656 = 0 THEN 'OZ' || ora.base36(abs(n) / 46656, 2) || '1'
      ELSE 'O' || ora.base36(abs(n), 4)
    END
  END
$$;
