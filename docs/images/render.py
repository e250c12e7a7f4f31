"""Draws the pictures of the documentation: pages of the demo county's papers, as LibreOffice lays them out.

The fonts that official papers name are not free, so free ones stand in, see STAND_INS. On Debian:
``apt install libreoffice-writer-nogui libreoffice-calc-nogui poppler-utils fonts-noto-cjk
fonts-noto-cjk-extra fonts-arphic-gkai00mp fonts-liberation``. Then, at the root of the checkout::

    .venv/bin/python docs/images/render.py [FOLDER WITH MORE FONTS]
"""

import datetime
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import openpyxl

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
    "Calibri": "Liberation Serif",  # no letter of it is seen, but its digits tell how wide columns are
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
    ("return-workbook", "上报表", "示例县第一中学第2季度", 2),
    ("sent-back", "退回件", "东示镇中心学校3月", 1),
)
RETURNED_ON = datetime.date(2023, 4, 4)
# Heading → what the schools of a township write, row by row; the second and third have erred.
RETURNED = {
    "开展日期": ("2023.3.8", "2023.2.8", "3月9日", "2023-3-10", "2023-3-10"),
    "主题": ("研判形势",) * 5,
    "应到人数": (20,) * 5,
    "实到人数": (20, 18, 21, 19, 20),
}


def main() -> None:
    """Build the demo county, draw its pages, say how large they are."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        environment = os.environ | {"FONTCONFIG_FILE": str(write_font_settings(folder, sys.argv[1:]))}
        copy_demo(folder / "demo")
        registry = Registry.from_entry_points()
        first = build(open_workspace(folder / "demo", registry))
        fill_return(folder / "demo/out", folder / "demo/returns")
        again = open_workspace(folder / "demo", registry)
        kinds = [kind for kind in registry.kinds if kind.title == "退回件"]
        sent = build(again, kinds, on=RETURNED_ON)
        for picture, kind, paper, page in PICTURES:
            path = next(
                written.path
                for title, written in (*first.written, *sent.written)
                if title == kind and paper in written.path.name
            )
            draw(path, page, HERE / f"{picture}.png", folder, environment)
            print(f"{picture}.png {(HERE / f'{picture}.png').stat().st_size // 1024} KB")


def fill_return(out: Path, returns: Path) -> None:
    """Fill in the return of a township's schools for March as they might, and hand it in."""
    (blank,) = out.rglob("东示镇中心学校3月月报表.xlsx")
    workbook = openpyxl.load_workbook(blank)
    sheet = workbook["活动开展情况"]
    columns = {cell.value.rstrip("*"): cell.column for cell in sheet[1]}
    for heading, values in RETURNED.items():
        for row, value in enumerate(values, 2):
            sheet.cell(row, columns[heading], value)
    returns.mkdir(exist_ok=True)
    workbook.save(returns / "东示镇3月.xlsx")


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
