import { Client } from 'pg';

/** What Postgres itself says of every column, constraint, index and extension; partitions, made as time goes by, are left out. */
const FACTS = [
  `SELECT 'column ' || a.attrelid::regclass || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
     || CASE WHEN a.attnotnull THEN ' not null' ELSE '' END
     || CASE WHEN a.attcollation <> t.typcollation THEN ' collate ' || l.collname ELSE '' END
     || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '')
   FROM pg_attribute a
     JOIN pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p') AND NOT c.relispartition
     JOIN pg_type t ON t.oid = a.atttypid
     LEFT JOIN pg_collation l ON l.oid = a.attcollation
     LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
   WHERE c.relnamespace = 'public'::regnamespace AND a.attnum > 0 AND NOT a.attisdropped`,
  `SELECT 'constraint ' || o.conrelid::regclass || ' ' || o.conname || ' ' || pg_get_constraintdef(o.oid)
   FROM pg_constraint o JOIN pg_class c ON c.oid = o.conrelid AND NOT c.relispartition
   WHERE o.connamespace = 'public'::regnamespace AND o.contype <> 'n'`,
  `SELECT 'index ' || replace(replace(pg_get_indexdef(i.indexrelid), ' ON ONLY ', ' ON '), 'public.', '')
   FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid AND NOT c.relispartition
   WHERE c.relnamespace = 'public'::regnamespace`,
  `SELECT 'extension ' || extname FROM pg_extension WHERE extname <> 'plpgsql'`,
];

/** The table that TypeORM keeps for itself. */
const BOOKKEEPING = /\bmigrations(_id_seq)?\b/;

export async function describeSchema(url: string): Promise<string[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ fact: string }>(
      `SELECT fact FROM (${FACTS.join(' UNION ALL ')}) AS facts (fact) ORDER BY fact COLLATE "C"`,
    );
    return rows.map(({ fact }) => fact).filter((fact) => !BOOKKEEPING.test(fact));
  } finally {
    await client.end();
  }
}
