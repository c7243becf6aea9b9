import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.project.repository import ROOT, packages, project_file, tracked_files


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (built,) = Path(folder).glob("*.whl")
    return zipfile.ZipFile(built)


@pytest.mark.parametrize("package", packages())
def test_the_wheel_holds_every_file_of(package: str, wheel: zipfile.ZipFile) -> None:
    tracked = {str(file.relative_to(ROOT)) for file in tracked_files(package)}

    assert tracked
    assert tracked <= set(wheel.namelist())


def test_the_wheel_holds_the_apps_manifest(wheel: zipfile.ZipFile) -> None:
    assert wheel.read("bot/app-manifest.yml") == (ROOT / "app-manifest.yml").read_bytes()


def test_the_wheel_holds_nothing_else(wheel: zipfile.ZipFile) -> None:
    project = project_file()["project"]
    described_in = f"{project['name']}-{project['version']}.dist-info"

    assert {Path(name).parts[0] for name in wheel.namelist()} == {*packages(), described_in}


def test_the_wheel_brings_the_command(wheel: zipfile.ZipFile) -> None:
    project = project_file()["project"]
    entry_points = wheel.read(f"{project['name']}-{project['version']}.dist-info/entry_points.txt").decode()

    assert "disagree = bot.command_line:main" in entry_points
