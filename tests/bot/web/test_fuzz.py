"""Six thousand requests, most of them wrong: none breaks the server, each gets a sentence, as anybody, as an agent, as an administrator."""

from __future__ import annotations

import pytest
import requests
from hypothesis import HealthCheck, given, settings

from tests.bot.web.conftest import Browser, Site
from tests.bot.web.inputs import Input, inputs


@pytest.mark.parametrize("who", ["", "wang", "li", "root"])
def test_no_request_breaks_the_server(site: Site, who: str) -> None:
    browser = site.desk(who) if who else site.browser()
    mine = browser.http.cookies.copy()

    @settings(max_examples=1500, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(inputs)
    def bears(request: Input) -> None:
        if not browser.http.cookies and mine:
            browser.http.cookies.update(mine)
        response = send(browser, request, proved=bool(who) and request.path != "/desk/logout")
        assert response.status_code < 500, (request, response.text[:200])
        if response.status_code >= 400 and '"error"' not in response.text:  # what is known to be wrong before it is known to be ours
            assert request.method not in ("GET", "POST") or response.status_code in (400, 413, 414), (request, response.text[:200])

    bears()
    assert site.browser().ask("销户")["replies"], "none the worse"


def send(browser: Browser, request: Input, proved: bool) -> requests.Response:
    """Send a request as it is; `proved`: as the page of somebody logged in would."""
    headers = {**request.headers, **({"X-CSRF-Token": browser.csrf_token} if proved else {})}
    if proved:
        headers.pop("Cookie", None)
        headers.pop("Origin", None)
    return browser.http.request(
        request.method, browser.site.address + request.path, params=request.query, data=request.body, headers=headers, timeout=20
    )
