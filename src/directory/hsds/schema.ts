import * as z from 'zod'

/**
 * The part of HSDS 3.x (github openreferral/specification, 3.1.3 and its 3.2 branch) this exchange uses:
 * required fields and types. HSDS allows further fields everywhere, so these do too.
 */
const id = z.guid()
const text = z.string()
const optional = z.string().optional()
const uri = z.url().optional()

const taxonomyTerm = z.looseObject({ id, code: optional, name: text, description: text, taxonomy: optional })

const attribute = z.looseObject({
  id,
  link_type: optional,
  label: optional,
  value: optional,
  taxonomy_term: taxonomyTerm.optional(),
})

const metadata = z.looseObject({
  id,
  resource_type: optional,
  last_action_date: text,
  last_action_type: text,
  field_name: text,
  previous_value: text,
  replacement_value: text,
  updated_by: text,
})

const described = { attributes: z.array(attribute).optional(), metadata: z.array(metadata).optional() }

const phone = z.looseObject({ id, number: text, type: optional, description: optional, ...described })

const schedule = z.looseObject({
  id,
  valid_from: optional,
  valid_to: optional,
  timezone: z.number().optional(),
  freq: z.enum(['WEEKLY', 'MONTHLY']).optional(),
  byday: optional,
  description: optional,
  opens_at: optional,
  closes_at: optional,
  notes: optional,
  ...described,
})

const serviceArea = z.looseObject({
  id,
  name: optional,
  description: optional,
  extent: optional,
  extent_type: z.enum(['geojson', 'topojson', 'kml', 'text']).optional(),
  ...described,
})

const PLACES = ['physical', 'postal', 'virtual'] as const

const address = z.looseObject({
  id,
  address_1: text,
  address_2: optional,
  city: text,
  region: optional,
  state_province: text,
  postal_code: text,
  country: z.string().regex(/^[A-Z]{2}$/),
  address_type: z.enum(PLACES),
  ...described,
})

const accessibility = z.looseObject({ id, description: optional, ...described })

const location = z.looseObject({
  id,
  location_type: z.enum(PLACES),
  name: optional,
  latitude: z.number().min(-90).max(90).optional(),
  longitude: z.number().min(-180).max(180).optional(),
  addresses: z.array(address).optional(),
  accessibility: z.array(accessibility).optional(),
  ...described,
})

const serviceAtLocation = z.looseObject({ id, location: location.optional(), ...described })

const language = z.looseObject({ id, name: optional, code: optional, ...described })

const requiredDocument = z.looseObject({ id, document: optional, ...described })

const organization = z.looseObject({
  id,
  name: text,
  alternate_name: optional,
  description: text,
  website: uri,
  phones: z.array(phone).optional(),
  organization_identifiers: z
    .array(z.looseObject({ id, identifier_type: text, identifier: text }))
    .optional(),
  ...described,
})

const service = z.looseObject({
  id,
  name: text,
  description: optional,
  url: uri,
  status: z.enum(['active', 'inactive', 'defunct', 'temporarily closed']),
  fees_description: optional,
  eligibility_description: optional,
  assured_date: optional,
  alert: optional,
  organization: organization.optional(),
  phones: z.array(phone).optional(),
  schedules: z.array(schedule).optional(),
  service_areas: z.array(serviceArea).optional(),
  service_at_locations: z.array(serviceAtLocation).optional(),
  languages: z.array(language).optional(),
  required_documents: z.array(requiredDocument).optional(),
  ...described,
})

/** Whole services in the page HSDS's API reference wraps a list in; HSDS defines no other file of many records. */
export const hsdsDocument = z.looseObject({
  version: text,
  total_items: z.int(),
  total_pages: z.literal(1),
  page_number: z.literal(1),
  size: z.int(),
  first_page: z.literal(true),
  last_page: z.literal(true),
  empty: z.boolean(),
  contents: z.array(service),
})

export type HsdsDocument = z.infer<typeof hsdsDocument>
export type HsdsService = z.infer<typeof service>
export type HsdsOrganization = z.infer<typeof organization>
export type HsdsSchedule = z.infer<typeof schedule>
export type HsdsServiceArea = z.infer<typeof serviceArea>
export type HsdsLocation = z.infer<typeof location>
export type HsdsAttribute = z.infer<typeof attribute>
export type HsdsMetadata = z.infer<typeof metadata>
