"""Site -> `dist/`: what is packed, what is left out, the same bytes every time, and nothing lost when it fails."""

import os
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from trees import tree

from kb.cli import main
from kb.compressing import compress
from kb.offline import making
from kb.offline.editions import edition
from kb.offline.faults import OfflineFault
from kb.offline.packing import pack
from kb.offline.verifying import verify
from support import write_tree

PAGE = '<!doctype html><html lang="{0}"><head><link rel="stylesheet" href="{1}assets/kb.12345678.css"></head><body><svg class="sprite"></svg><main>{2}</main></body></html>'
SITE = {
    "index.html": PAGE.format("ru", "./", '<a href="./terms/">t</a> <a href="./en/" data-kb-keep>en</a>'),
    "terms/index.html": PAGE.format(
        "ru", "../", '<a href="../#top">top</a> <a href="../data/terms.json" download>json</a>'
    ),
    "en/index.html": PAGE.format("en", "../", '<a href="../">ru</a>'),
    "en/terms/index.html": PAGE.format("en", "../../", "terms"),
    "assets/kb.12345678.css": "@font-face { src: url(fonts/a.woff2) }",
    "assets/fonts/a.woff2": b"\x00font",
    "assets/fonts/OFL.txt": "licence",
    "assets/fonts/unused.woff2": b"\x00",
    "assets/favicon.svg": "<svg/>",
    "assets/scheme.87654321.js": "1",
    "data/terms.json": "{}",
    "cards/terms.png": b"png",
    "404.html": '<a href="/knowledge-base/">home</a>',
    "sitemap.xml": "<urlset/>",
    "robots.txt": "x",
    ".nojekyll": "",
}


@pytest.fixture
def site(tmp_path: Path, library) -> Path:
    made = write_tree(tmp_path / "site", SITE)
    for name in library.order:
        for prefix in ("", "en/"):
            write_tree(
                made,
                {f"{prefix}{name}/index.html": PAGE.format("ru", "../../" if prefix else "../", name)}
                if name != "terms"
                else {},
            )
    return made


def test_what_is_in_the_bundle(library, site) -> None:
    packed = pack(library, site, edition(library))
    assert not {"404.html", "sitemap.xml", "robots.txt", ".nojekyll"} & set(packed.files)
    assert set(packed.unused) == {"assets/fonts/unused.woff2", "cards/terms.png"}
    assert {"start.html", "README.txt", "assets/kb.css", "assets/fonts/OFL.txt", "data/terms.json"} <= set(packed.files)
    assert b'href="./terms/index.html"' in packed.files["index.html"]
    assert b'<link rel="stylesheet" href="../assets/kb.css">' in packed.files["terms/index.html"]
    assert list(packed.files) == sorted(packed.files)


def test_compressed_copies_stay_with_the_server(library, site) -> None:
    page = SITE["terms/index.html"] + "<!-- more -->" * 100
    write_tree(site, {"terms/index.html": page, "data/terms.json": "[0, 1, 2, 3]" * 100})
    packed = pack(library, site, edition(library))
    assert compress(site).made == 4
    assert pack(library, site, edition(library)) == packed


def test_the_start_page_says_what_this_copy_is(library, site) -> None:
    packed = pack(library, site, edition(library))
    start = packed.files["start.html"].decode()
    total = sum(edition(library).records.values())
    for expected in (
        'lang="ru" id="ru"',
        'lang="en" id="en"',
        f"<dd>{total}</dd>",
        *(str(labels.texts["offline.age"]) for labels in library.labels.values()),
    ):
        assert expected in start
    assert library.settings.url in packed.files["README.txt"].decode()


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        (
            "a/index.html",
            PAGE.format("ru", "../", '<a href="../nowhere/">x</a>'),
            'a/index.html: "../nowhere/index.html" leads to no file',
        ),
        (
            "a/index.html",
            PAGE.format("ru", "../", '<img src="https://x.org/a.png">'),
            "a/index.html would not work without a network",
        ),
        ("assets/kb.99999999.css", "p {}", "assets/kb.css is twice in the site"),
    ],
)
def test_a_site_that_would_not_work_makes_no_bundle_and_dist_stays(
    library, site, tmp_path, name, content, sentence
) -> None:
    dist = write_tree(tmp_path / "dist", {"earlier.zip": "earlier"})
    write_tree(site, {name: content})
    with pytest.raises(OfflineFault, match=sentence.replace("(", r"\(")):
        making.make(library, site, dist, making.silent, bundle_only=True)
    assert tree(dist) == {"earlier.zip": b"earlier"}


