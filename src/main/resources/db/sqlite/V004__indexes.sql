-- Once everything was moved.
DROP TABLE interaction_v2;
DROP TABLE event_v2;

CREATE UNIQUE INDEX state_ask_key ON state (ask_key, tenant, coalesce(requested_by, '')) WHERE ask_key IS NOT NULL;
CREATE INDEX state_due ON state (due_at) WHERE status = 'pending';
CREATE INDEX state_pending ON state (sequence) WHERE status = 'pending';
CREATE INDEX state_pending_session ON state (session_id, tenant) WHERE status = 'pending';
CREATE INDEX state_leased ON state (lease_until) WHERE status = 'pending' AND lease_until IS NOT NULL;
CREATE INDEX state_session ON state (session_id, sequence);
CREATE INDEX state_requested ON state (requested_at);
CREATE INDEX state_decided ON state (decided_at) WHERE decided_at IS NOT NULL;
