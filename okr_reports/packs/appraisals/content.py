"""Whether a view says something new: one hash over it, without what changes with every run."""

from dataclasses import replace
from hashlib import sha256

from okr_reports.packs.appraisals.pages import HrOverview, ManagersIndex


def content_sha256(view: ManagersIndex | HrOverview) -> str:
    """Over everything the view says but the words around its pages, which name the run's moment."""
    return sha256(repr(replace(view, furniture=None, sub="")).encode()).hexdigest()
