"""The plan's outline as templates print it: headings with numbers, paragraphs with leads, lists of posts."""

from collections.abc import Iterator

import attrs

from antifraud_plan.plugin import LeadingGroup, OutlineParagraph, Plan, Post, Variable


@attrs.frozen
class PrintedRun:
    """A passage with the 一是、二是… it may begin with."""

    lead: str
    text: str


@attrs.frozen
class PrintedPost:
    """A line of a list of posts.

    Attributes:
        role: 组长、副组长、成员….
        holder: who holds it, by name or, for members, by office; empty for a blank.
        position: office held otherwise; empty for none.
    """

    role: str
    holder: str
    position: str = ""


@attrs.frozen
class PrintedParagraph:
    """A paragraph of the plan.

    Attributes:
        runs: its text.
        posts: who belongs to the leading group that it sets up, if any.
        closing: whether it is the plan's last, with which signature or imprint share a page.
    """

    runs: tuple[PrintedRun, ...]
    posts: tuple[PrintedPost, ...]
    closing: bool


@attrs.frozen
class PrintedEntry:
    """A section: its level in the outline, its heading with number, its paragraphs."""

    level: int
    heading: str
    paragraphs: tuple[PrintedParagraph, ...]


_RUN_FIELDS = (
    Variable("lead", "这一句前面的一是、二是，没有时为空", "一是"),
    Variable("text", "内容", "加强组织领导。"),
)
_POST_FIELDS = (
    Variable("role", "职务", "组长"),
    Variable("holder", "姓名，成员一行是各单位；还没有定时为空", "张示例"),
    Variable("position", "本职，没有时为空", "县教育体育局局长"),
)
_PARAGRAPH_FIELDS = (
    Variable("runs", "这一段的各句", "加强组织领导。", _RUN_FIELDS, many=True),
    Variable("posts", "这一段后面的领导小组名单，没有时为空", "组长：张示例", _POST_FIELDS, many=True),
    Variable("closing", "是否全文最后一段，与落款放在同一页", "false"),
)
_ENTRY_FIELDS = (
    Variable("level", "第几级标题", "1"),
    Variable("heading", "带序号的标题", "一、指导思想"),
    Variable("paragraphs", "标题下的各段", "认真贯彻落实……", _PARAGRAPH_FIELDS, many=True),
)
OUTLINE_VARIABLE = Variable("outline", "方案正文，逐节给出", "一、指导思想", _ENTRY_FIELDS, many=True)


def print_outline(plan: Plan) -> tuple[PrintedEntry, ...]:
    """Return the whole plan in printed order, every slot filled."""
    last = plan.outline.entries[-1].paragraphs[-1:] if plan.outline.entries else ()
    return tuple(
        PrintedEntry(
            entry.level,
            entry.number + entry.section.title,
            tuple(
                _print_paragraph(plan, paragraph, closing=paragraph in last) for paragraph in entry.paragraphs
            ),
        )
        for entry in plan.outline.entries
    )


def _print_paragraph(plan: Plan, paragraph: OutlineParagraph, *, closing: bool) -> PrintedParagraph:
    clauses = [clause.id for clause in paragraph.clauses]
    return PrintedParagraph(
        tuple(
            PrintedRun(lead, plan.fill(clause.text))
            for clause, lead in zip(paragraph.clauses, paragraph.leads, strict=True)
        ),
        tuple(post for group in plan.leading_groups for post in _posts_after(plan, group, clauses)),
        closing,
    )


def _posts_after(plan: Plan, group: LeadingGroup, clauses: list[str]) -> Iterator[PrintedPost]:
    """Yield what is listed below *clauses*: leaders, members, then the office that does the daily work."""
    if group.clause in clauses:
        yield from map(_print_post, group.posts)
        if group.members:
            yield PrintedPost("成员", plan.fill(group.members))
    for office in group.offices:
        if (office.clause or group.clause) in clauses:
            yield from map(_print_post, office.posts)


def _print_post(post: Post) -> PrintedPost:
    """Return a post as a line; 兼 follows the office it is held beside."""
    if not post.concurrent:
        return PrintedPost(post.role, post.holder, post.position)
    return PrintedPost(post.role, post.holder, f"{post.position}，兼" if post.position else "兼")
