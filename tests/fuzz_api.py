"""Sends more than twenty thousand made-up calls to a practice office, right ones and wrong ones, and reads
every answer by the document that the office serves of the same operation: no 5xx, no status, media type or
body that the document does not have. Started by `cargo xtask fuzz-api`.

An office that says no to everything would pass all that, so every operation has to be done at least once, but
for those named here, and these never; and whoever asks has to be signed in at the end. What no call comes to by
chance, such as a record's own number, is planted: see fuzz_api_known.py.

Usage: fuzz_api.py OFFICE REPORTS [EXAMPLES]
"""

import base64
import json
import os
import secrets
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from collections import Counter
from pathlib import Path

from fuzz_api_known import known

# Which part of a system is asked as whom: its root, the paths to ask or to leave out, and who asks.
CUSTOMERS = "^/customer-portal/"
KEYS = "^/auth/"
PARTS = {
    "portal": ("", ["--exclude-path-regex", CUSTOMERS], "agent"),
    "customer_portal": ("", ["--include-path-regex", CUSTOMERS], "client"),
    "mycreditapp": ("/mycreditapp", [], "mycreditapp"),
    "unaport": ("/unaport", [], "unaport"),
    "exchange": ("/exchange", ["--exclude-path-regex", KEYS], "exchange"),
    "exchange_keys": ("/exchange", ["--include-path-regex", KEYS], "password"),
    # The last, for it closes the accounts of others and tries passwords of the one that asks.
    "office": ("/office", [], "agent"),
}
CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"
# The least that the four systems together have to be asked; the office's own operations do not count.
LEAST = 20_000
# What a practice office never does, and why.
NEVER = {
    "an office knows its people itself, and no provider that does": ["POST /auth/login/provider"],
    "practice is set up, and mails nobody": [
        "POST /office/mail/try",
        "POST /office/restore",
        "POST /office/set-up",
        "PUT /office/mail",
    ],
}
# What is asked to see who is still signed in; anything but 401 and 419 says so.
PROBES = {
    "agent": ("GET", "/roles"),
    "client": ("GET", "/customer-portal/goals"),
    "mycreditapp": ("POST", "/mycreditapp/partners"),
    "unaport": ("GET", "/unaport/getClientOrganisation"),
    "exchange": ("POST", "/exchange/api/respond"),
    "password": ("GET", "/exchange/auth/getToken"),
}


def call(url, headers, body=None):
    data = None if body is None else json.dumps(body).encode()
    headers = {"content-type": "application/json", **headers}
    with urllib.request.urlopen(urllib.request.Request(url, data, headers)) as answer:
        return json.load(answer)


def started(program, folder):
    """A practice office with a key of its own, and what to sign in to it with."""
    key = {"REDRESS_OFFICE_KEY": secrets.token_hex(32)}
    office = subprocess.Popen(
        [program, "--folder", folder, "--practice", "--clients", "40"],
        env={**os.environ, **key},
        stdout=subprocess.PIPE,
        text=True,
    )
    for line in office.stdout:
        if line.startswith("sign in with "):
            return office, json.loads(Path(line.removeprefix("sign in with ").strip()).read_text())
    sys.exit("The office did not start.")


def shown(sign_in):
    """The headers of those who ask: an agent, in each system, and a client."""
    server, key = sign_in["server"], {"x-api-key": sign_in["api_key"]}
    who = {"email": sign_in["email"], "password": sign_in["password"]}

    def bearer(who):
        return {"authorization": "Bearer " + call(server + "/auth/login", key, who)["token"]}

    agent = {**key, **bearer(who)}
    client = {"email": "client@example.com", "password": secrets.token_hex(16)}
    about = {"first_name": "Ines", "last_name": "Quintana", "role": "client", "client_id": 1}
    call(server + "/office/users", agent, {**client, **about})
    here = call(server + "/.well-known/redress", key)["organization_id"]
    password = (who["email"] + ":" + who["password"]).encode()
    basic = {"authorization": "Basic " + base64.b64encode(password).decode()}
    daily = {"authorization": call(server + "/exchange/auth/getToken", {**key, **basic})["token"]}
    of_unaport = {"emailId": who["email"], "password": who["password"]}
    of_unaport = "Bearer " + call(server + "/unaport/login", key, of_unaport)["access_token"]
    return {
        "agent": agent,
        "client": {**key, **bearer(client)},
        "mycreditapp": {**agent, "requester-organization-id": here, "target-organization-id": here},
        "unaport": {**key, "authorization": of_unaport},
        "exchange": {**key, **daily},
        "password": {**key, **basic},
    }


