"""One employee's bundle as a page: for browsers, and as the source of its PDF."""

from okr_reports.packs.bundle.bundle import Bundle
from okr_reports.packs.bundle.inputs import CycleFacts
from okr_reports.packs.dates import month_name
from okr_reports.rendering.html import RenderedDocument, environment, render_document
from okr_reports.rendering.paper import PageOptions, Paper
from okr_reports.rendering.script_faces import script_face_rules
from okr_reports.rendering.stylesheets import browser_stylesheet

TEMPLATE = "appraisal_bundle.html.j2"


def render_bundle(bundle: Bundle) -> RenderedDocument:
    """The bundle's document on its company's paper."""
    furniture = bundle.pack.furniture
    options = PageOptions(
        title=furniture.document_title,
        lang=furniture.language,
        head_left=furniture.head_left,
        head_right=furniture.head_right,
        foot_left=furniture.foot_left,
        paper=Paper(bundle.paper),
        description=furniture.description,
        generator=furniture.generator,
        created=furniture.created,
        pdf_is_tagged=bundle.pdf_is_tagged,
        is_one_of_many=True,
    )
    return render_document(TEMPLATE, pack=bundle.pack, options=options)


def warm_up_bundle(facts: CycleFacts) -> None:
    """What is done once per process whatever the employee: templates compiled, stylesheets, faces, locale read."""
    environment().get_template(TEMPLATE)
    browser_stylesheet(Paper(facts.company.paper))
    month_name(facts.cycle.start, locale=facts.company.locale)
    script_face_rules("")
