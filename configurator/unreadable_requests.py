"""What the web server refuses before the application sees it, told on a page all the same."""

from typing import Any

from gunicorn.http.errors import LimitRequestLine

PAGE = """<!doctype html>
<html lang="ko">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>주소가 너무 길어요 / This address is too long</title>
  <link rel="stylesheet" href="/static/css/bare.css">
</head>
<body>
  <main>
    <h1>주소가 너무 길어서 읽지 못했어요</h1>
    <p>바뀐 것은 없어요. 메뉴에서 다시 시작해 주세요.</p>
    <p><a href="/">메뉴로</a></p>
    <div lang="en">
      <h2>This address is too long to be read</h2>
      <p>Nothing has been changed. Start again from the menu.</p>
      <p><a href="/">To the menu</a></p>
    </div>
  </main>
</body>
</html>
""".encode()

ANSWER = (
    b"HTTP/1.1 414 URI Too Long\r\n"
    b"Connection: close\r\n"
    b"Content-Type: text/html; charset=utf-8\r\n"
    b"Content-Security-Policy: default-src 'none'; style-src 'self'; frame-ancestors 'none'\r\n"
    b"X-Content-Type-Options: nosniff\r\n"
    b"Cache-Control: no-store\r\n"
    b"Content-Length: %d\r\n\r\n%s"
) % (len(PAGE), PAGE)


def tell_on_a_page(worker: Any) -> None:
    """Let a worker of gunicorn answer an address past its limit with a page of ours."""
    usual = worker.handle_error

    def handle_error(request: Any, client: Any, address: Any, error: BaseException) -> None:
        if isinstance(error, LimitRequestLine):
            client.sendall(ANSWER)
        else:
            usual(request, client, address, error)

    worker.handle_error = handle_error
