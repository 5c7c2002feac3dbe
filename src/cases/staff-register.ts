/** What a turn has to know of the staff, from memory. */
export interface StaffOnHand {
  /** Whether anybody has an account at all: nobody is promised an answer from a console nobody uses. */
  readonly any: boolean
  readonly onDuty: boolean
  readonly teams: ReadonlySet<string>
}
