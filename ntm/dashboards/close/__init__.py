"""Gần đạt, dễ tụt: what each commune lacks by how little, and what it holds by how little; the same rows as a file."""

from django.shortcuts import render

from ntm.dashboards.close.download import download
from ntm.dashboards.close.page import Page
from ntm.edition import remembered


@remembered
def close(request):
    """GET /gan-dat/ with the bar, the filters of close.choice, `trang`; `tai=csv` for the file."""
    page = Page(request.GET)
    if request.GET.get("tai") == "csv":
        return download(page)
    return render(request, "dashboards/close.html", {"page": page, "selection": page.selection})
