"""What made-up calls of an office do not come to by chance: numbers of records, passwords, bodies that make
sense. Made in a practice office for fuzz_api.py before it begins, and given by operation.

A text may hold `{unique}` and `{uuid}`, which are another word in every call.
"""

import json
import re
import sys
import time
import urllib.error
import urllib.request
import uuid
from collections import defaultdict
from datetime import datetime, timedelta, timezone
from pathlib import Path

# How many there are of what a call uses up, such as a record that is deleted.
SPARE = 8
# How long something may take that comes by itself, in seconds.
PATIENCE = 120
AGGREGATOR = "AA-UMBER"
PASSWORD = "a password of many words"


class Known:
    """Calls that an office takes, by operation, and who asks for them."""

    def __init__(self, server, headers, sign_in, folder):
        self.server, self.headers, self.sign_in, self.folder = server, headers, sign_in, Path(folder)
        self.calls = defaultdict(list)

    def ask(self, method, path, body=None, who="agent"):
        """Asks the office itself, and answers the JSON."""
        kind, data = "application/json", None
        if isinstance(body, bytes):
            kind, data = "multipart/form-data; boundary=part", body
        elif body is not None:
            data = json.dumps(filled(body)).encode()
        headers = {"content-type": kind, **self.headers[who]}
        asked = urllib.request.Request(self.server + path, data, headers, method=method)
        try:
            with urllib.request.urlopen(asked) as answer:
                text = answer.read()
        except urllib.error.HTTPError as refused:
            sys.exit(f"{method} {path}: {refused.code} {refused.read().decode()}")
        return json.loads(text) if text else None

    def make(self, path, body, who="agent"):
        """Makes a record, and answers its number."""
        made = self.ask("POST", path, body, who)
        return made.get("data", made)["id"]

    def file(self, path="/attachments", who="agent", name="bill.pdf", text="%PDF-1.7\n%%EOF\n"):
        """Uploads a file, and answers its number."""
        head = f'--part\r\ncontent-disposition: form-data; name="file"; filename="{name}"\r\n'
        form = f"{head}content-type: application/octet-stream\r\n\r\n{text}\r\n--part--\r\n"
        return self.make(path, form.encode(), who)

    def add(self, operation, path=None, query=None, body=None):
        """Keeps a call that an operation takes."""
        self.calls[operation].append({"path": path or {}, "query": query or {}, "body": body})

    def soon(self, look):
        """What there is once it has come."""
        for _ in range(PATIENCE):
            if found := look():
                return found
            time.sleep(1)
        sys.exit("Something that the office does by itself did not come.")

    def several(self, operation, make):
        """Keeps calls of an operation that uses its record up, each with one of its own."""
        for _ in range(SPARE):
            self.add(operation, {"id": make()})


def filled(value):
    """A value with another word wherever its texts ask for one."""
    if isinstance(value, str):
        return value.replace("{unique}", uuid.uuid4().hex[:12]).replace("{uuid}", str(uuid.uuid4()))
    if isinstance(value, list):
        return [filled(one) for one in value]
    if isinstance(value, dict):
        return {name: filled(one) for name, one in value.items()}
    return value


def known(server, headers, sign_in, folder):
    """Calls that an office takes, by operation."""
    office = Known(server, headers, sign_in, folder)
    sessions = asked_for(office)
    for add in (people, codes, clients, texts, choices, files, segments, identity, sold, customers, elsewhere):
        add(office)
    bank_data(office, sessions)
    return office.calls


def person(role="agent", **more):
    about = {"first_name": "Bo", "last_name": "Ek", "role": role, **more}
    return {"email": "{unique}@example.com", "password": PASSWORD, **about}


