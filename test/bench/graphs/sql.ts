import type { Duckdb } from '../shared/duckdb.mjs';
import { blockedDevices, newDesk } from './answer.ts';
import type { Answer } from './answer.ts';

/**
 * The example `card-fraud` in SQL, from the file to the payments that are worth an alert, with their words. Holding back
 * is a matter of what was sent before: a loop over the few payments that are left, ordered by the database.
 */

/** As exact as the engine: amounts are whole cents. Whether two countries occur is asked without counting them, which is dearer. */
const judged = (file: string): string => `
  WITH payments AS (
    SELECT *, epoch_ms(time) AS t, CAST(round(amount * 100) AS BIGINT) AS cents
    FROM read_csv('${file}', auto_detect = false, header = true, delim = ',', quote = '"', escape = '"', columns = {
      'payment_id': 'VARCHAR', 'time': 'TIMESTAMP', 'card': 'VARCHAR', 'customer': 'VARCHAR', 'amount': 'DOUBLE', 'merchant': 'VARCHAR', 'merchant_group': 'VARCHAR',
      'country': 'VARCHAR', 'home_country': 'VARCHAR', 'channel': 'VARCHAR', 'device': 'VARCHAR', 'status': 'VARCHAR', 'is_fraud': 'BOOLEAN' })),
  habits AS (
    SELECT payment_id, t, card, amount, merchant, merchant_group, country, home_country, device,
      count(*) OVER m10 AS payments_10m,
      count(*) FILTER (WHERE amount < 5) OVER m10 AS small_10m,
      min(country) OVER h2 <> max(country) OVER h2 AS two_countries,
      count(*) FILTER (WHERE status = 'declined') OVER h1 AS declined_1h,
      sum(cents) OVER month AS cents_30d,
      count(*) OVER month AS count_30d
    FROM payments
    WINDOW m10 AS (PARTITION BY card ORDER BY t RANGE BETWEEN 600000 PRECEDING AND CURRENT ROW),
           h1 AS (PARTITION BY card ORDER BY t RANGE BETWEEN 3600000 PRECEDING AND CURRENT ROW),
           h2 AS (PARTITION BY card ORDER BY t RANGE BETWEEN 7200000 PRECEDING AND CURRENT ROW),
           month AS (PARTITION BY card ORDER BY t RANGE BETWEEN 2592000000 PRECEDING AND 1 PRECEDING)),
  compared AS (
    SELECT *, blocked.device IS NOT NULL AS blocked, coalesce(country <> home_country, false) AS abroad,
      merchant_group IN ('electronics', 'gift cards', 'jewellery') AND amount >= 100 AS resold,
      CASE WHEN count_30d >= 10 AND cents_30d > 0
        THEN floor(least(amount / (CAST(cents_30d AS DOUBLE) / (100 * count_30d)), 1000000) * 1000000 + 0.5) / 1000000 ELSE 0 END AS times_usual
    FROM habits LEFT JOIN (SELECT unnest([${blockedDevices.map((device) => `'${device}'`).join(', ')}]) AS device) blocked USING (device)),
  scored AS (
    SELECT *, least(100,
      CASE WHEN blocked THEN 60 ELSE 0 END + CASE WHEN small_10m >= 4 THEN 40 ELSE 0 END + CASE WHEN two_countries THEN 25 ELSE 0 END
      + CASE WHEN abroad THEN 20 ELSE 0 END + CASE WHEN payments_10m >= 3 THEN 20 ELSE 0 END + CASE WHEN times_usual > 4 THEN 20 ELSE 0 END
      + CASE WHEN times_usual > 10 THEN 10 ELSE 0 END + CASE WHEN declined_1h >= 2 THEN 15 ELSE 0 END + CASE WHEN resold THEN 15 ELSE 0 END) AS score
    FROM compared)
  SELECT t, payment_id, card, printf('%.2f', amount) AS amount, merchant, country, small_10m, score,
    concat_ws('; ',
      CASE WHEN times_usual > 4 THEN printf('%.2f', amount) || ' EUR is far more than this card usually pays' END,
      CASE WHEN blocked THEN 'blocked device (+60)' END,
      CASE WHEN small_10m >= 4 THEN 'small payments in a row (+40)' END,
      CASE WHEN two_countries THEN 'two countries in 2 hours (+25)' END,
      CASE WHEN abroad THEN 'not the home country (+20)' END,
      CASE WHEN payments_10m >= 3 THEN 'three payments in 10 minutes (+20)' END,
      CASE WHEN times_usual > 4 THEN 'over 4 times the usual amount (+20)' END,
      CASE WHEN times_usual > 10 THEN 'over 10 times the usual amount (+10)' END,
      CASE WHEN declined_1h >= 2 THEN 'declined twice in an hour (+15)' END,
      CASE WHEN resold THEN 'easy to sell on (+15)' END) AS reasons
  FROM scored WHERE small_10m >= 4 OR score >= 45 ORDER BY t, payment_id`;

export async function inSql(db: Duckdb, file: string): Promise<Answer> {
  const desk = newDesk();
  let review = 0;
  let block = 0;
  for (const [time, , card, amount, merchant, country, small, score, reasons] of await db.rows(judged(file))) {
    const of = {
      time: Number(time), card: String(card), amount: String(amount), merchant: String(merchant), country: String(country),
      small: Number(small), score: Number(score), reasons: [String(reasons)],
    };
    if (of.small >= 4) desk.testing(of);
    if (of.score >= 70) {
      block += 1;
      desk.fraud(of);
    } else if (of.score >= 45) {
      review += 1;
    }
  }
  return { alerts: desk.alerts, review, block };
}
