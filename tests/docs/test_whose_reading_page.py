"""docs/explanation/whose-reading.md lists every reading that the base plan marks as such."""

from pages import page, tables_after

from antifraud_plan.loading import load_tree
from antifraud_plan.loading.toml.tree import Array, Leaf, Table
from antifraud_plan.registry import Registry

KINDS = {
    "clause": "条款", "task": "任务", "metric": "指标", "submission": "报送", "consequence": "追责与考评",
    "pledge": "签订关系", "promise": "承诺", "form": "表", "return": "上报表", "record": "留存记录",
    "score": "考评项",
}  # fmt: skip
FIELDS = {
    "text": "正文", "responsible": "谁做", "cadence": "频次", "evidence": "佐证材料", "supporting": "谁配合",
    "audiences": "对象", "numerator": "分子", "denominator": "分母", "target": "目标", "receiver": "报给谁",
    "units": "哪些学校", "receivers": "与谁签", "signer": "谁签", "copies": "份数", "paper": "承诺书或责任书",
    "guardian_grades": "监护人代签到几年级", "superior": "责任书甲方", "staff": "教职工",
    "class_teacher": "班主任", "guardian": "监护人", "primary": "小学生", "junior": "初中生",
    "senior": "高中生", "parent": "家长",
    "columns": "栏目", "period": "多久报一次", "items": "报哪些内容", "due_days": "几天内报",
    "fields": "内容", "points": "分值",
    "pass_mark": "合格线", "minimum_sample": "至少测多少人", "questions": "题目",
}  # fmt: skip


def test_every_reading_of_the_base_plan_is_listed() -> None:
    (base,) = [base for base in Registry.from_entry_points().base_plans if base.name == "county-education"]
    tree, _ = load_tree(base.read(), "county-education.toml")
    marked = []
    for key, kind in KINDS.items():
        entries = tree.find(key)
        assert isinstance(entries, Array)
        for entry in entries.items:
            assert isinstance(entry, Table)
            readings, entry_id = entry.find("readings"), entry.find("id")
            assert isinstance(entry_id, Leaf)
            if isinstance(readings, Table):
                for field, why in readings.entries.items():
                    assert isinstance(why.node, Leaf)
                    marked.append((kind, f"`{entry_id.value}`", FIELDS[field], why.node.value))
    survey = tree.find("survey")
    assert isinstance(survey, Table)
    readings = survey.find("readings")
    assert isinstance(readings, Table)
    for field, why in readings.entries.items():
        assert isinstance(why.node, Leaf)
        marked.append(("问卷", "`survey`", FIELDS[field], why.node.value))
    (listed,) = tables_after(page("explanation/whose-reading.md"), "## 底稿的理解")

    assert listed == marked