def people(office):
    """Whoever signs in, several, for somebody whose password is guessed at has to wait; and whoever may be closed."""
    for _ in range(SPARE):
        who = filled(person())
        office.make("/office/users", who)
        office.add("POST /auth/login", body={"email": who["email"], "password": PASSWORD})
        at_unaport = {"emailId": who["email"], "password": PASSWORD}
        office.add("POST /login", body=at_unaport)
        session = office.ask("POST", "/unaport/login", at_unaport)
        office.add("POST /refresh", body={"refresh_token": session["refresh_token"]})
    office.add("POST /office/users", body=person())
    office.add("POST /office/users", body=person("client", client_id=2))
    office.several("DELETE /office/users/{id}", lambda: office.make("/office/users", person()))
    number = {"id": office.make("/office/users", person())}
    office.add("PATCH /office/users/{id}", number, body={"last_name": "Ekdal"})
    office.add("PUT /office/users/{id}/password", number, body={"password": PASSWORD + " more"})
    mine = {"password": office.sign_in["password"]}
    office.ask("PUT", "/office/backup/recovery-key", mine)
    office.add("PUT /office/backup/recovery-key", body=mine)
    office.add("POST /office/backup")
    firm = {"name": "Umber Credit Help", "street": "1 Umber Way", "city": "Newark", "state": "nj"}
    firm |= {"zip": "07101", "phone": "(918) 555-0100"}
    office.add("PATCH /office/firm", body=firm)


def sent_by_hand(office):
    """A piece that somebody noted as sent."""
    text = {"client_id": 2, "type": "sms", "sms": {"number": "4045550102", "body": "Call us."}}
    piece = office.ask("POST", "/correspondence/send", text)["data"]["data"]["id"]
    office.ask("POST", f"/office/outgoing/{piece}/sent", {})
    return piece


def codes(office):
    """Codes for whoever forgot a password, each good once: they lie where mail waits to be sent."""
    new = {"password": PASSWORD + " more", "password_confirmation": PASSWORD + " more"}
    for _ in range(SPARE):
        who = filled(person())
        mail = office.folder / "outgoing" / f"password-{office.make('/office/users', who)}.eml"
        office.ask("POST", "/auth/password/forgot", {"email": who["email"]})
        code = office.soon(lambda mail=mail: code_in(mail))
        office.add("POST /auth/password/reset", body={"email": who["email"], "token": code, **new})


def code_in(mail):
    """The code in a mail that lies there: the line that is set apart."""
    lines = mail.read_text().splitlines() if mail.exists() else []
    return next((line.strip() for line in lines if line.startswith("    ")), None)


def clients(office):
    """Clients who are taken on, with reports and items of their own, and leave again."""
    new = {"attributes": {"FirstName": "Ines", "LastName": "Quintana", "MobilePhone": "(918) 555-0142"}}
    office.add("POST /office/clients", body=new)
    office.several("DELETE /office/clients/{id}", lambda: office.ask("POST", "/office/clients", new)["id"])
    client = office.ask("POST", "/office/clients", new)["id"]
    for day in range(1, SPARE + 1):
        of_day = {"content": {**REPORT, "report_date": f"2025-01-{day:02}"}}
        put_in = office.make(f"/office/clients/{client}/reports", of_day)
        tradeline = {"client_id": client, "credit_report_id": put_in, "tradeline_id": "T-1"}
        office.add("POST /office/negative-items", body=tradeline)
        later = {"content": {**REPORT, "report_date": f"2025-02-{day:02}"}}
        office.add("POST /office/clients/{id}/reports", {"id": client}, body=later)
    entered = {"account_name": "Caf\u00e9 Umber", "past_due_amount": "12.5", "opened_date": "2024-02-29"}
    by_hand = {"client_id": client, "item": entered}
    office.add("POST /office/negative-items", body=by_hand)
    item = {"id": office.make("/office/negative-items", by_hand)}
    change = {"status": "in_progress", "past_due_amount": "20", "close_date": "2025-03-31"}
    office.add("PATCH /office/negative-items/{id}", item, body=change)
    office.several("DELETE /office/negative-items/{id}", lambda: office.make("/office/negative-items", by_hand))
    shown = office.ask("GET", "/clients/2")
    office.add("POST /private-records/{record_id}/analytics", {"record_id": shown["private_record_id"]})


# The least report of a bureau that says something.
REPORT = {
    "schema": "redress.report/1",
    "bureau": "equifax",
    "report_date": "2025-01-01",
    "consumer": {"names": [{"first": "Ines", "last": "Quintana"}]},
    "tradelines": [
        {
            "id": "T-1",
            "furnisher": {"name": "TANGLEMERE FUNDING", "kind": "debt_buyer"},
            "account_type": "0C",
            "status": "93",
            "balance": "1250.00",
            "reported_on": "2024-12-17",
        }
    ],
}


