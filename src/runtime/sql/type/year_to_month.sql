-- INTERVAL YEAR TO MONTH beside INTERVAL DAY TO SECOND in the parameters of overloads.
CREATE DOMAIN ora.year_to_month AS interval;
