"""How a value stands in the text of a Word file."""

from antifraud_plan.ooxml.xml import escape_text
from antifraud_plan.word.chart import Chart
from antifraud_plan.word.jinja.printing import print_value
from antifraud_plan.word.picture import Picture
from antifraud_plan.word.template.charts import draw_chart
from antifraud_plan.word.template.pictures import draw_picture

_TEXT = '<w:t xml:space="preserve">'


def escape_value(value: object) -> str:
    """Write a value inside ``<w:t>``: escaped, line breaks and tabs as Word's own; pictures and charts drawn.

    >>> escape_value("甲&乙")
    '甲&amp;乙'
    """
    if type(value) is str and value.isalnum():  # most names: letters and digits stand for themselves
        return value
    if isinstance(value, Picture):
        return draw_picture(value)
    if isinstance(value, Chart):
        return draw_chart(value)
    text = escape_text(print_value(value))
    if "\n" in text or "\t" in text:
        text = text.replace("\n", f"</w:t><w:br/>{_TEXT}").replace("\t", f"</w:t><w:tab/>{_TEXT}")
    return text
