"""Draws the pictures of the documentation: pages of the demo county's papers, as LibreOffice lays them out.

The fonts that official papers name are not free, so free ones stand in, see STAND_INS. On Debian:
``apt install libreoffice-writer-nogui libreoffice-calc-nogui poppler-utils fonts-noto-cjk
fonts-noto-cjk-extra fonts-arphic-gkai00mp fonts-liberation``. Then, at the root of the checkout::

    .venv/bin/python docs/images/render.py [FOLDER WITH MORE FONTS]
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from antifraud_plan import Registry, build, copy_demo, open_workspace

HERE = Path(__file__).parent
RESOLUTION = 60

STAND_INS = {
    "仿宋_GB2312": "Noto Serif CJK SC Light",
    "楷体_GB2312": "AR PL KaitiM GB",
    "黑体": "Noto Sans CJK SC Medium",
    "宋体": "Noto Serif CJK SC",
    "方正小标宋简体": "Noto Serif CJK SC SemiBold",
    "Times New Roman": "Liberation Serif",
}
# Picture, kind of paper, name of the paper or empty for the only one, page.
PICTURES = (
    ("notice", "印发通知", "", 1),
    ("county-plan", "印发通知", "", 2),
    ("county-plan-last", "印发通知", "", -1),
    ("school-plan", "学校方案", "示例县第一实验小学", 1),
    ("school-plan-draft", "学校方案", "西例镇初级中学", 1),
    ("schedule", "工作配档表", "", 2),
    ("drafting-slip", "发文稿纸", "", 1),
    ("unit-pledge", "单位承诺书", "东示镇第二小学", 1),
    ("family-pledge", "学生和家长承诺书", "八年级1班", 1),
    ("parents-letter", "致家长的一封信", "八年级1班", 1),
    ("class-meeting-record", "班会记录", "八年级1班", 1),
    ("questionnaire", "知晓情况问卷", "学生卷", 1),
    ("signing-register", "签订台账", "东示镇第二小学", 2),
)


def main() -> None:
    """Build the demo county, draw its pages, say how large they are."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        environment = os.environ | {"FONTCONFIG_FILE": str(write_font_settings(folder, sys.argv[1:]))}
        copy_demo(folder / "demo")
        registry = Registry.from_entry_points()
        built = build(open_workspace(folder / "demo", registry))
        for picture, kind, paper, page in PICTURES:
            path = next(
                written.path
                for title, written in built.written
                if title == kind and paper in written.path.name
            )
            draw(path, page, HERE / f"{picture}.png", folder, environment)
            print(f"{picture}.png {(HERE / f'{picture}.png').stat().st_size // 1024} KB")


def write_font_settings(folder: Path, font_folders: list[str]) -> Path:
    """Write fontconfig settings that put the stand-ins in place."""
    rules = "".join(
        f'<match target="pattern"><test name="family"><string>{named}</string></test>'
        f'<edit name="family" mode="assign" binding="strong"><string>{used}</string></edit></match>'
        for named, used in STAND_INS.items()
    )
    folders = "".join(f"<dir>{Path(each).resolve()}</dir>" for each in font_folders)
    settings = folder / "fonts.conf"
    settings.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f"<include>/etc/fonts/fonts.conf</include>{folders}{rules}</fontconfig>",
        encoding="utf-8",
    )
    return settings


def draw(paper: Path, page: int, target: Path, folder: Path, environment: dict[str, str]) -> None:
    """Draw one page of a paper, the last for -1, framed by nothing, as PNG."""
    drawn = folder / "drawn" / paper.relative_to(folder).parent
    pdf = drawn / f"{paper.stem}.pdf"
    if not pdf.exists():
        profile = f"-env:UserInstallation={(folder / 'office').as_uri()}"
        convert = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(drawn)]
        subprocess.run([*convert, str(paper)], check=True, capture_output=True, env=environment)
    if page < 0:
        facts = subprocess.run(
            ["pdfinfo", str(pdf)], check=True, capture_output=True, encoding="utf-8"
        ).stdout
        page += 1 + next(int(line.split()[1]) for line in facts.splitlines() if line.startswith("Pages:"))
    which = ["-f", str(page), "-l", str(page), "-r", str(RESOLUTION), "-singlefile", "-png"]
    subprocess.run(["pdftoppm", *which, str(pdf), str(target.with_suffix(""))], check=True)


if __name__ == "__main__":
    main()
