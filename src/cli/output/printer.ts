import { stringify } from 'csv-stringify/sync';
import type { Output } from '../host';
import type { Colours } from '../terminal/colours';
import { printable, printableJson } from '../terminal/printable';
import { csvValue, flatten, readable, valueAt } from './cells';
import { formatPairs, formatTable } from './table';
import type { Format, View } from './view';
import { writeText } from './write-text';
import { writeYaml } from './write-yaml';

/** A table's widths are of so many rows: of 100,000 users the first are shown before the last have come. */
const ROWS_A_TABLE = 200;

/** What a command answers goes to standard output in the form that was asked for; what is said beside it to standard error. */
export class Printer {
  constructor(
    private readonly stdout: Output,
    private readonly stderr: Output,
    private readonly options: {
      readonly format: Format;
      readonly colours: Colours;
      readonly stderrColours: Colours;
    },
  ) {}

  get format(): Format {
    return this.options.format;
  }

  get colours(): Colours {
    return this.options.colours;
  }

  /** One thing, all of it. */
  async one<T extends object>(item: T, { fields }: Pick<View<T>, 'fields'>): Promise<void> {
    const { format, colours } = this.options;
    if (format === 'json') await this.json(item);
    else if (format === 'yaml') await this.out(writeYaml(item));
    else if (format === 'csv') await this.out(this.csvLines([fields, rowOf(item, fields)]));
    else
      await this.out(
        formatPairs(
          flatten(item).map(([name, value]) => [name, readable(value)] as const),
          colours,
        ),
      );
  }

  /** A list as it comes. */
  async list<T extends object>(items: AsyncIterable<T> | Iterable<T>, view: View<T>): Promise<void> {
    const { format } = this.options;
    if (format === 'json') await this.jsonList(items);
    else if (format === 'yaml') await this.yamlList(items);
    else if (format === 'csv') await this.csvList(items, view.fields);
    else await this.tableList(items, view);
  }

  /** Things that go on to come: a line of JSON each, a YAML document each, or a row without end. */
  async stream<T extends object>(
    items: AsyncIterable<T>,
    view: View<T>,
    line: (item: T) => string,
  ): Promise<void> {
    const { format } = this.options;
    if (format === 'csv') await this.out(this.csvLines([view.fields]));
    for await (const item of items) {
      if (format === 'json') await this.out(`${printableJson(JSON.stringify(item))}\n`);
      else if (format === 'yaml') await this.out(`---\n${writeYaml(item)}`);
      else if (format === 'csv') await this.out(this.csvLines([rowOf(item, view.fields)]));
      else await this.out(`${line(item)}\n`);
    }
  }

  /** Text for people, or the one thing that was asked for; a document of others goes through `raw`. */
  async text(text: string): Promise<void> {
    await this.out(text);
  }

  /** Byte for byte. */
  async raw(bytes: string | Uint8Array): Promise<void> {
    await writeText(this.stdout, bytes);
  }

  /** In any form but a table the value as it is; as a table what `table` makes of it. */
  async either(value: object, table: () => string): Promise<void> {
    const { format } = this.options;
    if (format === 'table') await this.out(table());
    else if (format === 'yaml') await this.out(writeYaml(value));
    else if (format === 'csv') {
      const pairs = flatten(value);
      await this.out(this.csvLines([pairs.map(([name]) => name), pairs.map(([, one]) => csvValue(one))]));
    } else await this.json(value);
  }

  /** Something beside the answer. */
  note(text: string): void {
    this.stderr.write(`${this.options.stderrColours.dim(printable(text))}\n`);
  }

  warn(text: string): void {
    this.stderr.write(`${this.options.stderrColours.yellow('warning:')} ${printable(text)}\n`);
  }

  private async json(value: unknown): Promise<void> {
    await this.out(`${printableJson(JSON.stringify(value, null, 2))}\n`);
  }

  private async jsonList(items: AsyncIterable<object> | Iterable<object>): Promise<void> {
    let separator = '[\n';
    for await (const item of items) {
      await this.out(`${separator}  ${printableJson(JSON.stringify(item))}`);
      separator = ',\n';
    }
    await this.out(separator === '[\n' ? '[]\n' : '\n]\n');
  }

  private async yamlList(items: AsyncIterable<object> | Iterable<object>): Promise<void> {
    let isEmpty = true;
    for await (const item of items) {
      isEmpty = false;
      await this.out(writeYaml([item]));
    }
    if (isEmpty) await this.out('[]\n');
  }

  private async csvList(
    items: AsyncIterable<object> | Iterable<object>,
    fields: readonly string[],
  ): Promise<void> {
    await this.out(this.csvLines([fields]));
    for await (const item of items) await this.out(this.csvLines([rowOf(item, fields)]));
  }

  private async tableList<T extends object>(
    items: AsyncIterable<T> | Iterable<T>,
    { columns, plural }: View<T>,
  ): Promise<void> {
    const titles = columns.map(({ title }) => title.toUpperCase());
    let rows: string[][] = [];
    let shown = 0;
    const flush = async (): Promise<void> => {
      if (rows.length === 0) return;
      await this.out(formatTable(shown === 0 ? titles : [], rows, this.options.colours));
      shown += rows.length;
      rows = [];
    };
    for await (const item of items) {
      rows.push(columns.map((column) => readable(column.of(item))));
      if (rows.length === ROWS_A_TABLE) await flush();
    }
    await flush();
    if (shown === 0) this.note(`No ${plural}.`);
  }

  private csvLines(rows: readonly (readonly string[])[]): string {
    return stringify(rows.map((row) => [...row]));
  }

  private async out(text: string): Promise<void> {
    // Data stays as it is where a program reads it; a terminal is no program.
    await writeText(this.stdout, this.options.format === 'csv' && this.stdout.isTTY ? printable(text) : text);
  }
}

function rowOf(item: object, fields: readonly string[]): string[] {
  return fields.map((field) => csvValue(valueAt(item, field)));
}
