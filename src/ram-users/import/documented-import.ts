import { applyDecorators } from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiExtraModels,
  ApiOkResponse,
  ApiOperation,
  getSchemaPath,
} from '../../http/openapi-decorators';
import { CSV_TYPE, NDJSON_TYPE } from '../../http/route-options';
import { ImportedUserDto } from './import.dto';

const NDJSON_EXAMPLE = `{"userName":"alice","displayName":"Alice Liddell"}
{"userName":"bob","email":"bob@acme.example","status":"disabled"}
`;
const CSV_EXAMPLE = `userName,displayName,email,status
alice,Alice Liddell,,
bob,,bob@acme.example,disabled
`;
const ANSWER_EXAMPLE = `{"line":1,"userName":"alice","result":"created"}
{"line":2,"userName":"bob","result":"updated"}
`;

const DESCRIPTION = `Users as a stream, an object or a CSV record a line, found by \`userName\` without regard to case: who is not
there is made, who is there gets what the line gives, the rest stays. An empty CSV cell gives nothing. Each line is answered, in order, once
it is written; a line that is not right is refused and the others go on. Read the answer while you send. At most 250,000 lines of
32 KiB and 128 MiB.`;

/** Documents the import: what it takes and answers are lines, each of a schema. */
export const DocumentedImport = () =>
  applyDecorators(
    ApiOperation({ summary: 'Make and change RAM users by the thousand', description: DESCRIPTION }),
    ApiConsumes(NDJSON_TYPE, CSV_TYPE),
    ApiBody({
      required: true,
      schema: { type: 'string' },
      examples: { ndjson: { value: NDJSON_EXAMPLE }, csv: { value: CSV_EXAMPLE } },
    }),
    ApiExtraModels(ImportedUserDto),
    ApiOkResponse({
      description: 'A line for each line, as this schema says.',
      content: {
        [NDJSON_TYPE]: { schema: { $ref: getSchemaPath(ImportedUserDto) }, example: ANSWER_EXAMPLE },
      },
    }),
  );
