"""Sends some ten thousand made-up calls to a practice office, right ones and wrong ones, and reads every
answer by the document that the office serves of the same operation: no 5xx, no status, media type or
body that the document does not have. Started by `cargo xtask fuzz-api`.

Usage: fuzz_api.py OFFICE REPORTS [EXAMPLES]
"""

import base64
import json
import os
import secrets
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path

SYSTEMS = ["", "/office", "/mycreditapp", "/unaport", "/exchange"]
CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"
# The least that all systems together have to be asked.
LEAST = 20_000


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
    """The headers of a signed-in agent, by the system that wants them."""
    server, key = sign_in["server"], {"x-api-key": sign_in["api_key"]}
    who = {"email": sign_in["email"], "password": sign_in["password"]}
    bearer = {"authorization": "Bearer " + call(server + "/auth/login", key, who)["token"]}
    here = call(server + "/.well-known/redress", key)["organization_id"]
    password = (who["email"] + ":" + who["password"]).encode()
    basic = {"authorization": "Basic " + base64.b64encode(password).decode()}
    daily = {"authorization": call(server + "/exchange/auth/getToken", {**key, **basic})["token"]}
    who = {"emailId": who["email"], "password": who["password"]}
    of_unaport = {"authorization": "Bearer " + call(server + "/unaport/login", key, who)["access_token"]}
    of_organisations = {"requester-organization-id": here, "target-organization-id": here}
    return {
        "": {**key, **bearer},
        "/office": {**key, **bearer},
        "/mycreditapp": {**key, **bearer, **of_organisations},
        "/unaport": {**key, **of_unaport},
        "/exchange": {**key, **daily},
    }


def fuzz(server, root, headers, reports, examples):
    """Asks a system, and answers how often, and how many kinds of wrong answers came."""
    system = root.strip("/") or "portal"
    report = reports / f"{system}.json"
    words = [sys.executable, "-m", "schemathesis.cli", "run", f"{server}{root}/openapi.json"]
    words += ["--checks", CHECKS, "--max-examples", str(examples), "--continue-on-failure"]
    words += ["--seed", "1", "--phases", "examples,coverage,fuzzing", "--no-shrink"]
    words += ["--report", "json", "--report-json-path", str(report), "--warnings", "off"]
    words += ["--generation-database", ":memory:", "--suppress-health-check", "all"]
    for name, value in headers.items():
        words += ["--header", f"{name}: {value}"]
    ended = subprocess.run(words, cwd=reports).returncode
    told = json.loads(report.read_text())
    wrong = len(told["failures"]) + len(told["errors"])
    # Whatever else made it fail counts as well.
    return system, told["test_cases"]["generated"], wrong or ended


def main():
    program, reports = sys.argv[1], Path(sys.argv[2]).resolve()
    examples = int(sys.argv[3]) if len(sys.argv) > 3 else 100
    reports.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        office, sign_in = started(program, folder)
        try:
            headers = shown(sign_in)
            done = [fuzz(sign_in["server"], root, headers[root], reports, examples) for root in SYSTEMS]
        finally:
            office.terminate()
            office.wait()
    print("\n" + "\n".join(f"{system:<12} {asked:>6} calls, {wrong} wrong" for system, asked, wrong in done))
    asked, wrong = (sum(one[which] for one in done) for which in (1, 2))
    print(f"{asked} calls, {wrong} wrong. The reports are in {reports}")
    if wrong or asked < LEAST:
        sys.exit(1)


if __name__ == "__main__":
    main()
