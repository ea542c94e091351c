"""Whether what was built is up to date, and what is said where it is not."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from bot import project
from bot.project import ROOT
from rules.errors import AdvisorError
from rules.loader import load
from rules.store import Store


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A build folder of its own."""
    monkeypatch.setattr(project, "MODEL", tmp_path / "advisor.tar.gz")
    monkeypatch.setattr(project, "MODEL_STATE", tmp_path / "advisor.json")
    monkeypatch.setattr(project, "DATABASE", tmp_path / "standard.db")
    return tmp_path


def recorded(folder: Path, model: bytes = b"a model") -> dict[str, str]:
    """A model that has been recorded."""
    (folder / "advisor.tar.gz").write_bytes(model)
    project.record_model()
    state: dict[str, str] = json.loads((folder / "advisor.json").read_text(encoding="utf-8"))
    return state


def test_a_recorded_model_is_up_to_date(folder: Path) -> None:
    state = recorded(folder)
    assert project.model_state() == ""
    assert state["sha256"] == hashlib.sha256(b"a model").hexdigest()
    assert state["digest"] == project.model_digest()


@pytest.mark.parametrize("missing", [["advisor.tar.gz"], ["advisor.json"], ["advisor.tar.gz", "advisor.json"]])
def test_a_missing_model_is_told(folder: Path, missing: list[str]) -> None:
    recorded(folder)
    for name in missing:
        (folder / name).unlink()
    assert project.model_state() == "还没有训练好的模型"


@pytest.mark.parametrize("text", [b"", b"{", b"not json", b"[]", b"null", b"7", b'"x"', b"\xff\xfe"])
def test_a_broken_record_is_told(folder: Path, text: bytes) -> None:
    recorded(folder)
    (folder / "advisor.json").write_bytes(text)
    assert project.model_state() == "模型的记录损坏"


@pytest.mark.parametrize("model", [b"", b"another model", b"a model "])
def test_a_model_that_is_not_the_recorded_one_is_told(folder: Path, model: bytes) -> None:
    recorded(folder)
    (folder / "advisor.tar.gz").write_bytes(model)
    assert project.model_state() == "模型文件与记录不符"


def test_a_record_without_checksum_is_told(folder: Path) -> None:
    state = recorded(folder)
    (folder / "advisor.json").write_text(json.dumps({"digest": state["digest"]}), encoding="utf-8")
    assert project.model_state() == "模型文件与记录不符"


def test_a_stale_model_is_told(folder: Path) -> None:
    state = recorded(folder)
    (folder / "advisor.json").write_text(json.dumps({**state, "digest": "0" * 16}), encoding="utf-8")
    assert project.model_state().startswith("模型已经过时")


DEPENDS_ON = ["bot/config.yml", "bot/domain.yml", "bot/language/gazetteer.py", "data/nlu/questions.yml", "data/dialogue/rules.yml"]


@pytest.fixture
def tree(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of what the model depends on, with a model recorded from it."""
    for name in ("bot/nlu", "bot/language", "data/nlu", "data/dialogue"):
        shutil.copytree(ROOT / name, folder / name)
    monkeypatch.setattr(project, "ROOT", folder)
    monkeypatch.setattr(project, "TRAINING", (folder / "data" / "nlu", folder / "data" / "dialogue"))
    for name in ("CONFIG", "DOMAIN"):
        shutil.copy(getattr(project, name), folder / "bot")
        monkeypatch.setattr(project, name, folder / "bot" / getattr(project, name).name)
    recorded(folder)
    assert project.model_state() == ""
    return folder


@pytest.mark.parametrize("name", DEPENDS_ON)
def test_a_change_makes_the_model_stale_until_it_is_undone(tree: Path, name: str) -> None:
    before = (tree / name).read_bytes()
    (tree / name).write_bytes(before + b"# \n")
    assert project.model_state().startswith("模型已经过时")
    (tree / name).write_bytes(before)
    assert project.model_state() == ""


def test_a_new_and_a_renamed_file_make_the_model_stale(tree: Path) -> None:
    added = tree / "data" / "nlu" / "more.yml"
    added.write_text("", encoding="utf-8")
    assert project.model_state().startswith("模型已经过时")
    added.unlink()
    assert project.model_state() == ""
    (tree / "data" / "nlu" / "questions.yml").rename(tree / "data" / "nlu" / "asked.yml")
    assert project.model_state().startswith("模型已经过时")


def test_a_change_of_the_standard_makes_the_model_stale(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(project, "standard_digest", lambda: "0" * 16)
    assert project.model_state().startswith("模型已经过时")


def test_a_change_of_how_people_speak_makes_the_model_stale(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(project, "expressions_digest", lambda: "0" * 16)
    assert project.model_state().startswith("模型已经过时")


def test_what_has_nothing_to_do_with_the_model_leaves_it(tree: Path) -> None:
    (tree / "data" / "nlu" / "notes.txt").write_text("x", encoding="utf-8")
    (tree / "bot" / "cli.py").write_text("x", encoding="utf-8")
    assert project.model_state() == ""


def test_the_digest_is_the_same_in_another_process() -> None:
    code = "from bot.project import model_digest; print(model_digest())"
    told = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == project.model_digest()


def test_the_database_is_built_when_it_must_be(folder: Path) -> None:
    standard = load()
    assert project.build_if_stale()
    Store(project.DATABASE, standard.digest).close()
    assert not project.build_if_stale()
    project.DATABASE.write_bytes(b"no database")
    assert project.build_if_stale()
    connection = sqlite3.connect(project.DATABASE)
    with connection:
        connection.execute("update meta set value = 'another' where key = 'digest'")
    connection.close()
    with pytest.raises(AdvisorError):
        Store(project.DATABASE, standard.digest)
    assert project.build_if_stale()
    assert not project.build_if_stale()


def test_the_environment_is_prepared(monkeypatch: pytest.MonkeyPatch) -> None:
    names = ("ADVISOR_ACTION_URL", "ADVISOR_TRACKER_DB", "ADVISOR_DATABASE")
    monkeypatch.setenv("RASA_TELEMETRY_ENABLED", "true")
    for name in names:
        monkeypatch.setenv(name, "given")
    project.prepare_environment()
    assert os.environ["RASA_TELEMETRY_ENABLED"] == "false"
    assert {os.environ[name] for name in names} == {"given"}
    for name in names:
        monkeypatch.delenv(name)
    project.prepare_environment()
    assert "127.0.0.1" in os.environ["ADVISOR_ACTION_URL"]
    assert os.environ["ADVISOR_DATABASE"] == str(project.DATABASE)


def test_where_things_lie_can_be_set(tmp_path: Path) -> None:
    code = "from bot import project; print(project.BUILD, project.DATABASE, project.MODEL, project.TRACKERS, project.ENDPOINTS, sep='\\n')"
    environment = {**os.environ, "ADVISOR_BUILD": str(tmp_path), "ADVISOR_ENDPOINTS": "/x.yml"}
    environment.pop("ADVISOR_DATABASE", None)
    told = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True, env=environment)
    lines = told.stdout.splitlines()
    assert all(line.startswith(str(tmp_path)) for line in lines[:4])
    assert lines[4] == "/x.yml"


def test_every_file_that_is_named_exists() -> None:
    for path in (project.CONFIG, project.DOMAIN, project.CREDENTIALS, ROOT / "bot" / "endpoints.yml", project.QUESTIONS, project.GOLDEN):
        assert path.exists()
    assert all(path.is_dir() for path in project.TRAINING)
