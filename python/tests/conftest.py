"""What the tests share: where the repository's reports and the command are."""

import json
import os
from decimal import Decimal
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SEEDS = ROOT / "tests/reports/seeds"


@pytest.fixture(scope="session")
def expected() -> dict:
    """The five real reports: what each holds."""
    return json.loads((SEEDS / "expected.json").read_text(encoding="utf-8"), parse_float=Decimal)


@pytest.fixture(scope="session")
def command() -> str:
    """The `gouji` command of this repository."""
    places = [os.environ.get("GOUJI_COMMAND"), ROOT / "target/debug/gouji", ROOT / "target/release/gouji"]
    for place in places:
        if place and Path(place).is_file():
            return str(place)
    pytest.skip("build the command first: cargo build --bin gouji")
