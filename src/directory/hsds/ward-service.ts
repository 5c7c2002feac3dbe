import type { WardFile } from '../../content/ward.ts'
import { attribute } from './attributes.ts'
import { wardServiceId } from './ids.ts'
import { organizationOf } from './row-service.ts'
import type { HsdsService } from './schema.ts'
import { townArea } from './service-areas.ts'
import { uuidFor } from './uuid.ts'
import { TABLES, type WardTables } from './ward-tables.ts'

export const AUDIENCES = ['resident', 'staff'] as const
export type Audience = (typeof AUDIENCES)[number]

const STATEMENT: Readonly<Record<Audience, string>> = {
  resident:
    '住民に見せてよいことだけの書き出しです。職員だけの行と項目、確かめの記録は入っていないので、区のファイルには戻せません。',
  staff: '区のファイルのすべてが入った書き出しです。職員だけの行と項目を含むので、公開しないでください。',
}

/** The ward itself as a service: its switchboard, its towns, and the facts of `ward.yaml`. */
export function wardService(
  ward: WardFile,
  tables: WardTables,
  audience: Audience,
  today: string,
): HsdsService {
  const id = wardServiceId(ward.id)
  const organization = organizationOf(ward)
  const column = (name: string, value: string, label?: string) => attribute(id, 'column', name, value, label)
  return {
    id,
    name: `${ward.name} 代表電話`,
    description: ward.outreach.ja,
    ...(ward.website === null ? {} : { url: ward.website }),
    status: 'active',
    organization: {
      ...organization,
      alternate_name: ward.nameEn,
      ...(ward.website === null ? {} : { website: ward.website }),
      organization_identifiers: [
        {
          id: uuidFor(id, 'identifier'),
          identifier_type: '全国地方公共団体コード',
          identifier: ward.lgCode,
        },
      ],
    },
    phones: [{ id: uuidFor(id, 'phone', 'voice'), number: ward.switchboard.phone, type: 'voice' }],
    languages: ward.languages.map((code) => ({
      id: uuidFor(id, 'language', code),
      ...(code === 'easy' ? { code: 'ja', note: 'やさしい日本語' } : { code }),
    })),
    service_areas: tables.towns.rows.map((row) => townArea(ward, row, tables.towns.columns)),
    attributes: [
      column('ward', ward.id),
      column('audience', audience),
      column('exported_on', today),
      column('name_kana', ward.nameKana),
      column('general_desk', ward.generalDesk),
      column('outreach_desk', ward.outreachDesk),
      ...(ward.invented ? [column('invented', 'yes')] : []),
      ...ward.responsibility.map((row, i) =>
        column(
          'responsibility',
          `${row.needs.join(';')} → ${'point' in row ? row.point : `${row.partition}（${ward.partitions[row.partition]?.name ?? ''}）`}`,
          String(i + 1),
        ),
      ),
      ...TABLES.map((table) => column('columns', tables[table].columns.join(','), table)),
      ...(audience === 'staff' ? [column('ward_yaml', tables.yaml)] : []),
    ],
    metadata: [
      said(id, 'export', today, STATEMENT[audience], ward.name),
      said(
        id,
        'switchboard',
        '',
        `${ward.switchboard.source}（${ward.switchboard.date}）`,
        ward.switchboard.source,
      ),
    ],
  }
}

function said(owner: string, field: string, date: string, text: string, by: string) {
  return {
    id: uuidFor(owner, 'metadata', field),
    resource_type: 'service',
    last_action_date: date,
    last_action_type: field === 'export' ? 'export' : 'source',
    field_name: field,
    previous_value: '',
    replacement_value: text,
    updated_by: by,
  }
}
