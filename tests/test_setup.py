"""The setup script on machines that lack something: one line that says what, and exit status 2. Nothing is installed."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SCRIPT = ROOT / "scripts" / "setup.sh"
SHELL = shutil.which("sh") or "/bin/sh"
FITS = f'#!{SHELL}\nexec "{sys.executable}" "$@"\n'
FAILS = f"#!{SHELL}\nexit 1\n"
WORKS = f"#!{SHELL}\nexit 0\n"
# A Python that is the right one but can install nothing.
BARE = f'#!{SHELL}\ncase "$*" in *sys.executable*) echo "$0"; exit;; *venv*|*pip*) exit 1;; esac\nexec "{sys.executable}" "$@"\n'
# Writes down what it was asked, and makes the environment's folder.
UV = f"#!{sys.executable}\nimport os, sys\nopen('uv.log', 'a').write(' '.join(sys.argv[1:]) + '\\n')\nos.makedirs('.venv', exist_ok=True)\n"


class Machine:
    """A folder to work in, and a PATH with nothing on it but what a test puts there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.tools = folder / "tools"
        self.tools.mkdir()

    def has(self, name: str, text: str) -> Path:
        """One more program."""
        path = self.tools / name
        path.write_text(text, encoding="utf-8")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        return path

    def sets_up(self, **environment: str) -> subprocess.CompletedProcess[str]:
        """What the script does here."""
        variables = {"PATH": str(self.tools), "VENV": ".venv", "UV_VERSION": "0", "LC_ALL": "C.UTF-8", "PIP_NO_INDEX": "1", **environment}
        command = [SHELL, str(SCRIPT)]
        return subprocess.run(command, cwd=self.folder, env=variables, capture_output=True, text=True, check=False, timeout=60)

    def lacks(self, **environment: str) -> str:
        """The one line with which the script gives up."""
        result = self.sets_up(**environment)
        assert result.returncode == 2
        assert result.stdout == ""
        (line,) = [line for line in result.stderr.splitlines() if not line.startswith("setup: installing uv")]
        assert line.startswith("setup: ")
        assert not (self.folder / ".venv").exists()
        return line.removeprefix("setup: ")


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


@pytest.fixture
def compiler(machine: Machine) -> None:
    machine.has("gcc", WORKS)


def test_a_machine_without_python(machine: Machine, compiler: None) -> None:
    assert machine.lacks().startswith("no Python 3.10 or 3.11 found")


@pytest.mark.parametrize("name", ["python3.11", "python3.10", "python3", "python"])
def test_a_machine_whose_python_is_another(machine: Machine, compiler: None, name: str) -> None:
    machine.has(name, FAILS)
    assert machine.lacks().startswith("no Python 3.10 or 3.11 found")


def test_a_python_that_was_named_and_is_another(machine: Machine, compiler: None) -> None:
    machine.has("python3", FITS)
    other = machine.has("python3.12", FAILS)
    assert machine.lacks(PYTHON=str(other)) == f"PYTHON={other} is not Python 3.10 or 3.11"
    assert machine.lacks(PYTHON="nonsense") == "PYTHON=nonsense is not Python 3.10 or 3.11"


def test_a_machine_without_compiler(machine: Machine) -> None:
    machine.has("python3", FITS)
    machine.has("uv", UV)
    line = machine.lacks()
    assert line.startswith("no C compiler")
    assert "apt-get install gcc" in line


def test_a_compiler_that_was_named_and_is_not_there(machine: Machine, compiler: None) -> None:
    machine.has("python3", FITS)
    assert machine.lacks(CC="clang").startswith("no C compiler")


def test_a_machine_without_headers(machine: Machine) -> None:
    machine.has("python3", FITS)
    machine.has("gcc", FAILS)
    line = machine.lacks()
    assert line.startswith("no headers")
    assert "python3-dev" in line


def test_a_machine_that_can_install_nothing(machine: Machine, compiler: None) -> None:
    machine.has("python3", BARE)
    machine.has("rm", WORKS)
    assert machine.lacks().startswith("uv could not be installed")


@pytest.mark.parametrize("name", ["python3.11", "python3.10", "python3", "python"])
def test_the_environment_is_made_from_the_lock(machine: Machine, compiler: None, name: str) -> None:
    machine.has(name, FITS)
    uv = machine.has("uv", UV)
    result = machine.sets_up()
    assert result.returncode == 0, result.stderr
    made, synced, installed = (machine.folder / "uv.log").read_text(encoding="utf-8").splitlines()
    assert made.startswith("venv ")
    assert made.endswith(f"{os.path.realpath(sys.executable)} .venv") or made.endswith(f"{sys.executable} .venv")
    assert synced.startswith("pip sync ")
    assert "--require-hashes" in synced
    assert "requirements.lock" in synced
    assert "--no-deps" in installed
    assert (machine.folder / ".venv" / ".uv").read_text(encoding="utf-8").strip() == str(uv)


def test_a_python_with_a_blank_in_its_path(machine: Machine, compiler: None) -> None:
    (machine.folder / "my tools").mkdir()
    python = machine.has("python", FITS).rename(machine.folder / "my tools" / "python")
    machine.has("uv", UV)
    assert machine.sets_up(PYTHON=str(python)).returncode == 0


def test_the_script_is_plain_shell() -> None:
    subprocess.run([SHELL, "-n", str(SCRIPT)], check=True)
    assert SCRIPT.read_text(encoding="utf-8").startswith("#!/bin/sh\n")
    assert os.access(SCRIPT, os.X_OK)
