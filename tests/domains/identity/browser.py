"""A browser on our own pages, as far as the session in its cookie goes."""

from http.cookies import Morsel, SimpleCookie
from typing import Any

import httpx2

PAGE = {"sec-fetch-site": "same-origin", "origin": "http://127.0.0.1:8000"}


class Browser:
    """Keeps cookies of its own, and sends what a page of ours would send."""

    def __init__(self, http: httpx2.AsyncClient) -> None:
        self._http = http
        self.cookies: dict[str, str] = {}
        self.last_cookie: Morsel[str] | None = None

    async def send(
        self,
        path: str,
        *,
        method: str = "POST",
        content: bytes | None = None,
        headers: dict[str, str] | None = None,
        **json: Any,
    ) -> httpx2.Response:
        """Send what a page sends, but for what is given."""
        all_headers = {**PAGE, "content-type": "application/json", **(headers or {})}
        if self.cookies:
            pairs = (f"{name}={value}" for name, value in self.cookies.items())
            all_headers["cookie"] = "; ".join(pairs)
        given = {"content": content} if content is not None else {"json": json}
        answer = await self._http.request(method, path, headers=all_headers, **given)
        self._http.cookies.clear()  # the client is everybody's
        self._keep(answer.headers.get_list("set-cookie"))
        return answer

    async def start(self, email: str, password: str) -> dict[str, Any]:
        return _json(await self.send("/session/start", email=email, password=password))

    async def resume(self) -> dict[str, Any]:
        return _json(await self.send("/session/continue"))

    async def end(self) -> dict[str, Any]:
        return _json(await self.send("/session/end"))

    def _keep(self, headers: list[str]) -> None:
        for header in headers:
            for name, morsel in SimpleCookie(header).items():
                self.last_cookie = morsel
                self.cookies[name] = morsel.value
                if morsel["max-age"] == "0":
                    del self.cookies[name]


def _json(answer: httpx2.Response) -> dict[str, Any]:
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body
