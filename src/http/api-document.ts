import { Injectable } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';

/** The document of the API, made on the first request for it: most processes never get one. */
@Injectable()
export class ApiDocument {
  private document: Promise<OpenAPIObject> | undefined;
  private describe: (() => Promise<OpenAPIObject>) | undefined;

  /** Start-up says how, as it alone has the whole application. */
  useDescription(describe: () => Promise<OpenAPIObject>): void {
    this.describe = describe;
  }

  read(): Promise<OpenAPIObject> {
    if (!this.describe) throw new Error('The application was not described to ApiDocument at start-up');
    this.document ??= this.describe();
    return this.document;
  }
}
