-- Which version of its contract's text a client agreed to: what the contract said when it was noted.
ALTER TABLE agreements ADD COLUMN contract_version_id INTEGER REFERENCES contract_versions (id);

UPDATE agreements SET contract_version_id = (
    SELECT version.id FROM contract_versions AS version
    WHERE version.contract = agreements.contract_id AND version.created_at <= agreements.created_at
    ORDER BY version.version_number DESC LIMIT 1);

CREATE INDEX agreements_by_contract_version ON agreements (contract_version_id);
