/**
 * Every step that touches more than one key is one script, so it happens whole or not at all, also when the
 * server is killed in its midst. All keys of a script share the hash tag in `KEYS[1]`, so that a cluster
 * keeps them on one node; that key itself is never written.
 *
 * Under `<base>`, the tagged prefix of a partition:
 *   v:<unit>␀<key>      hash: v value, n version, e epoch ms after which it is gone
 *   s:<unit>␀<stream>   list of `<at>|<value>`; the sequence number is the place in it
 *   j:<queue>␀<id>      hash: lane ord val nb lu fence tries dead
 *   l:<queue>␀<lane>    sorted set of ids by order: the lane
 *   r:<queue>           sorted set of lanes by the epoch ms from which their first job may be claimed
 *   n:<queue>           how many jobs are neither done nor dead
 *   d:<queue>           sorted set of dead ids by order
 */
const SHARED = `
local base = KEYS[1]
local function at(kind, a, b) return base .. kind .. ':' .. a .. '\\0' .. b end
local function ready(queue, lane)
  local head = redis.call('ZRANGE', at('l', queue, lane), 0, 0)[1]
  if not head then return redis.call('ZREM', base .. 'r:' .. queue, lane) end
  local times = redis.call('HMGET', at('j', queue, head), 'nb', 'lu')
  redis.call('ZADD', base .. 'r:' .. queue, math.max(tonumber(times[1]), tonumber(times[2])), lane)
end
local function leave(queue, id, lane)
  redis.call('ZREM', at('l', queue, lane), id)
  redis.call('DECR', base .. 'n:' .. queue)
end
`

/**
 * ARGV: now, unit, then one record after the other: `ack` queue id fence · `check` key expect · `put` key value expect expires ·
 * `delete` key · `erase` stream · `append` stream expect at count values… · `job` queue id lane order value
 * notBefore. Answers what failed, or nothing. The whole is looked at before anything is done.
 */
const COMMIT = `${SHARED}
local now, unit = ARGV[1], ARGV[2]
local function alive(key)
  local kept = redis.call('HMGET', key, 'n', 'e')
  if not kept[1] then return '0', nil end
  if kept[2] and kept[2] ~= '' and tonumber(kept[2]) <= tonumber(now) then return '0', kept[1] end
  return kept[1], kept[1]
end
local lengths = { ack = 4, check = 3, put = 5, delete = 2, erase = 2, job = 7 }
local i = 3
while i <= #ARGV do
  local kind = ARGV[i]
  if kind == 'ack' then
    if redis.call('HGET', at('j', ARGV[i+1], ARGV[i+2]), 'fence') ~= ARGV[i+3] then return 'job ' .. ARGV[i+2] end
  elseif kind == 'check' then
    if alive(at('v', unit, ARGV[i+1])) ~= ARGV[i+2] then return ARGV[i+1] end
  elseif kind == 'put' then
    if ARGV[i+3] ~= 'any' and alive(at('v', unit, ARGV[i+1])) ~= ARGV[i+3] then return ARGV[i+1] end
  elseif kind == 'append' then
    if ARGV[i+2] ~= 'any' and redis.call('LLEN', at('s', unit, ARGV[i+1])) ~= tonumber(ARGV[i+2]) then return ARGV[i+1] end
  end
  i = i + (kind == 'append' and 5 + tonumber(ARGV[i+4]) or lengths[kind])
end
i = 3
while i <= #ARGV do
  local kind = ARGV[i]
  if kind == 'ack' then
    local queue, id = ARGV[i+1], ARGV[i+2]
    local kept = redis.call('HMGET', at('j', queue, id), 'lane', 'dead')
    redis.call('DEL', at('j', queue, id))
    if kept[2] then redis.call('ZREM', base .. 'd:' .. queue, id) else leave(queue, id, kept[1]) end
    ready(queue, kept[1])
  elseif kind == 'put' then
    local key = at('v', unit, ARGV[i+1])
    local _, last = alive(key)
    local version = last and string.format('%.0f', tonumber(last) + 1) or now
    redis.call('HSET', key, 'v', ARGV[i+2], 'n', version, 'e', ARGV[i+4])
    if ARGV[i+4] == '' then redis.call('PERSIST', key)
    else redis.call('PEXPIREAT', key, string.format('%.0f', tonumber(ARGV[i+4]) + 60000)) end
  elseif kind == 'delete' then
    redis.call('DEL', at('v', unit, ARGV[i+1]))
  elseif kind == 'erase' then
    redis.call('DEL', at('s', unit, ARGV[i+1]))
  elseif kind == 'append' then
    for n = 1, tonumber(ARGV[i+4]) do
      redis.call('RPUSH', at('s', unit, ARGV[i+1]), ARGV[i+3] .. '|' .. ARGV[i+4+n])
    end
  elseif kind == 'job' then
    local queue, id, lane = ARGV[i+1], ARGV[i+2], ARGV[i+3]
    local job = at('j', queue, id)
    if redis.call('EXISTS', job) == 0 then
      redis.call('HSET', job, 'lane', lane, 'ord', ARGV[i+4], 'val', ARGV[i+5], 'nb', ARGV[i+6],
        'lu', '0', 'fence', '0', 'tries', '0')
      redis.call('ZADD', at('l', queue, lane), ARGV[i+4], id)
      redis.call('INCR', base .. 'n:' .. queue)
      ready(queue, lane)
    end
  end
  i = i + (kind == 'append' and 5 + tonumber(ARGV[i+4]) or lengths[kind])
end
return ''
`

