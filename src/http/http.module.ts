import { Global, Module } from '@nestjs/common';
import { Admission } from './admission';
import { ApiDocument } from './api-document';
import { BigBodies } from './big-bodies';
import { DocsController } from './docs.controller';
import { KeyedAnswers } from './idempotent-route';
import { Leaving } from './leaving';
import { RateLimits } from './rate-limits';
import { RequestTimes } from './request-times';

/**
 * Owns the manners of every route: problems, validation, list pages, cookies, limits, security headers, request ids, the log of
 * requests and what is counted of them. Routes: `/docs`, `/openapi.json`. Knows no room that has routes: they bring decorators, it
 * brings the rules.
 */
@Global()
@Module({
  controllers: [DocsController],
  providers: [Admission, ApiDocument, BigBodies, KeyedAnswers, Leaving, RateLimits, RequestTimes],
  exports: [Admission, ApiDocument, BigBodies, KeyedAnswers, Leaving, RateLimits, RequestTimes],
})
export class HttpModule {}
