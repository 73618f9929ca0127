import { Controller, Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ApiExcludeController } from '../../http/openapi-decorators';
import { OnScreen, type Screen } from '../screen/screen';
import { show } from '../screen/show';
import { InConsole, Viewer } from '../session/in-console';
import type { ConsoleViewer } from '../session/standing';
import { HomePage } from './home.page';

@ApiExcludeController()
@Controller('admin')
export class HomeController {
  @Get()
  @InConsole('anyone')
  home(@OnScreen() screen: Screen, @Viewer() viewer: ConsoleViewer, @Res() reply: FastifyReply): void {
    const content = <HomePage screen={screen} viewer={viewer} />;
    show(reply, screen, { title: screen.texts.home.title, content });
  }
}
