-- Deleting a client or a report looks for whatever refers to it: without these it read whole tables.
CREATE INDEX agents_of_client ON agents (client_id);
CREATE INDEX exchange_requests_of_client ON exchange_requests (client_id);
CREATE INDEX files_of_client ON files (client_id);
CREATE INDEX negative_items_of_report ON negative_items (report);
CREATE INDEX step_executions_of_client ON step_executions (client_id);
