"""In whose words a student promises: the school level and the class's name as schools write it."""

import pytest

from antifraud_plan.model.pledges.promise import Voice
from antifraud_plan.model.pledges.stage import find_voice
from antifraud_plan.model.terms import SchoolLevel

G, P, J, S = Voice.GUARDIAN, Voice.PRIMARY, Voice.JUNIOR, Voice.SENIOR


@pytest.mark.parametrize(
    ("class_name", "levels", "voice"),
    [
        ("小班1班", "幼儿园", G),
        ("小二班", "幼儿园", G),
        ("彩虹班", "幼儿园", G),
        ("一年级1班", "小学", G),
        ("二年级3班", "小学", G),
        ("2年级3班", "小学", G),
        ("三年级1班", "小学", P),
        ("６年级（2）班", "小学", P),
        ("三（1）班", "小学", P),
        ("二 (1) 班", "小学", G),
        ("四2班", "小学", P),
        ("七年级1班", "初中", J),
        ("2022级1班", "初中", J),
        ("高一3班", "高中", S),
        ("2022级3班", "高中", S),
        ("职一1班", "职业学校", S),
        ("计算机应用1班", "职业学校", S),
        ("启智1班", "特殊教育", G),
        ("2022级1班", "高等学校", S),
        # schools of several levels: the name decides
        ("大班1班", "幼儿园、小学", G),
        ("学前班", "幼儿园、小学", G),
        ("四年级1班", "幼儿园、小学", P),
        ("三年级1班", "小学、初中", P),
        ("九年级1班", "小学、初中", J),
        ("七（2）班", "小学、初中", J),
        ("五（2）班", "小学、初中", P),
        ("小学二年级1班", "小学、初中", G),
        ("小学2（3）班", "小学、初中", G),
        ("小学三2班", "小学、初中", P),
        ("初一3班", "小学、初中", J),
        ("初中三年级3班", "初中、高中", J),
        ("高二3班", "初中、高中", S),
        ("2022级1班", "高中、职业学校", S),
        ("中职二1班", "初中、职业学校", S),
        # no level listed: only a name that says it all
        ("高一1班", "", S),
        ("八年级1班", "", J),
        ("五年级1班", "", P),
        # never guessed
        ("2022级1班", "小学", None),
        ("1班", "小学", None),
        ("三班", "小学", None),
        ("301班", "小学", None),
        ("八年级1班", "小学", None),
        ("大班1班", "小学", None),
        ("三（1）班", "小学、初中", None),
        ("2022级1班", "小学、初中", None),
        ("小二班", "幼儿园、小学", None),
        ("小学2023级1班", "小学、初中", None),
        ("小学二班", "小学、初中", None),
        ("小学3班", "小学", None),
        ("五年级1班", "小学、特殊教育", None),
        ("1班", "", None),
        ("", "小学、初中", None),
    ],
)
def test_voice_of_a_class(class_name: str, levels: str, voice: Voice | None) -> None:
    taught = frozenset(SchoolLevel(word) for word in levels.split("、") if word)
    assert find_voice(class_name, taught, guardian_grades=2) is voice


@pytest.mark.parametrize(
    ("guardian_grades", "voices"),
    [(0, [P, P, P, P, P, P]), (2, [G, G, P, P, P, P]), (3, [G, G, G, P, P, P]), (6, [G, G, G, G, G, G])],
)
def test_the_plan_says_up_to_which_grade_the_guardian_signs(
    guardian_grades: int, voices: list[Voice]
) -> None:
    primary = frozenset({SchoolLevel.PRIMARY})
    assert [find_voice(f"{n}年级1班", primary, guardian_grades) for n in "一二三四五六"] == voices


@pytest.mark.parametrize(("guardian_grades", "voice"), [(0, P), (6, G)])
def test_where_all_grades_are_alike_the_grade_need_not_be_known(guardian_grades: int, voice: Voice) -> None:
    assert find_voice("2022级1班", frozenset({SchoolLevel.PRIMARY}), guardian_grades) is voice
