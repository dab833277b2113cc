# The daemon for a machine that is always on, beside a synced folder (Syncthing, a git checkout, a mounted share):
#
#   docker build -t vaulttool .
#   docker run -d --name vaulttool --restart unless-stopped --user "$(id -u):$(id -g)" \
#     -v ~/notes:/vault -v vaulttool-state:/state vaulttool
#
# docs/how-to/container.md has the rest.
FROM python:3.12-slim
COPY . /source
RUN pip install --no-cache-dir /source && rm -rf /source && mkdir -m 1777 /state
ENV VAULTTOOL_VAULT=/vault VAULTTOOL_STATE=/state/state VAULTTOOL_CACHE=/state/cache HOME=/state PYTHONUNBUFFERED=1
VOLUME ["/vault", "/state"]
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=5m CMD ["vaulttool", "status"]
ENTRYPOINT ["vaulttool"]
CMD ["watch"]
