-- The phones of clients as they are compared: digits with those of the country, such as
-- 19185550142, so that a client is found by a phone however it is written. Written whenever a
-- client is.
CREATE TABLE client_phones (
    client_id INTEGER NOT NULL REFERENCES clients (id) ON DELETE CASCADE,
    number TEXT NOT NULL,
    PRIMARY KEY (client_id, number)
) STRICT;

CREATE INDEX client_phones_by_number ON client_phones (number, client_id);

-- Those of the clients who are here, letter by letter: what follows the first letter after a digit
-- is an extension.
INSERT INTO client_phones (client_id, number)
WITH RECURSIVE phones (client_id, rest, digits) AS (
    SELECT id, mobile_phone, '' FROM clients WHERE mobile_phone <> ''
    UNION ALL SELECT id, phone, '' FROM clients WHERE phone <> ''
    UNION ALL SELECT id, home_phone, '' FROM clients WHERE home_phone <> ''
    UNION ALL SELECT client_id, substr(rest, 2), digits || CASE
        WHEN substr(rest, 1, 1) BETWEEN '0' AND '9' THEN substr(rest, 1, 1) ELSE '' END
    FROM phones
    WHERE rest <> '' AND (digits = '' OR NOT substr(rest, 1, 1) BETWEEN 'a' AND 'z')
)
SELECT DISTINCT client_id, CASE
    WHEN length(digits) = 10 AND substr(digits, 1, 1) = '0' THEN '380' || substr(digits, 2)
    WHEN length(digits) = 10 THEN '1' || digits
    ELSE digits END
FROM phones
WHERE (rest = '' OR (digits <> '' AND substr(rest, 1, 1) BETWEEN 'a' AND 'z'))
  AND ((length(digits) = 10 AND substr(digits, 1, 1) <> '1')
    OR (length(digits) = 11 AND substr(digits, 1, 1) = '1')
    OR (length(digits) = 12 AND substr(digits, 1, 3) = '380'));