/** ARGV: queue, now, leaseUntil, lanes, perLane. Answers id, lane, value, tries, fence of each job, flat. */
const CLAIM = `${SHARED}
local queue, now, lease = ARGV[1], ARGV[2], ARGV[3]
local taken = {}
for _, lane in ipairs(redis.call('ZRANGEBYSCORE', base .. 'r:' .. queue, '-inf', now, 'LIMIT', 0, ARGV[4])) do
  for place, id in ipairs(redis.call('ZRANGE', at('l', queue, lane), 0, tonumber(ARGV[5]) - 1)) do
    local job = at('j', queue, id)
    local fence = redis.call('HINCRBY', job, 'fence', 1)
    if place == 1 then redis.call('HINCRBY', job, 'tries', 1) end
    redis.call('HSET', job, 'lu', lease)
    local kept = redis.call('HMGET', job, 'val', 'tries')
    for _, part in ipairs({ id, lane, kept[1], kept[2], tostring(fence) }) do table.insert(taken, part) end
  end
  ready(queue, lane)
end
return taken
`

/** ARGV: queue, id, fence, `retry`, `untried` or `dead`, the time or the reason. */
const RELEASE = `${SHARED}
local queue, id = ARGV[1], ARGV[2]
local job = at('j', queue, id)
local kept = redis.call('HMGET', job, 'fence', 'lane', 'ord', 'dead')
if kept[1] ~= ARGV[3] or kept[4] then return 0 end
redis.call('HSET', job, 'lu', '0')
if ARGV[4] == 'dead' then
  redis.call('HSET', job, 'dead', ARGV[5], 'val', '')
  redis.call('ZADD', base .. 'd:' .. queue, kept[3], id)
  leave(queue, id, kept[2])
else
  redis.call('HSET', job, 'nb', ARGV[5])
  if ARGV[4] == 'untried' and tonumber(redis.call('HGET', job, 'tries')) > 0 then
    redis.call('HINCRBY', job, 'tries', -1)
  end
end
ready(queue, kept[2])
return 1
`

export const SCRIPTS = {
  madoguchiCommit: { lua: COMMIT, numberOfKeys: 1 },
  madoguchiClaim: { lua: CLAIM, numberOfKeys: 1 },
  madoguchiRelease: { lua: RELEASE, numberOfKeys: 1 },
} as const
