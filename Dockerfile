# Where the wheel is built and installed: everything by hash, nothing fetched that is not in the lock file.
FROM python:3.11-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PYTHONDONTWRITEBYTECODE=1
WORKDIR /build
RUN python -m venv /opt/inrole
COPY requirements.lock ./
RUN /opt/inrole/bin/pip install --require-hashes -r requirements.lock
COPY . .
RUN /opt/inrole/bin/pip wheel --no-deps --no-build-isolation --wheel-dir /wheels . \
    && /opt/inrole/bin/pip install --no-deps --no-index /wheels/*.whl \
    # The practice workspace is for the demo and the tests; without it `inrole demo` is not offered.
    && rm -r /opt/inrole/lib/python3.11/site-packages/sandbox \
    && /opt/inrole/bin/pip uninstall --yes editables hatchling \
    && /opt/inrole/bin/python -m compileall -q /opt/inrole/lib \
    && /opt/inrole/bin/inrole --help > /dev/null

FROM python:3.11-slim
RUN useradd --system --uid 10001 --create-home --home-dir /var/lib/inrole --shell /usr/sbin/nologin inrole
COPY --from=build /opt/inrole /opt/inrole
ENV PATH=/opt/inrole/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 \
    INROLE_HOST=0.0.0.0 INROLE_PORT=8000 INROLE_LOG_FORMAT=json
# A database in a file is kept here; everything else may be read-only.
WORKDIR /var/lib/inrole
VOLUME /var/lib/inrole
USER inrole
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s CMD ["python", "-c", \
    "import os, urllib.request as ask; ask.urlopen(f'http://127.0.0.1:{os.environ[\"INROLE_PORT\"]}/health/ready', timeout=4)"]
ENTRYPOINT ["inrole"]
CMD ["serve"]
