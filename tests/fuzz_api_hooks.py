"""Plants what fuzz_api.py knows among the made-up calls, and notes how each call was answered, a line a call.

Every call that is known is made once before the others, and goes in the place of one in SHARE of those that are
made up at random: whole, or its path or its body only, so that what is made up meets a record that is there.
"""

import json
import os
import zlib

import schemathesis
from schemathesis.generation.meta import TestPhase

from fuzz_api_known import filled

ANSWERS = open(os.environ["FUZZ_API_ANSWERS"], "a", buffering=1)
with open(os.environ["FUZZ_API_KNOWN"]) as known:
    KNOWN = json.load(known)
# One made-up call in so many gives way to one that is known.
SHARE = 3
PARTS = [("path", "query", "body"), ("path",), ("query", "body")]


@schemathesis.hook
def before_add_examples(context, examples):
    for known in KNOWN.get(context.operation.label, []):
        case = context.operation.Case()
        plant(case, known, PARTS[0])
        examples.append(case)


@schemathesis.hook
def map_case(context, case):
    known = KNOWN.get(context.operation.label)
    if not known or case.meta.phase.name != TestPhase.FUZZING:
        return case
    # The same call is always treated the same, so that a finding is found again.
    drawn = zlib.crc32(repr((case.path_parameters, case.query, case.body)).encode())
    drawn, taken = divmod(drawn, SHARE)
    if taken == 0:
        drawn, parts = divmod(drawn, len(PARTS))
        plant(case, known[drawn % len(known)], PARTS[parts])
    return case


def plant(case, known, parts):
    """Puts parts of a known call in the place of those of a call."""
    # A key that was used for another call, or a header that is none, says nothing of these.
    case.headers = {}
    if "path" in parts and known["path"]:
        case.path_parameters = known["path"]
    if "query" in parts:
        case.query = known["query"]
    if "body" in parts and known["body"] is not None:
        case.body = filled(known["body"])
        case.media_type = "application/json"


@schemathesis.hook
def after_call(context, case, response):
    ANSWERS.write(f"{response.status_code} {case.operation.label}\n")