def test_a_disk_that_fills_up_leaves_dist_as_it_was(library, site, tmp_path, monkeypatch) -> None:
    dist = write_tree(tmp_path / "dist", {"earlier.zip": "earlier"})

    def full(*_):
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(zipfile.ZipFile, "writestr", full)
    with pytest.raises(OfflineFault, match="There is no room left on the disk"):
        making.make(library, site, dist, making.silent, bundle_only=True)
    assert tree(dist) == {"earlier.zip": b"earlier"}
    assert {path.name for path in tmp_path.iterdir() if "dist" in path.name} <= {"dist", ".dist.lock"}


def test_without_a_site_there_is_a_sentence(library, tmp_path) -> None:
    run = CliRunner().invoke(main, ["offline", "--root", str(library.root), "--site", str(tmp_path / "none")])
    assert run.exit_code == 1
    assert "There is no site in" in run.output
    assert "Build it first: kb build." in run.output


def test_two_builds_of_one_commit_are_the_same_bytes(library, site, tmp_path) -> None:
    git = ["git", "-C", str(library.root), "-c", "user.name=a", "-c", "user.email=a@b"]
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "x", "--date", "2026-11-24T10:00:00Z"]):
        subprocess.run([*git, *command], check=True, env={**os.environ, "GIT_COMMITTER_DATE": "2026-11-24T10:00:00Z"})
    other = shutil.copytree(site, tmp_path / "another" / "site")
    for path in other.rglob("*"):
        os.utime(path, (1, 1))
    one = making.make(library, site, tmp_path / "dist", making.silent, bundle_only=True)
    two = making.make(library, other, tmp_path / "another" / "dist", making.silent, bundle_only=True)
    assert tree(tmp_path / "dist") == tree(tmp_path / "another" / "dist")
    assert one.edition == two.edition
    assert one.edition.moment == "2026-11-24T10:00:00Z"
    assert len(one.edition.commit) == 7
    with zipfile.ZipFile(next((tmp_path / "dist").glob("*.zip"))) as archive:
        assert {info.date_time for info in archive.infolist()} == {(2026, 11, 24, 10, 0, 0)}
        assert {info.external_attr >> 16 for info in archive.infolist()} == {0o100644}


def test_without_git_the_newest_review_is_the_date(library) -> None:
    assert edition(library).commit == ""
    assert edition(library).day == library.reviewed.isoformat()


def test_sums_and_update_belong_to_what_was_made(library, site, tmp_path) -> None:
    dist = tmp_path / "dist"
    making.make(library, site, dist, making.silent, bundle_only=True)
    old = shutil.copy(next(dist.glob("*-offline.zip")), tmp_path / "old.zip")
    write_tree(site, {"terms/index.html": PAGE.format("ru", "../", "changed")})
    making.make(library, site, dist, making.silent, bundle_only=True)
    path, count = making.make_update(Path(old), dist)
    assert count == 1
    assert verify(path)[1] == []
    done = subprocess.run(
        ["sha256sum", "--check", "--strict", "SHA256SUMS"], cwd=dist, capture_output=True, text=True, check=False
    )
    assert done.stdout.count(": OK") == 2
    with pytest.raises(OfflineFault, match="nothing to update"):
        making.make_update(next(dist.glob("*-offline.zip")), dist)
