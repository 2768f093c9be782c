"""What the PDF engine may load: our own fonts and marks by name. Everything else is refused and remembered."""

from collections.abc import Mapping

from weasyprint.urls import URLFetcher, URLFetcherResponse

from okr_reports.rendering.printable import printable

_LONGEST_ADDRESS = 100


class ClosedFetcher(URLFetcher):
    """Serves registered assets under a made-up scheme, no file and no network. `denied` lists what was refused."""

    def __init__(self, scheme: str, assets: Mapping[str, tuple[str, bytes]]) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False)
        self._scheme = scheme
        self._assets = assets
        self.denied: list[str] = []

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """The asset of this address; raises PermissionError, which the engine logs, for every other address."""
        scheme, _, name = url.partition(":")
        asset = self._assets.get(name) if scheme == self._scheme else None
        if asset is None:
            self.denied.append(printable(url[:_LONGEST_ADDRESS]))
            raise PermissionError("only the program's own assets may be loaded")
        media_type, body = asset
        return URLFetcherResponse(url, body, {"Content-Type": media_type})
