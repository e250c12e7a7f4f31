"""What is said once of a register, however many of its lines have it."""

from collections.abc import Iterator
from datetime import date

import attrs

from antifraud_plan.model.pledges.register import Register
from antifraud_plan.problems import Location, Problem, Severity


@attrs.define
class Summary:
    """The lines of one register that agree with the cascade only in part, by what is the matter.

    Attributes:
        later: signed after the day that is asked about.
        repeated: registered before; the places of the lines that came first.
        unlisted: written by a school of whose people there is no list.
        left: drawn by us for somebody who is on no list any more.
        changed: heading → lines that say something else there than the cascade.
    """

    later: list[Location] = attrs.Factory(list)
    repeated: list[Location] = attrs.Factory(list)
    unlisted: list[Location] = attrs.Factory(list)
    left: list[Location] = attrs.Factory(list)
    changed: dict[str, list[Location]] = attrs.Factory(dict)

    def describe(self, register: Register, *, on: date | None, is_due: bool) -> Iterator[Problem]:
        """Yield a problem for everything that is the matter.

        Args:
            register: whose lines they are.
            on: the day that is asked about.
            is_due: whether the unit it was drawn for has anything to sign.
        """
        if self.later:
            message = f"有 {len(self.later)} 行的签订日期晚于 {on}，没有计入。"
            yield Problem("signed-later", message, self.later[0], "填错了的请改。", Severity.NOTE)
        if self.repeated:
            message = f"有 {len(self.repeated)} 行在 {self.repeated[0]} 起已经登记过，没有重复计。"
            remedy = "请移走多余的台账。"
            yield Problem("register-repeated", message, register.place, remedy, Severity.NOTE)
        if self.unlisted:
            message = f"这个单位没有师生名单，台账里自己填的 {len(self.unlisted)} 行没有计入。"
            remedy = "请把学校的名单放进“名单”文件夹。"
            yield Problem("register-without-list", message, self.unlisted[0], remedy, Severity.GAP)
        if self.left and is_due:
            message = f"有 {len(self.left)} 行的签订人不在现在的应签名单里，没有计入。"
            remedy = "转走、撤并的不用管；转班、升级、改名的，请登记在新生成的台账里。"
            yield Problem("register-left-list", message, self.left[0], remedy, Severity.NOTE)
        elif self.left:
            message = f"编号“{register.keeper}”的单位现在没有应签的承诺书，有 {len(self.left)} 行没有计入。"
            remedy = "单位已撤并的，请移走台账；改了单位编号、少了名单的，请改回来，或用新生成的台账。"
            yield Problem("register-of-no-unit", message, register.place, remedy, Severity.GAP)
        for heading, places in self.changed.items():
            message = f"有 {len(places)} 行的“{heading}”与应签的名单不一样，按名单计。"
            yield Problem("register-changed", message, places[0], "名单不对的，请改名单。", Severity.NOTE)
