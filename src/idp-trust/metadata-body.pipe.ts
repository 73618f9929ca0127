import { type ArgumentMetadata, Injectable, type PipeTransform } from '@nestjs/common';
import { Validation } from '../http/validation';
import { PutIdpTrustBody } from './idp-trust.dto';

/** An XML body stays the bytes that came; anything else must be the JSON that names or carries the metadata. */
@Injectable()
export class MetadataBodyPipe implements PipeTransform {
  private readonly validation = new Validation();

  async transform(body: unknown, metadata: ArgumentMetadata): Promise<Buffer | PutIdpTrustBody> {
    if (Buffer.isBuffer(body)) return body;
    return (await this.validation.transform(body, {
      ...metadata,
      metatype: PutIdpTrustBody,
    })) as PutIdpTrustBody;
  }
}
