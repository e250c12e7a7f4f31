"""How a value stands in the text of a Word file."""

from antifraud_plan.ooxml.xml import escape_text
from antifraud_plan.word.jinja.printing import print_value

_TEXT = '<w:t xml:space="preserve">'


def escape_value(value: object) -> str:
    """Write a value inside ``<w:t>``: escaped, its line breaks and tabs as Word's own.

    >>> escape_value("甲&乙")
    '甲&amp;乙'
    """
    if type(value) is str and value.isalnum():  # most names: letters and digits stand for themselves
        return value
    text = escape_text(print_value(value))
    if "\n" in text or "\t" in text:
        text = text.replace("\n", f"</w:t><w:br/>{_TEXT}").replace("\t", f"</w:t><w:tab/>{_TEXT}")
    return text