def fuzz(server, part, headers, reports, examples):
    """Asks a part of a system. Answers how often, how many kinds of wrong answers came, and how each operation
    was answered."""
    root, paths, _ = PARTS[part]
    report, answers = reports / f"{part}.json", reports / f"{part}.answers"
    answers.unlink(missing_ok=True)
    words = [sys.executable, "-m", "schemathesis.cli", "run", f"{server}{root}/openapi.json", *paths]
    words += ["--checks", CHECKS, "--max-examples", str(examples), "--continue-on-failure"]
    words += ["--seed", "1", "--phases", "examples,coverage,fuzzing", "--no-shrink"]
    words += ["--report", "json", "--report-json-path", str(report), "--warnings", "off"]
    words += ["--generation-database", ":memory:", "--suppress-health-check", "all"]
    for name, value in headers.items():
        words += ["--header", f"{name}: {value}"]
    hooks = Path(__file__).with_name("fuzz_api_hooks.py").resolve()
    notes = {"SCHEMATHESIS_HOOKS": str(hooks), "FUZZ_API_ANSWERS": str(answers)}
    notes |= {"FUZZ_API_KNOWN": str(reports / "known.json"), "PYTHONPATH": str(hooks.parent)}
    ended = subprocess.run(words, cwd=reports, env={**os.environ, **notes}).returncode
    told = json.loads(report.read_text())
    wrong = len(told["failures"]) + len(told["errors"])
    # Whatever else made it fail counts as well.
    return told["test_cases"]["generated"], wrong or ended, answered(answers)


def answered(answers):
    """How often each operation was answered with each status."""
    told = {}
    for line in answers.read_text().splitlines():
        status, operation = line.split(" ", 1)
        told.setdefault(operation, Counter())[status] += 1
    return told


def is_done(statuses):
    """Whether an operation was answered with anything but refusals."""
    return any(status.startswith("2") for status in statuses)


def otherwise(told):
    """What was never done and should have been, and what was done and is said never to be, with how each was
    answered. A name in NEVER that no operation has counts as well."""
    never = {operation for operations in NEVER.values() for operation in operations}
    wrong = [operation for operation, statuses in told.items() if is_done(statuses) == (operation in never)]
    return {operation: dict(told.get(operation, {})) for operation in sorted([*wrong, *(never - told.keys())])}


def signed_in(server, headers, who):
    """Whether somebody is still taken for who it is."""
    method, path = PROBES[who]
    body = b"{}" if method == "POST" else None
    asked = {"content-type": "application/json", **headers}
    try:
        with urllib.request.urlopen(urllib.request.Request(server + path, body, asked, method=method)):
            return True
    except urllib.error.HTTPError as refused:
        return refused.code not in (401, 419)


def main():
    program, reports = sys.argv[1], Path(sys.argv[2]).resolve()
    examples = int(sys.argv[3]) if len(sys.argv) > 3 else 100
    reports.mkdir(parents=True, exist_ok=True)
    done, gone = {}, []
    with tempfile.TemporaryDirectory() as folder:
        office, sign_in = started(program, folder)
        server = sign_in["server"]
        try:
            headers = shown(sign_in)
            planted = known(server, headers, sign_in, folder)
            (reports / "known.json").write_text(json.dumps(planted))
            for part, (_, _, who) in PARTS.items():
                done[part] = fuzz(server, part, headers[who], reports, examples)
                if not signed_in(server, headers[who], who):
                    gone.append(part)
        finally:
            office.terminate()
            office.wait()
    print()
    told = {}
    for part, (asked, wrong, answers) in done.items():
        print(f"{part:<16} {asked:>6} calls, {wrong} wrong")
        told.update(answers)
    others = otherwise(told)
    for operation, statuses in others.items():
        print(f"{operation} was {'done, and is said never to be' if is_done(statuses) else 'never done'}: {statuses}")
    for part in gone:
        print(f"{part}: whoever asked was signed out on the way, so that the rest says nothing.")
    asked = sum(asked for part, (asked, _, _) in done.items() if part != "office")
    wrong = sum(wrong for _, wrong, _ in done.values())
    print(f"{asked} calls to the four systems, {wrong} wrong, {len(others)} operations otherwise than said.")
    print(f"The reports are in {reports}")
    if wrong or others or gone or asked < LEAST:
        sys.exit(1)


if __name__ == "__main__":
    main()
