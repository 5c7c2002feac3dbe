import { DatabaseSync, type StatementSync } from 'node:sqlite'

// Without a rowid long values would stand in the inner pages of the tree, which makes it deep.
const SCHEMA = `
create table if not exists kept (
  unit text not null, key text not null, value text not null, version integer not null, expires integer,
  primary key (unit, key)
);
create index if not exists kept_expires on kept (expires) where expires is not null;
create table if not exists journal (
  unit text not null, stream text not null, seq integer not null, at integer not null, value text not null,
  primary key (unit, stream, seq)
) without rowid;
create table if not exists jobs (
  queue text not null, id text not null, lane text not null, ord integer not null, value text not null,
  not_before integer not null, lease_until integer not null default 0, fence integer not null default 0,
  tries integer not null default 0, dead text,
  primary key (queue, id)
);
create index if not exists jobs_lane on jobs (queue, lane, ord, id) where dead is null;
create table if not exists lanes (
  queue text not null, lane text not null, ready integer not null,
  primary key (queue, lane)
) without rowid;
create index if not exists lanes_ready on lanes (queue, ready, lane);
insert or ignore into lanes select queue, lane, max(not_before, lease_until) from jobs as j
  where dead is null and not exists (select 1 from lanes)
  and not exists (select 1 from jobs as e where e.queue = j.queue and e.lane = j.lane and e.dead is null
    and (e.ord < j.ord or (e.ord = j.ord and e.id < j.id)));
`

/** The embedded database with its statements prepared once. */
export interface Database {
  readonly db: DatabaseSync
  readonly sql: (text: string) => StatementSync
}

/**
 * WAL, and every commit synced to disk before it is acknowledged (`synchronous = full`). What is deleted is
 * overwritten (`secure_delete`): 消して must not leave words behind in the file.
 */
export function openDatabase(path: string): Database {
  const db = new DatabaseSync(path)
  db.exec(
    'pragma journal_mode = wal; pragma synchronous = full; pragma secure_delete = on; pragma busy_timeout = 500',
  )
  db.exec(SCHEMA)
  const statements = new Map<string, StatementSync>()
  return {
    db,
    sql(text) {
      const known = statements.get(text)
      if (known) return known
      const made = db.prepare(text)
      statements.set(text, made)
      return made
    },
  }
}
