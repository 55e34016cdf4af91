"""The HTTP application."""

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from services.chassis.database import Database
from services.gateway.routes.doors import Doors
from services.gateway.routes.reading import Receive, Scope, Send


class _Endpoint:
    """A plain ASGI endpoint for a Route: Starlette wraps functions into request objects, callables of a class
    it leaves alone."""

    def __init__(self, serve: object) -> None:
        self._serve = serve

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._serve(scope, receive, send)  # type: ignore[operator]


def http_app(doors: Doors, db: Database) -> Starlette:
    """Routes of the gateway. Health is at /health/live and /health/ready."""

    async def live(request: Request) -> Response:
        return Response(status_code=204)

    async def ready(request: Request) -> Response:
        try:
            await db.ping()
        except Exception:
            return JSONResponse({"ready": False}, status_code=503)
        return JSONResponse({"ready": True})

    return Starlette(
        routes=[
            Route("/channels/{channel}/notifications", _Endpoint(doors.notify)),
            Route("/platforms/{platform}/callbacks", _Endpoint(doors.call_back)),
            Route("/platforms/{platform}/tmf-api/{api}/v4/listener/{event}", _Endpoint(doors.listen)),
            Route("/health/live", live, methods=["GET"]),
            Route("/health/ready", ready, methods=["GET"]),
        ]
    )