def texts(office):
    """Templates, snippets and contracts."""
    said = {"name": "Say {unique}", "content": "[First name], as of [Today]."}
    office.add("POST /snippets", body=said)
    office.add("POST /contracts", body={**said, "type": "Terms"})
    template = {"name": "Say {unique}", "type": "static", "contents": [{"content": "Thank you, [First name]."}]}
    template["category_id"] = office.make("/template-categories", {"name": "Thanks {unique}"})
    office.add("POST /templates", body=template)


def choices(office):
    """What there is to choose from."""
    place = {"address": "1 Umber Way", "city": "Newark", "state": "NJ", "zip_code": "07101"}
    office.add("POST /bureau-addresses", body={**place, "title": "Appeals {unique}", "type": "transunion"})
    office.add("POST /furnishers", body={**place, "name": "Ochre {unique}", "type": "Original_Creditor"})
    office.add("POST /fax-settings", body={"reattempt_count": 2})
    office.add("POST /goals", body={"name": "A boat {unique}", "icon": "sailboat"})
    code = {"tcp_name": "Not mine {unique}", "eq_code": "001"}
    office.several("DELETE /claim-codes/{id}", lambda: office.make("/claim-codes", code))
    reason = {"name": "Never mine {unique}", "claim_code_id": office.make("/claim-codes", code)}
    office.add("POST /instructions", body=reason)
    last = office.ask("POST", "/instructions", reason)["data"]
    moved = {"order_from": last["order"], "order_to": last["order"]}
    office.add("POST /instructions/{instruction}/move", {"instruction": last["id"]}, body=moved)
    office.add("GET /clickhouse-events/{eventName}", {"eventName": "User Login"})


def files(office):
    """Files, what they are given to, and lists of clients to take on."""
    for of in range(2, SPARE + 2):
        owner = {"entity_type": "client", "entity_id": of}
        one, given = {"id": office.file()}, {"attachment_id": office.file(), **owner}
        office.ask("POST", "/attachments/assign", {"attachment_id": one["id"], **owner})
        office.add("DELETE /attachments/{id}/assign", one, body=owner)
        office.add("POST /attachments/assign", body=given)
        office.add("GET /attachments", query=owner)
        office.add("POST /client-documents", body={"attachment_id": office.file(), "client_id": of, "type": "other"})
    people = office.file(name="clients.csv", text="FirstName,LastName\r\nAna,Soto\r\nLuis,Quintana\r\n")
    office.add("POST /imports", body={"type": "add", "attachment_id": people})
    signed = {"client_id": 2, "name": "Service {unique}", "type": "Service", "agreement_signed": "2026-01-14 16:30:00"}
    office.add("POST /client-agreements", body=signed)
    office.several("DELETE /office/agreements/{id}", lambda: office.make("/client-agreements", signed))
    office.several("DELETE /office/outgoing/{id}/sent", lambda: sent_by_hand(office))


def segments(office):
    """Conditions that make sense, and segments that were made of them."""
    rule = {"field": "id", "operator": "<=", "value": 6}
    new = {"name": "First {unique}", "conditions": {"combinator": "AND", "rules": [rule]}}
    # The first of them go by chance.
    numbers = [office.ask("POST", "/segments", new)["id"] for _ in range(4 * SPARE)]
    office.add("POST /segments", body=new)
    of_items = {"field": "is_disputed", "operator": "=", "value": True}
    office.add("POST /segments", body={**new, "type": "negative_item", "conditions": {"rules": [of_items]}})
    for number in numbers[-SPARE:]:
        one = {"id": number}
        office.add("GET /segments/{id}", one)
        office.add("GET /segments/{id}/export", one)
        office.add("POST /segments/{id}/refresh", one)
        office.add("PUT /segments/{id}", one, body={"conditions": {"rules": [{**rule, "value": 3}]}})
    for number in numbers[-2 * SPARE : -SPARE]:
        office.add("DELETE /segments/{id}", {"id": number})
    values = {"field_name": "MailingState", "conditions": {"rules": [rule]}}
    office.add("POST /query-builder/{modelName}/values", {"modelName": "client"}, body=values)
    statuses = {"field_name": "status"}
    office.add("POST /query-builder/{modelName}/values", {"modelName": "negative_item"}, body=statuses)


