"""Whether Inrole is alive, and whether it can do its work."""

from fastapi import APIRouter
from starlette.responses import JSONResponse

from bot.web.access import ThisWeb

routes = APIRouter(prefix="/health", include_in_schema=False)


@routes.get("/live")
async def live() -> JSONResponse:
    """Answer while the process does."""
    return JSONResponse({"process": "ok"})


@routes.get("/ready")
async def ready(web: ThisWeb) -> JSONResponse:
    """Answer 200 when database, migrations and each job are well, else 503; the body says which is not."""
    seen = await web.flows.health.ready()
    jobs = {job: None if ticked_at is None else ticked_at.isoformat() for job, ticked_at in seen.jobs.items()}
    return JSONResponse(
        {"database": seen.database, "migrations": seen.migrations, "jobs": jobs},
        status_code=200 if seen.is_well else 503,
    )
