import { Controller, Get, Header } from '@nestjs/common';
import { ApiExcludeController } from '../http/openapi-decorators';
import { ICON_SVG } from '../html/icon';
import { Public } from '../http/access';

const ONE_DAY = 'public, max-age=86400';

@ApiExcludeController()
@Controller()
export class IconController {
  /** Browsers ask for `/favicon.ico` where no page has told them of the other: JSON answers have no `<link>`. */
  @Get(['favicon.svg', 'favicon.ico'])
  @Public()
  @Header('content-type', 'image/svg+xml; charset=utf-8')
  @Header('cache-control', ONE_DAY)
  icon(): string {
    return ICON_SVG;
  }
}
