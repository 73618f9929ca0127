import { DefaultNamingStrategy } from 'typeorm';

/** `displayName` is the column `display_name`, unless the entity names it otherwise. */
export class SnakeCaseNaming extends DefaultNamingStrategy {
  override columnName(propertyName: string, customName: string, embeddedPrefixes: string[]): string {
    const name = customName || snakeCase(propertyName);
    return [...embeddedPrefixes.map(snakeCase), name].join('_');
  }
}

function snakeCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
