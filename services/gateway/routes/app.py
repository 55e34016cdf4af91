"""The HTTP application."""

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from services.chassis.database import Database
from services.gateway.routes import endpoints
from services.gateway.routes.doors import AsgiCall, Doors
from services.gateway.routes.openapi import rendered
from services.gateway.routes.reading import Receive, Scope, Send


class _Endpoint:
    """A plain ASGI endpoint for a Route: Starlette wraps functions into request objects, other callables not."""

    def __init__(self, serve: AsgiCall) -> None:
        self._serve = serve

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._serve(scope, receive, send)


def http_app(doors: Doors, db: Database) -> Starlette:
    """The routes of the table of endpoints."""

    async def live(request: Request) -> Response:
        return Response(status_code=204)

    async def ready(request: Request) -> Response:
        try:
            await db.ping()
        except Exception:
            return JSONResponse({"ready": False}, status_code=503)
        return JSONResponse({"ready": True})

    async def openapi(request: Request) -> Response:
        return Response(rendered(), media_type="application/json")

    return Starlette(
        routes=[
            Route(endpoints.NOTIFICATIONS, _Endpoint(doors.notify)),
            Route(endpoints.CALLBACKS, _Endpoint(doors.call_back)),
            Route(endpoints.SERVICE_LISTENER, _Endpoint(doors.listen_tmf640)),
            Route(endpoints.ORDER_LISTENER, _Endpoint(doors.listen_tmf641)),
            Route(endpoints.LIVE, live, methods=["GET"]),
            Route(endpoints.READY, ready, methods=["GET"]),
            Route(endpoints.OPENAPI, openapi, methods=["GET"]),
        ]
    )
