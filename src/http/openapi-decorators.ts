import type * as Swagger from '@nestjs/swagger';

type Decorators = Pick<
  typeof Swagger,
  | 'ApiBody'
  | 'ApiConsumes'
  | 'ApiCreatedResponse'
  | 'ApiExcludeController'
  | 'ApiExtension'
  | 'ApiExtraModels'
  | 'ApiFoundResponse'
  | 'ApiHeader'
  | 'ApiHideProperty'
  | 'ApiNoContentResponse'
  | 'ApiOkResponse'
  | 'ApiOperation'
  | 'ApiParam'
  | 'ApiProduces'
  | 'ApiProperty'
  | 'ApiPropertyOptional'
  | 'ApiQuery'
  | 'ApiResponse'
  | 'ApiSeeOtherResponse'
  | 'ApiTags'
>;

const waiting: ((swagger: typeof Swagger) => void)[] = [];

/**
 * The decorators of `@nestjs/swagger`, whose five hundred modules are a tenth of a start and of the memory, and are needed for the
 * document of the API alone: what they say is kept, and said once somebody asks for that.
 */
export const {
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiExcludeController,
  ApiExtension,
  ApiExtraModels,
  ApiFoundResponse,
  ApiHeader,
  ApiHideProperty,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiProduces,
  ApiProperty,
  ApiPropertyOptional,
  ApiQuery,
  ApiResponse,
  ApiSeeOtherResponse,
  ApiTags,
} = new Proxy({} as Decorators, { get: (_, name) => keptUntilAsked(name as keyof Decorators) });

/** A class of some properties of another. */
export function PickType<T, Key extends keyof T>(
  type: new () => T,
  keys: readonly Key[],
): new () => Pick<T, Key> {
  const Picked = class extends Object {} as unknown as new () => Pick<T, Key>;
  waiting.push((swagger) => {
    // Behind it stands what the class below will inherit.
    Object.setPrototypeOf(Picked.prototype, swagger.PickType(type, keys).prototype as object);
  });
  return Picked;
}

/** Where the document has the schema of a class. */
export function getSchemaPath({ name }: { readonly name: string }): string {
  return `#/components/schemas/${name}`;
}

/** `@nestjs/swagger`, which has been told all that was decorated. */
export async function loadSwagger(): Promise<typeof Swagger> {
  const swagger = await import('@nestjs/swagger');
  // In the order in which it was said: some of it builds on what was said before.
  for (const tell of waiting.splice(0)) tell(swagger);
  return swagger;
}

type AnyDecorator = (...decorated: readonly unknown[]) => unknown;

function keptUntilAsked(name: keyof Decorators): unknown {
  return (...args: readonly unknown[]): AnyDecorator =>
    (...decorated) => {
      waiting.push((swagger) => {
        const make = swagger[name] as (...args: readonly unknown[]) => AnyDecorator;
        make(...args)(...decorated);
      });
    };
}