def identity(office):
    """PINs that were sent to clients, each good once."""
    for client in range(20, 20 + SPARE):
        asked = {"id": client, "provider": "spin_wheel"}
        token = office.ask("GET", f"/clients/{client}/kba/spin_wheel")[0]["auth_token"]
        sent = office.ask("GET", f"/correspondence?type=sms&client_id={client}")["data"][0]
        text = next(one["value"] for one in sent["attributes"] if one["name"] == "content")
        pin = re.search("[0-9]{4,}", text).group()
        answers = {"answers": [], "auth_pin": pin, "auth_token": token}
        office.add("POST /clients/{id}/kba/{provider}", asked, body=answers)


def sold(office):
    """What the firm sells and nobody bought."""
    product = {"name": "Monthly {unique}", "product_code": "M-{unique}", "product_type": "monthly"}
    office.add("POST /office/products", body=product)
    office.several("DELETE /office/products/{id}", lambda: office.make("/office/products", product))


def customers(office):
    """The client who asks, papers of this client's, and a contract to agree to."""
    for of_client in ("agreements", "documents", "goals", "negative-items", "products"):
        office.add(f"GET /customer-portal/clients/{{client}}/{of_client}", {"client": 1})
    moved = {"attributes": {"MailingCity": "Salem"}}
    office.add("PUT /customer-portal/clients/{client}", {"client": 1}, body=moved)
    own = "/customer-portal/client-documents"
    upload = lambda: office.file("/customer-portal/attachments", "client")
    linked = lambda: office.make(own, {"attachment_id": upload(), "type": "other"}, "client")
    for _ in range(SPARE):
        path = {"client": 1, "clientDocument": linked()}
        office.add("DELETE /customer-portal/clients/{client}/documents/{clientDocument}", path)
        office.add(f"POST {own}", body={"attachment_id": upload(), "type": "other"})
        office.add(f"PUT {own}/{{id}}", {"id": linked()}, body={"attachment_id": upload()})
        office.add("GET /customer-portal/attachments/{id}", {"id": upload()})
    contract = {"name": "Terms {unique}", "type": "Terms", "content": "I, [First name], agree."}
    office.add("GET /customer-portal/contracts/{id}", {"id": office.make("/contracts", contract)})
    goal = office.make("/goals", {"name": "A house {unique}"})
    office.add("POST /customer-portal/clients/{client}/goals", {"client": 1}, body={"goal_ids": [goal]})


def elsewhere(office):
    """Business partners."""
    partner = {
        "address": "1 Umber Street",
        "city": "Newark",
        "company_name": "Umber Supplies",
        "company_registration_number": "000-{unique}",
        "country_code": "US",
        "email": "office@example.com",
        "frequency": "monthly",
        "partner_type": "supplier",
        "payment_terms": "Net 30",
        "postal_code": "07101",
        "sales_amount": 150000,
        "state": "NJ",
    }
    office.add("POST /partners", body=partner)


def moment(days=0):
    return (datetime.now(timezone.utc) + timedelta(days=days)).strftime("%Y-%m-%dT%H:%M:%SZ")


