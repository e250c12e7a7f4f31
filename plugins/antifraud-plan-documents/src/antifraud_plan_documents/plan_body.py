"""The plan's outline as templates print it: headings with numbers, paragraphs with leads, lists of posts."""

from collections.abc import Iterator

import attrs

from antifraud_plan.plugin import LeadingGroup, OutlineEntry, OutlineParagraph, Plan, Post, Variable


@attrs.frozen
class PrintedRun:
    """A passage with the 一是、二是… it may begin with."""

    lead: str
    text: str


@attrs.frozen
class PrintedPost:
    """A line of a list of posts; `holder` is empty for a blank, `position` stands in brackets."""

    role: str
    holder: str
    position: str


@attrs.frozen
class PrintedParagraph:
    """A paragraph and, where a leading group is set up by it, who belongs to that group."""

    runs: tuple[PrintedRun, ...]
    posts: tuple[PrintedPost, ...]
    members: str


@attrs.frozen
class PrintedEntry:
    """A section: its level in the outline, its heading with number, its paragraphs."""

    level: int
    heading: str
    paragraphs: tuple[PrintedParagraph, ...]


OUTLINE_VARIABLE = Variable(
    "outline",
    "方案正文，逐节给出：level 级别，heading 带序号的标题，paragraphs 段落（runs、posts、members）",
    "{% for entry in outline %}{{ entry.heading }}{% endfor %}",
)


def print_outline(plan: Plan) -> tuple[PrintedEntry, ...]:
    """Return the whole plan in printed order, every slot filled."""
    return tuple(_print_entry(plan, entry) for entry in plan.outline.entries)


def print_post(post: Post) -> PrintedPost:
    """Return a post as a line; 兼 follows the office it is held beside."""
    position = f"{post.position}，兼" if post.concurrent and post.position else post.position
    return PrintedPost(post.role, post.holder, position or ("兼" if post.concurrent else ""))


def _print_entry(plan: Plan, entry: OutlineEntry) -> PrintedEntry:
    return PrintedEntry(
        entry.level,
        entry.number + entry.section.title,
        tuple(_print_paragraph(plan, paragraph) for paragraph in entry.paragraphs),
    )


def _print_paragraph(plan: Plan, paragraph: OutlineParagraph) -> PrintedParagraph:
    clauses = [clause.id for clause in paragraph.clauses]
    groups = [group for group in plan.leading_groups if group.clause in clauses]
    return PrintedParagraph(
        tuple(
            PrintedRun(lead, plan.fill(clause.text))
            for clause, lead in zip(paragraph.clauses, paragraph.leads, strict=True)
        ),
        tuple(print_post(post) for group in plan.leading_groups for post in _posts_after(group, clauses)),
        "；".join(plan.fill(group.members) for group in groups if group.members),
    )


def _posts_after(group: LeadingGroup, clauses: list[str]) -> Iterator[Post]:
    if group.clause in clauses:
        yield from group.posts
    for office in group.offices:
        if (office.clause or group.clause) in clauses:
            yield from office.posts
