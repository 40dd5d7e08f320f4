-- tools/bench_peer.sql - the rule of examples/jing-jin-ji-tax.md as one statement, in whole fen
--
-- Run by script/bench on tables enterprise(id, led, fits, b1, b2, b3) and tax(id, year, fen). One
-- row per enterprise and year is carried forward: what was shared before and after the year, and
-- whether the sharing was still open. Half a fen goes away from zero.
WITH RECURSIVE
shared(id, year, cap, is_open, before, after) AS (
  SELECT id, 2015, b1 + b2 + b3,
         led AND fits AND b1 + b2 + b3 >= 3 * 2000000000, 0, 0
    FROM enterprise
  UNION ALL
  SELECT s.id, t.year, s.cap,
         s.is_open AND (t.year <> 2019 OR s.after < s.cap),
         s.after,
         CASE WHEN s.is_open AND (t.year <> 2019 OR s.after < s.cap)
              THEN max(0, min(s.cap, s.after + CASE WHEN t.fen < 0 THEN -((1 - t.fen) / 2)
                                                    ELSE (t.fen + 1) / 2 END))
              ELSE s.after END
    FROM shared s JOIN tax t ON t.id = s.id AND t.year = s.year + 1
)
SELECT printf('%d.%02d', sum(abs(after - before)) / 100, sum(abs(after - before)) % 100)
  FROM shared WHERE year > 2015;
