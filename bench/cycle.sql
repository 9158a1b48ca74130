-- For pgbench: what an ask and its settlement leave in the tables, as two transactions.
BEGIN;
SELECT nextval('numbers') AS asked \gset
INSERT INTO state (sequence, id, tenant, session_id, type, status, requested_at, separate, expires_at, due_at, size)
  VALUES (:asked, gen_random_uuid()::text, 'default', 's' || (:asked % 1000), 'question', 'pending', 1, 0, 2, 2, 300);
INSERT INTO payload (sequence, requested_at, metadata, data) VALUES (:asked, 1, '{}', convert_to(repeat('x', 210), 'UTF8'));
INSERT INTO event (number, sequence, kind, at) VALUES (:asked, :asked, 'requested', 1);
COMMIT;
BEGIN;
SELECT nextval('numbers') AS settled \gset
UPDATE state SET status = 'resolved', outcome = 'answered', origin = 'responder', settled_number = :settled, decided_at = 2
  WHERE sequence = :asked AND status = 'pending';
INSERT INTO event (number, sequence, kind, status, at, origin, response)
  VALUES (:settled, :asked, 'settled', 'resolved', 2, 'responder', 'true');
COMMIT;