def asked_for(office):
    """Asks for consents to read bank data, and answers their handles. What comes of them takes a while."""
    here = office.ask("GET", "/unaport/getClientOrganisation", who="unaport")
    fiu = here["fiutest"]["entityId"]
    detail = {
        "consentMode": "STORE",
        "fetchType": "ONETIME",
        "consentTypes": ["PROFILE", "SUMMARY", "TRANSACTIONS"],
        "fiTypes": ["DEPOSIT", "TERM_DEPOSIT"],
        "DataConsumer": {"id": fiu, "type": "FIU"},
        "Purpose": {"code": "103"},
        "DataLife": {"unit": "MONTH", "value": 1},
        "Frequency": {"unit": "MONTH", "value": 1},
    }
    asked = {
        **detail,
        "consentStart": moment(),
        "consentExpiry": moment(180),
        "Customer": {"id": "asha@AA-UMBER"},
        "FIDataRange": {"from": moment(-180), "to": moment(360)},
    }
    about = {"createdBy": "ana@example.com", "trackingId": "t-{unique}", "aaId": AGGREGATOR, "fiuId": fiu}
    about |= {"vuaId": "asha@AA-UMBER", "fiuBaseUrl": "https://example.com/fiu"}
    request = {"ver": "2.0.0", "timestamp": moment(), "txnid": "ask-{unique}", "ConsentDetail": asked}
    new = {**about, "redirectUrl": "https://example.com/back", "ConsentsRequest": request}
    office.add("POST /consents", body=new)
    relative = {"consentStart": moment(), "consentExpiry": "6", "FIDataRange": {"from": -12, "to": 12}}
    template = {"product_name": "Loan {unique}", "ConsentDetail": {**detail, **relative}}
    office.add("POST /consent-templates", body=template)
    product = office.ask("POST", "/unaport/consent-templates", template, "unaport")["productId"]
    of_template = {**about, "mobileNumber": "1000000001", "productId": product}
    office.add("POST /consent-templates/{product_id}/consents", {"product_id": product}, body=of_template)
    ask = lambda: office.ask("POST", "/unaport/consents", new, "unaport")["ConsentHandle"]
    return here["orgId"], [ask() for _ in range(SPARE + 1)]


def bank_data(office, asked):
    """Consents that were given, sessions in which data came, and what was made of it."""
    org, (first, *others) = asked
    for handle in others:
        consent = office.soon(lambda handle=handle: given(office, handle))
        path = {"org_id": org, "consentId": consent}
        office.add("POST /organisations/{org_id}/consents/{consentId}/revoke", path)
    by_handle = {"consentHandle": first}
    office.add("GET /consents/{consentHandle}", by_handle)
    office.add("GET /consents/{consentHandle}/data-status", by_handle)
    session = office.soon(lambda: delivered(office, first))
    by_session, at_once = {"sessionId": session}, {"mode": "sync", "OrgID": org}
    office.add("GET /sessions/{sessionId}/data", by_session)
    office.add("GET /sessions/{sessionId}/export", by_session)
    office.add("POST /sessions/{sessionId}/analytics", by_session, {"mode": "sync"})
    office.add("POST /sessions/{sessionId}/analytics", by_session, {"mode": "async"})
    made = office.ask("POST", f"/unaport/sessions/{session}/analytics?mode=sync", {}, "unaport")
    analytic = {"analyticId": made["analyticId"][0]}
    office.add("GET /analytics/{analyticId}", analytic)
    office.add("GET /analytics/{analyticId}/export", analytic)
    together = f"/unaport/sessions/{session}/aggregate-analytics"
    office.ask("POST", f"{together}?mode=sync&OrgID={org}", {}, "unaport")
    office.add("POST /sessions/{sessionId}/aggregate-analytics", by_session, at_once)
    office.add("GET /sessions/{sessionId}/aggregate-analytics", by_session)
    office.add("GET /sessions/{sessionId}/aggregate-analytics/export", by_session)
    told = {"ver": "2.0.0", "timestamp": moment(), "txnid": "{uuid}", "Notifier": {"type": "AA", "id": AGGREGATOR}}
    stands = {"consentHandle": "another's", "consentStatus": "ACTIVE"}
    office.add("POST /notifications/consent", body={**told, "ConsentStatusNotification": stands})
    account = {"linkRefNumber": "l-1", "FIStatus": "READY", "description": ""}
    came = {"sessionId": session, "sessionStatus": "COMPLETED"}
    came["FIStatusResponse"] = [{"fipID": "FIP-1", "Accounts": [account]}]
    office.add("POST /notifications/fi", body={**told, "FIStatusNotification": came})


def given(office, handle):
    """The id of a consent to which somebody said yes."""
    told = office.ask("GET", f"/unaport/consents/{handle}", who="unaport")
    return told["Data"][0]["consentId"]


def delivered(office, handle):
    """The session of a consent whose data is here."""
    told = office.ask("GET", f"/unaport/consents/{handle}/data-status", who="unaport")
    sessions = [one["FIStatusNotification"] for one in told["data"]]
    return next((one["sessionId"] for one in sessions if one["sessionStatus"] == "COMPLETED"), None)
