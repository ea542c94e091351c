"""Where the project's files lie, and whether what was built from them is up to date."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

from bot.language.expressions import digest as expressions_digest
from rules.errors import AdvisorError
from rules.loader import digest as standard_digest
from rules.loader import load
from rules.store import Store, build

ROOT = Path(__file__).resolve().parent.parent
BUILD = Path(os.environ.get("ADVISOR_BUILD") or ROOT / "build")
DATABASE = Path(os.environ.get("ADVISOR_DATABASE") or BUILD / "standard.db")
VECTORS = BUILD / "vectors.npz"
MODEL = BUILD / "models" / "advisor.tar.gz"
MODEL_STATE = BUILD / "models" / "advisor.json"
TRACKERS = BUILD / "conversations.db"
RECORDS = Path(os.environ.get("ADVISOR_RECORDS") or BUILD / "records.db")
SECRET = Path(os.environ.get("ADVISOR_SECRET_FILE") or BUILD / "secret")
CONFIG = ROOT / "bot" / "config.yml"
DOMAIN = ROOT / "bot" / "domain.yml"
ENDPOINTS = Path(os.environ.get("ADVISOR_ENDPOINTS") or ROOT / "bot" / "endpoints.yml")
CREDENTIALS = Path(os.environ.get("ADVISOR_CREDENTIALS") or ROOT / "bot" / "credentials.yml")
TRAINING = (ROOT / "data" / "nlu", ROOT / "data" / "dialogue")
QUESTIONS = ROOT / "data" / "questions"
GOLDEN = ROOT / "data" / "golden"


def prepare_environment() -> None:
    """What Rasa reads from the environment: no telemetry, and the settings of endpoints.yml that were not given."""
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    os.environ.setdefault("ADVISOR_ACTION_URL", "http://127.0.0.1:5055/webhook")
    os.environ.setdefault("ADVISOR_TRACKER_DB", str(TRACKERS))
    os.environ.setdefault("ADVISOR_DATABASE", str(DATABASE))


def build_if_stale() -> bool:
    """Build the database unless it is that of the standard as it is now; whether it was built."""
    standard = load()
    try:
        Store(DATABASE, standard.digest).close()
    except AdvisorError:
        build(standard, DATABASE)
        return True
    return False


def model_digest() -> str:
    """A hash over all that the model depends on: the standard, the ways to speak of it, the training data, the configuration, the code."""
    total = hashlib.sha256((standard_digest() + expressions_digest()).encode())
    folders = (*TRAINING, ROOT / "bot" / "nlu", ROOT / "bot" / "language")
    files = [CONFIG, DOMAIN, *(path for folder in folders for path in sorted(folder.rglob("*")) if path.suffix in (".yml", ".yaml", ".py"))]
    for path in files:
        total.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()[:16]


def model_state() -> str:
    """What is wrong with the model; nothing where it is up to date."""
    if not MODEL.is_file() or not MODEL_STATE.is_file():
        return "还没有训练好的模型"
    try:
        recorded = json.loads(MODEL_STATE.read_text(encoding="utf-8"))
    except ValueError:  # also what is not UTF-8
        return "模型的记录损坏"
    if not isinstance(recorded, dict):
        return "模型的记录损坏"
    if recorded.get("sha256") != hashlib.sha256(MODEL.read_bytes()).hexdigest():
        return "模型文件与记录不符"
    return "" if recorded.get("digest") == model_digest() else "模型已经过时：标准、训练数据或配置有改动"


def record_model() -> None:
    """Write down from what the model was trained, and its checksum."""
    state = {"digest": model_digest(), "sha256": hashlib.sha256(MODEL.read_bytes()).hexdigest()}
    MODEL_STATE.write_text(json.dumps(state), encoding="utf-8")
